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
        case .unreadable: "The file cannot be read; check that it exists."
        case .isForeign(let format): format.sentence(forWeights: true)
        case .tooShort(let count): "This is not a safetensors file: it has only \(count) bytes."
        case .header: "This is not a safetensors file, or it is cut short: it does not begin with the length of a header."
        case .headerIsNoJSON: "This is not a safetensors file: its header is not the JSON of one."
        case .type(let type, let supported):
            "Numbers of type \(type.shortened()) are not read; \(supported.joined(separator: ", ")) are."
        case .shape(let shape): "The shape \(shape) is impossible."
        case .extent(let shape, let size, let expected, let begin, let end):
            "Its shape \(shape) takes \(size) bytes from \(expected), but the header says \(begin) to \(end)."
        case .cutShort(let end, let file): "The file is cut short: the tensor ends at byte \(end), the file at \(file)."
        case .integerTooLarge: "An integer does not fit 32 bits."
        case .trailing(let count): "\(count) bytes follow the last tensor in the header."
        case .irregular: "This name belongs to something other than a regular file; choose another."
        case .unwritable(let error): "The file cannot be written: \(error.reason)."
        case .progressUnwritable(let reason): "The progress of the run cannot be written: \(reason)."
        case .checkpointUnwritable(let reason): "The state of the run cannot be stored: \(reason)."
        case .noCheckpoint: "This is not the checkpoint of a training run."
        case .checksum: "The checkpoint is damaged: its checksum does not match."
        case .progressUnreadable: "The checkpoint's progress cannot be read."
        case .unexpectedTensor: "No part of the checkpoint has a place for it."
        case .otherNetwork(let problem): "The checkpoint belongs to another network: \(problem.sentence)"
        }
    }
}
