import CellLanguage
import Recurrent

/// What training makes small, where it is something else than usual.
enum LossFunctions {
    static let all: [Function] = [quantiles, smoothing, focal, ctc, crf, weighted]

    static let quantiles = Function.immediate(
        "quantiles", .losses,
        "A loss that makes a network predict quantiles of values: a given share of the values to come should be below each. "
            + "The last layer has an output for each quantile of each value; predictions list them in ascending order.",
        parameters: [
            .repeated(
                "level", .number(.fraction), "The shares, such as 0.1, 0.5 and 0.9: more than 0, less than 1, and in ascending order.")
        ],
        example: """
            waves = sines(train: 50, test: 10)
            train(gru(4) | dense(3), waves, epochs: 1, loss: quantiles(0.1, 0.5, 0.9))
            """,
        related: ["train", "evaluate", "forecast", "smoothing", "focal"]
    ) { (arguments) throws(CellError) -> Loss in
        let levels = try arguments.list("level", of: Double.self).map { Float($0) }
        let rises = zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 }
        guard levels.allSatisfy({ $0 > 0 && $0 < 1 }), rises else {
            throw CellError(.told(NetworkError(.plan(.quantiles(levels))).sentence))
        }
        guard levels.count <= Loss.greatestQuantiles else {
            throw CellError(.told("quantiles: at most \(Loss.greatestQuantiles) of a value; these are \(levels.count)."))
        }
        return .quantiles(levels)
    }

    static let smoothing = Function.immediate(
        "smoothing", .losses,
        "A classification loss: cross-entropy with a share of each label spread evenly over all classes, so that a network "
            + "does not become overconfident: "
            + "- sum of q log p, with q = share / classes, and 1 - share more for the true class (Szegedy et al., 2016). The weight of "
            + "a class applies to its rows.",
        parameters: [.required("share", .number(.rate), "The share to spread, such as 0.1.")],
        example: """
            digits = strokes(train: 50, test: 10)
            train(gru(4) | last | dense(10), digits, epochs: 1, loss: smoothing(0.1))
            """,
        related: ["train", "focal", "quantiles"]
    ) { (arguments) throws(CellError) -> Loss in
        .smoothing(try arguments.float("share"))
    }

    static let focal = Function.immediate(
        "focal", .losses,
        "A classification loss in which easy examples count for little, for rare classes: - (1 - p)^focus log p, where p is "
            + "the probability of the true class (Lin et al., 2017).",
        parameters: [
            .optional("focus", .number(.nonNegative), .number(2), "How much more the hard examples count; 0 gives cross-entropy.")
        ],
        example: """
            digits = strokes(train: 50, test: 10)
            train(gru(4) | last | dense(10), digits, epochs: 1, loss: focal(2))
            """,
        related: ["train", "smoothing", "quantiles"]
    ) { (arguments) throws(CellError) -> Loss in
        .focal(try arguments.float("focus"))
    }

    static let ctc = Function.immediate(
        "ctc", .losses,
        "A loss for labels in order whose steps are unknown: - log of the probability of all alignments of the labels with "
            + "the steps (Graves et "
            + "al., 2006). The network has an output at each step for each label and, last, for the blank between them; the same label "
            + "at several steps in a row counts once.",
        parameters: [
            .optional(
                "beam", .whole(1...Loss.greatestBeam), .number(1),
                "How many beginnings decoding follows: 1 takes the most probable class of each step; more, such as 10, find the most "
                    + "probable labels over all their alignments."
            )
        ],
        example: """
            lines = words(train: 50, test: 10, unsegmented: true)
            train(bidirectional(gru(4)) | dense(27), lines, epochs: 1, loss: ctc)
            """,
        related: ["train", "words", "jsonl", "evaluate"], needsNoBrackets: true
    ) { (arguments) throws(CellError) -> Loss in
        .ctc(beam: try arguments.integer("beam"))
    }
}

extension LossFunctions {
    static let crf = Function.immediate(
        "crf", .losses,
        "A loss for data with a class at each step: a conditional random field (Lafferty et al., 2001; over an LSTM: Huang et al., "
            + "2015). It minimises - log of the probability of the true path among all paths through a sequence; a path has the score "
            + "start[y0] + s0[y0] + .. + transitions[y(t-1), yt] + st[yt] + .. + end[yT]: s is the output of the network at a step, and "
            + "the rest is learned in a layer transitions, which is added at the end of the network. The mean is over all steps, so that with zero "
            + "transitions it equals the usual loss. Steps without a class may have any. The prediction is the best path (Viterbi); its "
            + "certainty is the share of all paths that have its class at a step.",
        example: """
            hand = words(train: 50, test: 10)
            train(bidirectional(gru(4)) | dense(26), hand, epochs: 1, loss: crf)
            """,
        related: ["train", "transitions", "evaluate", "ctc"]
    ) { (_) throws(CellError) -> Loss in
        .crf
    }
}

extension LossFunctions {
    static let weighted = Function.immediate(
        "weighted", .losses,
        "A loss for data with several targets: the sum of their losses, each times its weight. A number is the weight of a "
            + "target's usual loss, a loss such as focal(2) counts "
            + "once, and [focal(2), 0.1] counts a tenth. Without weighted, each target has its usual loss and counts once. The outputs "
            + "of the network stand side by side in the order of the targets, as "
            + "join makes them.",
        parameters: [.repeated("target", .targetLoss, "The weight or loss of each target, in order; 0 for not at all.")],
        example: """
            walks = csv("data/walks.csv", targets: ["activity", "age"])
            train(gru(4) | last | join(dense(3), dense(1)), walks, epochs: 1, loss: weighted(focal(2), 0.1))
            """,
        related: ["train", "csv", "npz", "join"]
    ) { (arguments) throws(CellError) -> Loss in
        var parts: [TargetLoss] = []
        let given: [Value] = if case .list(let values) = arguments["target"] { values } else { [arguments["target"]] }
        for value in given {
            guard let part = TargetLoss(cellValue: value) else { throw arguments.wrong("target") }
            parts.append(part)
        }
        let loss = Loss.weighted(parts)
        guard loss.isSound else { throw CellError(.told(NetworkError(.plan(.loss(loss))).sentence)) }
        return loss
    }
}

extension ParameterType {
    /// What is said of one of several targets: a weight, a loss, or both.
    fileprivate static let targetLoss = ParameterType.special(
        SpecialType([.number, Loss.valueType, .list], words: "a weight of 0 or more, a loss, or a list of both, such as [focal(2), 0.1]") {
            TargetLoss(cellValue: $0) != nil
        })
}

extension TargetLoss {
    /// Nil for what is neither a weight nor a loss.
    fileprivate init?(cellValue value: Value) {
        switch value {
        case .number(let weight): self.init(weight: Float(weight))
        case .object: guard let loss = value.object(Loss.self) else { return nil }; self.init(weight: 1, loss: loss)
        case .list(let both):
            guard both.count == 2, let loss = both[0].object(Loss.self), case .number(let weight) = both[1] else { return nil }
            self.init(weight: Float(weight), loss: loss)
        case .nothing, .text, .boolean, .range: return nil
        }
        guard weight >= 0, weight.isFinite else { return nil }
    }

    fileprivate var written: String {
        if loss == .standard { return shortest(weight) }
        return weight == 1 ? loss.written : "[\(loss.written), \(shortest(weight))]"
    }
}

extension Loss: CellObject {
    package static let typeDescription = TypeDescription("a loss", example: "quantiles(0.1, 0.5, 0.9)")

    package var written: String {
        switch self {
        case .standard: "the usual loss"
        case .smoothing(let share): "smoothing(\(shortest(share)))"
        case .crf: "crf"
        case .weighted(let parts): "weighted(\(parts.map(\.written).joined(separator: ", ")))"
        case .ctc(let beam): beam == 1 ? "ctc" : "ctc(beam: \(beam))"
        case .focal(let focus): "focal(\(shortest(focus)))"
        case .quantiles(let levels): "quantiles(\(levels.map { "\($0)" }.joined(separator: ", ")))"
        }
    }
}
