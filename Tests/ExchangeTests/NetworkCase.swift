import Datasets
import Recurrent
import TestSupport
import Testing

/// A network with weights that are all different, and data of several lengths for it.
struct NetworkCase: CustomTestStringConvertible, Sendable {
    var name: String
    var network: Network
    var data: SequenceDataset
    var scales = false
    /// Whether reading a sequence in two parts gives the same results.
    var goesOn = false
    /// Whether the graph has an input for lengths.
    var hasLengths = true

    var testDescription: String { name }

    /// The weights are drawn at random: biases are initially 0, which would hide errors in their order.
    func model() throws -> Model {
        var model = try Model.initial(network: network, for: data, seed: 1, loss: network.ownLoss)
        var random = SeededGenerator(seed: 9)
        for index in model.parameters.indices {
            for place in model.parameters[index].values.indices {
                model.parameters[index].values[place] += Float.random(in: -0.4...0.4, using: &random)
            }
        }
        return model
    }

    private static let lengths = [7, 3, 1, 12, 5]

    private static func recurrent(_ cell: CellKind, _ units: Int = 6) -> Layer { .recurrent(Recurrence(cell: cell, units: units)) }
    private static func both(_ cell: CellKind, _ units: Int = 4) -> Layer { .bidirectional(Recurrence(cell: cell, units: units)) }
    private static func dense(_ units: Int, _ activation: Activation = .linear) -> Layer { .dense(units: units, activation: activation) }

    private static func offsets(_ lengths: [Int]) -> [Int] { lengths.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) } }

    /// Sequences with three features.
    static func numbers(
        _ targets: (_ sequences: Int, _ steps: Int) -> SequenceDataset.Targets, details: SequenceDataset.Details = .init(),
        lengths: [Int] = lengths
    ) -> SequenceDataset {
        var random = SeededGenerator(seed: 4)
        let offsets = offsets(lengths)
        let steps = offsets[offsets.count - 1]
        var values = (0..<steps * 3).map { _ in Float.random(in: -2...2, using: &random) }
        for (feature, mask) in details.masks {
            for step in 0..<steps {
                values[step * 3 + mask] = step % 3 == 0 ? 0 : 1
                if step % 3 == 0 { values[step * 3 + feature] = 0 }
            }
        }
        return SequenceDataset(
            name: "numbers", presentation: .channels, inputs: .features(values: values, width: 3), targets: targets(lengths.count, steps),
            offsets: offsets, details: details)
    }

    /// Sequences of five symbols.
    static func symbols(_ targets: (_ sequences: Int, _ steps: Int) -> SequenceDataset.Targets) -> SequenceDataset {
        var random = SeededGenerator(seed: 5)
        let offsets = offsets(lengths)
        let ids = (0..<offsets[offsets.count - 1]).map { _ in Int32.random(in: 0..<5, using: &random) }
        return SequenceDataset(
            name: "symbols", presentation: .symbols, inputs: .symbols(ids: ids, vocabulary: ["a", "b", "\"", "ü", "\n"]),
            targets: targets(lengths.count, ids.count), offsets: offsets)
    }

    static func classes(_ sequences: Int, _ steps: Int) -> SequenceDataset.Targets {
        .sequenceClasses(labels: Array(repeating: 0, count: sequences), names: ["x", "y"])
    }
    static func stepClasses(_ sequences: Int, _ steps: Int) -> SequenceDataset.Targets {
        .stepClasses(labels: Array(repeating: 0, count: steps), names: ["x", "y"])
    }
    static func threeStepClasses(_ sequences: Int, _ steps: Int) -> SequenceDataset.Targets {
        .stepClasses(labels: Array(repeating: 0, count: steps), names: ["x", "y", "z"])
    }
    static func labels(_ sequences: Int, _ steps: Int) -> SequenceDataset.Targets {
        .sequenceLabels(values: Array(repeating: 0, count: sequences * 2), names: ["x", "y"])
    }
    static func values(_ sequences: Int, _ steps: Int) -> SequenceDataset.Targets {
        .sequenceValues(values: Array(repeating: 0, count: sequences * 2), width: 2)
    }
    static func stepValues(_ sequences: Int, _ steps: Int) -> SequenceDataset.Targets {
        .stepValues(values: Array(repeating: 0, count: steps * 2), width: 2)
    }

    /// Scales of the inputs and of two values.
    private static func scaled(base: Bool = false, masks: [Int: Int] = [:]) -> SequenceDataset.Details {
        var details = SequenceDataset.Details()
        details.featureNames = ["a", "b", "c"]
        details.masks = masks
        let isChannel = Set(masks.values)
        details.inputScale = Standardization(
            mean: [100, -3, isChannel.contains(2) ? 0 : 0.5], deviation: [12, 0.25, isChannel.contains(2) ? 1 : 2],
            base: base ? [1_700_000_000, 0, 0] : [])
        details.targetScale = Standardization(mean: [5, -40], deviation: [0.5, 3], base: base ? [0, 1_000_000] : [])
        return details
    }

    private static let cells: [(String, CellKind)] = [
        ("gru", .gru(.after)), ("gru-before", .gru(.before)), ("lstm", .lstm(forgetBias: 1)), ("rnn", .rnn(.tanh)),
        ("rnn-relu", .rnn(.relu)), ("rnn-sigmoid", .rnn(.sigmoid)), ("rnn-linear", .rnn(.linear)),
    ]

    /// Recurrent layers with features that other frameworks lack.
    static let regularized: [NetworkCase] = cells.flatMap { name, cell in
        let normed = Recurrence(cell: cell, units: 4, normalization: .layer)
        let held = Recurrence(cell: cell, units: 4, zoneout: 0.2)
        let all = Recurrence(cell: cell, units: 3, recurrentDropout: 0.1, zoneout: 0.3, normalization: .layer)
        return [
            NetworkCase(name: name + "-norm", network: Network([.recurrent(normed), .last, dense(2)]), data: numbers(values)),
            NetworkCase(name: name + "-zoneout", network: Network([.recurrent(held), dense(2)]), data: numbers(stepValues), goesOn: true),
            NetworkCase(
                name: name + "-regularized",
                network: Network([.bidirectional(all), .recurrent(held), .bidirectional(all), .last, dense(2)]),
                data: numbers(values)),
        ]
    }

    /// Projected states, by which the layers of a stack are alike or not.
    static let projected: [NetworkCase] = [false, true].map { isBidirectional in
        func layer(_ units: Int, _ width: Int) -> Layer {
            let recurrence = Recurrence(cell: .lstm(forgetBias: 1), units: units, projection: width)
            return isBidirectional ? .bidirectional(recurrence) : .recurrent(recurrence)
        }
        return NetworkCase(
            name: isBidirectional ? "projected-both" : "projected",
            network: Network([layer(6, 3), layer(6, 3), layer(6, 2), .last, dense(2)]), data: numbers(values))
    }

    static let all: [NetworkCase] =
        cells.map { NetworkCase(name: $0, network: Network([recurrent($1), .last, dense(2)]), data: numbers(values), goesOn: true) }
        + cells.map {
            NetworkCase(name: $0 + "-steps", network: Network([recurrent($1), dense(2)]), data: numbers(stepValues), goesOn: true)
        }
        + cells.map { NetworkCase(name: $0 + "-both", network: Network([both($1), .last, dense(2)]), data: numbers(values)) }
        + cells.map { NetworkCase(name: $0 + "-both-steps", network: Network([both($1), dense(2)]), data: numbers(stepValues)) }
        + [
            NetworkCase(
                name: "stacked",
                network: Network([
                    recurrent(.lstm(forgetBias: 1)), .dropout(rate: 0.3), recurrent(.lstm(forgetBias: 0)), .dropout(rate: 0.3),
                    recurrent(.lstm(forgetBias: 1)), recurrent(.lstm(forgetBias: 1)), .last, dense(2),
                ]), data: numbers(values), goesOn: true),
            NetworkCase(
                name: "stacked-both", network: Network([both(.gru(.after)), both(.gru(.after)), .last, dense(2)]), data: numbers(values)),
            NetworkCase(name: "mean", network: Network([both(.gru(.after)), .mean, dense(2)]), data: numbers(classes)),
            NetworkCase(name: "first", network: Network([both(.gru(.after)), .first, dense(2)]), data: numbers(classes)),
            NetworkCase(
                name: "conv",
                network: Network([
                    .conv(channels: 4, width: 3, stride: 1, activation: .tanh), .pool(width: 2, stride: 1, kind: .max),
                    recurrent(.gru(.after)), dense(2),
                ]), data: numbers(stepClasses)),
            NetworkCase(
                name: "conv-stride",
                network: Network([
                    .conv(channels: 4, width: 4, stride: 2, activation: .relu), .pool(width: 3, stride: 2, kind: .mean), both(.gru(.after)),
                    .last,
                    dense(2),
                ]), data: numbers(classes)),
            NetworkCase(
                name: "pool-stride",
                network: Network([both(.lstm(forgetBias: 1)), .pool(width: 2, stride: 2, kind: .max), .max, dense(2)]),
                data: numbers(classes)),
            NetworkCase(name: "max", network: Network([both(.gru(.after)), .max, dense(2)]), data: numbers(classes)),
            NetworkCase(name: "attend", network: Network([both(.gru(.after)), .attend(units: nil), dense(2)]), data: numbers(classes)),
            NetworkCase(
                name: "attend-numbers", network: Network([dense(4, .tanh), .attend(units: 3), dense(2)]), data: numbers(classes)),
            NetworkCase(name: "max-numbers", network: Network([dense(4, .tanh), .max, dense(2)]), data: numbers(classes)),
            NetworkCase(
                name: "recurrent-dropout",
                network: Network([
                    .recurrent(Recurrence(cell: .gru(.after), units: 4, recurrentDropout: 0.3)), .last, dense(2),
                ]), data: numbers(classes), goesOn: true),
            NetworkCase(name: "labels", network: Network([recurrent(.gru(.after)), .mean, dense(2)]), data: numbers(labels)),
            NetworkCase(
                name: "stack",
                network: Network([
                    recurrent(.lstm(forgetBias: 1)), .dropout(rate: 0.5),
                    .residual([recurrent(.gru(.after)), .residual([recurrent(.gru(.before))]), dense(6, .tanh)]), both(.gru(.after), 3),
                    .dropout(rate: 0.1), .residual([both(.lstm(forgetBias: 1), 3), .dropout(rate: 0.1)]), .last, dense(5, .relu),
                    .residual([dense(5, .sigmoid)]), dense(2),
                ]), data: numbers(classes)),
            NetworkCase(
                name: "dense-steps", network: Network([dense(4, .sigmoid), dense(2)]), data: numbers(stepClasses), hasLengths: false),
            NetworkCase(name: "dense-last", network: Network([dense(4, .tanh), .last, dense(2)]), data: numbers(classes)),
            NetworkCase(
                name: "text", network: Network([.embedding(size: 4), recurrent(.lstm(forgetBias: 1)), recurrent(.gru(.after)), dense(5)]),
                data: symbols { _, _ in .nextSymbol }, goesOn: true),
            NetworkCase(
                name: "join",
                network: Network([
                    .join([
                        [recurrent(.gru(.after))], [.conv(channels: 3, width: 3, stride: 1, activation: .tanh)],
                        [both(.lstm(forgetBias: 1))],
                    ]), .last, dense(2),
                ]), data: numbers(classes)),
            NetworkCase(
                name: "join-ended",
                network: Network([
                    dense(4, .relu),
                    .join([
                        [.residual([both(.gru(.after), 2), .dropout(rate: 0.1)]), .last],
                        [.join([[dense(2)], [recurrent(.gru(.before), 3)]]), .attend(units: 2)],
                        [.pool(width: 3, stride: 1, kind: .mean), .max],
                    ]), dense(2),
                ]), data: numbers(classes)),
            NetworkCase(
                name: "crf", network: Network([both(.gru(.after)), dense(3), .transitions]), data: numbers(threeStepClasses)),
            NetworkCase(
                name: "tied", network: Network([.embedding(size: 4), recurrent(.lstm(forgetBias: 1)), dense(4, .tanh), .tied]),
                data: symbols { _, _ in .nextSymbol }, goesOn: true),
            NetworkCase(
                name: "one-hot", network: Network([recurrent(.gru(.after)), dense(5)]), data: symbols { _, _ in .nextSymbol }, goesOn: true),
            NetworkCase(
                name: "one-hot-both", network: Network([.dropout(rate: 0.2), both(.lstm(forgetBias: 1)), dense(2)]),
                data: symbols(stepClasses)),
            NetworkCase(
                name: "dense-symbols", network: Network([dense(4, .relu), recurrent(.gru(.before)), .last, dense(2)]),
                data: symbols(classes)),
            NetworkCase(
                name: "values", network: Network([recurrent(.gru(.after)), .last, dense(2)]), data: numbers(values, details: scaled())),
            NetworkCase(
                name: "values-own-units", network: Network([recurrent(.gru(.after)), .last, dense(2)]),
                data: numbers(values, details: scaled()), scales: true),
            NetworkCase(
                name: "steps-own-units", network: Network([recurrent(.gru(.after)), dense(2)]),
                data: numbers(stepValues, details: scaled()), scales: true),
            NetworkCase(
                name: "large-own-units", network: Network([recurrent(.gru(.after)), .last, dense(2)]),
                data: numbers(values, details: scaled(base: true)), scales: true),
            NetworkCase(
                name: "missing-own-units", network: Network([recurrent(.gru(.after)), .last, dense(2)]),
                data: numbers(values, details: scaled(masks: [0: 2])), scales: true),
        ]
}
