import Exchange
import TextFormatting

extension ONNXError {
    /// What a user is told: what is wrong, and what to do about it.
    var sentence: String {
        switch self {
        case .network(let error): error.sentence
        case .relativeScaling:
            "`scaling` cannot be in the graph of a run that counts from the last step of its windows: leave it out, and subtract the "
                + "value of the last step first, as described in the file's metadata."
        case .tooLarge(let bytes):
            "The weights take \(Figures.bytes(bytes)), and an ONNX file holds 2 GB at most: save them as safetensors."
        }
    }
}
