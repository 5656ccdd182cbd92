import Recurrent
import TextFormatting

extension NetworkError.PlanProblem {
    var sentence: String {
        switch self {
        case .epochs(let epochs, let most): "epochs is \(epochs); it must be 1 to \(most)."
        case .batchSize(let size, let most): "The batch size is \(size); it must be 1 to \(most)."
        case .learningRate(let rate): "The learning rate is \(rate); it must be 0 or more, such as 0.001."
        case .clipValue(let value): "The size to clip gradients at is \(value); it must be more than 0, such as 0.5."
        case .clipNorm(let norm): "The norm to clip at is \(norm); it must be more than 0, such as 1."
        case .weightDecay(let decay): "The weight decay is \(decay); it must be 0 or more."
        case .patience(let epochs): "The patience is \(epochs) epochs; it must be 1 or more."
        case .noTestData:
            "To stop early, or to keep the best weights, a run needs data to test on, such as the part held back by .validation(0.1)."
        case .weightsWithoutClasses: "Class weights need classes, but the network predicts values."
        case .weightCount(let count, let classes):
            "There are \(count) class weights for \(classes) classes; each class needs one."
        case .weightsOfPaths: "crf weights whole paths of classes, not classes: leave out `weights`."
        case .weightValues: "Class weights must be 0 or more, and not all 0."
        case .window(let steps): "A window has \(steps) steps; it must have 1 or more."
        case .windowOfLabels: "Labels are read along whole sequences: leave out `steps`."
        case .windowNetwork:
            "Windows of steps need a network that predicts at each step and reads forward: without last, mean, conv, pool and bidirectional layers."
        case .schedule(let schedule): "The schedule \(schedule) is not possible: factors must be 0 or more, epochs and steps 1 or more."
        case .accumulatedBatches(let batches): "accumulate is \(batches) batches; it must be 1 or more."
        case .averageDecay(let decay):
            "The share of the average that is kept is \(decay); it must be 0 or more and less than 1, such as 0.999."
        case .quantiles(let levels):
            "The quantiles \(levels.map { "\($0)" }.joined(separator: ", ")) are not possible: each is more than 0 and less than 1, and "
                + "greater than the one before."
        case .loss(.ctc(let beam)): "A beam of \(beam) is not possible: it must be 1 to \(Loss.greatestBeam)."
        case .loss(.weighted(let parts)):
            "\(Loss.weighted(parts).written) is not possible: it needs 2 to \(Loss.greatestTargets) targets, weights of 0 or more, at "
                + "least one of them more than 0, and losses for one target: quantiles, smoothing or focal."
        case .loss(let loss):
            "The loss \(loss.written) is not possible: a smoothed share is 0 or more and less than 1, a focus 0 or more."
        case .frozenLayer(let layer, let layers):
            "There is no layer \(layer + 1) to freeze: the network has \(layers == 1 ? "one" : "\(layers)"), counted from 1."
        }
    }
}

extension NetworkError.WeightsProblem {
    var sentence: String {
        switch self {
        case .missing(let name): "The weights of this network include \(name), which is missing here."
        case .shape(let name, let found, let expected): "\(name) has the shape \(found), but this network needs \(expected)."
        case .noTensor(let name, let found):
            "The weights have no tensor \(name), which the network needs; there are \(found.count) tensors "
                + "(\(found.prefix(4).joined(separator: ", ")), ...)."
        case .tensorShape(let name, let found, let expected):
            "The tensor \(name) has the shape \(found), but the network needs \(expected)."
        case .tensorType(let name, let type):
            "The tensor \(name), which the network needs, has numbers of type \(type), which are not read. Save it as float32."
        case .notFinite(let names):
            "\(names.count == 1 ? "The tensor" : "The tensors") \(names.prefix(6).joined(separator: ", "))\(names.count > 6 ? ", ..." : "") "
                + "\(names.count == 1 ? "has" : "have") numbers that are infinite or not numbers (NaN). "
                + "Such weights give no answers: take an earlier checkpoint of their training."
        case .noModule(let layer, let expected, let found, let needed) where needed.isEmpty || found.isEmpty:
            "No module of the file has weights of the shape \(expected) that \(layer.written) needs; there are \(Self.shapes(found))."
        case .noModule(let layer, let expected, let found, let needed):
            "No module of the file has weights of the shape \(expected) that \(layer.written) needs.\n\(Self.lists(needed, found))"
        case .projection(let tensor, let units, let width):
            "The file's LSTM has a projection (\(tensor.visible)), as proj_size makes it: write lstm(\(units), projection: \(width))."
        case .severalModules(let layer, let names):
            "Several modules fit \(layer.written): \(names.joined(separator: ", ")). Name one for each layer that has weights, with "
                + "modules: [\"\(names[0])\", ...]."
        case .unusedLayers(let module, let found, let used):
            "\(module.isEmpty ? "The file" : module) has \(found) recurrent layers, of which the network takes \(used)."
        case .moduleCount(let given, let layers): "modules names \(given); the network has \(layers) layers with weights."
        case .moduleMisfit(let name, let layer, let found):
            "\(name) does not fit \(layer.written)" + (found.isEmpty ? "; the file has no such module." : ": it has \(Self.shapes(found)).")
        case .unknownToPyTorch(let recurrence, let layer):
            "Layer \(layer), \(recurrence.written): "
                + (recurrence.isGRU
                    ? "PyTorch's GRU applies its reset gate after the product; use gru(\(recurrence.units)) or the keras format."
                    : "PyTorch's RNN has only tanh and relu.")
        case .unknownElsewhere(let own, let layer, let format):
            "Layer \(layer), \(own.written): \(format.programName) has no such layer; use the unroll format, or save a Python module, "
                + "such as \"net.py\"."
        case .state(let name): "The recurrent state \(name) is missing or has another shape."
        }
    }
}

extension WeightFormat {
    /// Whose it is.
    fileprivate var programName: String {
        switch self {
        case .unroll: "Unroll"
        case .pytorch: "PyTorch"
        case .keras: "Keras"
        }
    }
}

extension NetworkError.WeightsProblem {
    /// Most tensors, or layers, that are listed.
    private static let listed = 24

    /// What the network needs beside what the file has.
    private static func lists(_ needed: [LayerWeights], _ found: [String: [Int]]) -> String {
        let left = needed.map { "\($0.layer.written) " + $0.shapes.map { "\($0)" }.joined(separator: " ") }
        // Numbers in names count, so that layer 10 comes after layer 9.
        let right = found.sorted { ($0.key.numericOrder, $0.key) < ($1.key.numericOrder, $1.key) }.map { "\($0.key.visible) \($0.value)" }
        let rows = (0..<min(listed, max(left.count, right.count))).map { row in
            [left.indices.contains(row) ? left[row] : "", right.indices.contains(row) ? right[row] : ""]
        }
        let rest = max(left.count, right.count) - rows.count
        let table = TextTable(alignments: [.left, .left], rows: [["the network needs", "the file has"]] + rows)
        return (table.lines + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: "\n")
    }

    /// The first tensors and their shapes.
    private static func shapes(_ found: [String: [Int]]) -> String {
        guard !found.isEmpty else { return "none" }
        return found.sorted { $0.key < $1.key }.prefix(8).map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            + (found.count > 8 ? ", ..." : "")
    }
}

extension Recurrence {
    fileprivate var isGRU: Bool {
        if case .gru = cell { true } else { false }
    }
}

extension TrainingFailure {
    /// What a user is told of a run that failed.
    public var sentence: String {
        switch self {
        case .numbers(let failure): failure.sentence
        case .network(let error): error.sentence
        }
    }
}

extension NumberFailure {
    fileprivate var sentence: String {
        let problem =
            switch place {
            case .loss(let step, nil): "The loss is not a finite number at step \(step)."
            case .loss(let step, let place?):
                "The loss is not a finite number at step \(step). It began in layer \(place.index + 1), \(place.layer.written)."
            case .testLoss(let step): "The test loss is not a finite number after step \(step)."
            case .weights(let step): "The weights are not finite numbers after step \(step)."
            }
        let weights =
            switch kept {
            case .beforeTraining: "those before training."
            case .step(let step): "those after step \(step)."
            case .bestEpoch(let epoch): "those of the best epoch, \(epoch)."
            }
        return "\(problem) The weights kept are \(weights) Try a smaller learning rate, or clip gradients."
    }
}

extension String {
    /// The name with its numbers as wide as any, so that texts sort by them.
    fileprivate var numericOrder: String {
        var (order, digits) = ("", "")
        for character in self + " " {
            if character.isASCII, character.isNumber {
                digits.append(character)
            } else {
                order += String(repeating: "0", count: digits.isEmpty ? 0 : max(0, 12 - digits.count)) + digits + String(character)
                digits = ""
            }
        }
        return order
    }
}
