import Exchange
import TextFormatting

extension ONNXError {
    /// What a user is told: what is wrong, and what to do about it.
    var sentence: String {
        switch self {
        case .network(let error): error.sentence
        case .relativeScaling:
            "`scaling` cannot be in the graph of a run that counts from the last step of its windows: leave it out, and take away the last step's value before, as the file's metadata says."
        case .tooLarge(let bytes):
            "The weights take \(Figures.bytes(bytes)), and an ONNX file holds 2 GB at most: save them as safetensors."
        }
    }
}
