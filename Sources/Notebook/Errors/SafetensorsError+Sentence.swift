import Datasets
import Recurrent
import TextFormatting

extension SafetensorsError {
    /// What a user is told: the file and the tensor, what is wrong, and what to do about it.
    public var sentence: String {
        // The lines of Python stay lines.
        if case .isForeign = problem { return (file.isEmpty ? "" : "\(file): ").visible + problem.sentence }
        return ((file.isEmpty ? "" : "\(file): ") + (tensor.map { "tensor \($0.shortened(80)): " } ?? "") + problem.sentence).visible
    }
}

extension SafetensorsError.Problem {
    /// What is wrong and what to do, without the place.
    var sentence: String {
        switch self {
        case .unreadable: "the file cannot be read; does it exist?"
        case .isForeign(let format): format.sentence(forWeights: true)
        case .tooShort(let count): "no safetensors file: it has only \(count) bytes."
        case .header: "no safetensors file, or one that is cut short: it does not begin with the length of a header."
        case .headerIsNoJSON: "no safetensors file: its header is not the JSON of one."
        case .type(let type, let supported):
            "numbers of type \(type.shortened()) are not read; \(supported.joined(separator: ", ")) are."
        case .shape(let shape): "the shape \(shape) cannot be."
        case .extent(let shape, let size, let expected, let begin, let end):
            "its shape \(shape) takes \(size) bytes from \(expected), but the header says \(begin) to \(end)."
        case .cutShort(let end, let file): "the file is cut short: the tensor ends at byte \(end), the file at \(file)."
        case .integerTooLarge: "an integer does not fit 32 bits."
        case .trailing(let count): "\(count) bytes follow the last tensor that the header tells of."
        case .irregular: "there is something else than a regular file; give another name."
        case .unwritable(let error): "the file cannot be written: \(error.reason)."
        case .progressUnwritable(let reason): "the run's progress cannot be written: \(reason)"
        case .checkpointUnwritable(let reason): "the run's state cannot be kept: \(reason)"
        case .noCheckpoint: "no checkpoint of a training run."
        case .checksum: "the checkpoint is damaged: its bytes are not those that were written."
        case .progressUnreadable: "the checkpoint's progress cannot be read."
        case .unexpectedTensor: "no part of the checkpoint has a place for it."
        case .otherNetwork(let problem): "the checkpoint is of another network: \(problem.sentence)"
        }
    }
}
