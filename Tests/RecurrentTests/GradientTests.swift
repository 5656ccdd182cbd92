import Datasets
import TestSupport
import Testing

@testable import Recurrent

/// Gradients against finite differences of the loss, for what no reference case covers.
@Suite struct GradientTests {
    struct Setup: CustomTestStringConvertible {
        var testDescription: String
        var layers: [Layer]
        var targets: Batch.Targets
        var isSymbolic = false
        var loss = Loss.standard
        /// The weight of each sequence.
        var weights: [Float] = []
        /// The weight of each step.
        var stepWeights: [Float] = []
        /// Whether the loss is that of a training step, with masks.
        var hasMasks = false
        /// The factor of weight matrices, and the size of the differences: if small products are normalised, the loss
        /// curves strongly.
        var scale: Float = 1
        var step: Float = 1.0 / 128
        var tolerance: Float = 2e-4
    }

    /// Three sequences of 4, 2 and 3 steps, padded to 4.
    static let lengths = [4, 2, 3]
    static let stepWeights: [Float] = [1, 0.5, 2, 0, 3, 1, 9, 9, 0.25, 1, 1.5, 9]
    static let stepClasses = Batch.Targets.stepClasses([0, 1, 2, 1, 2, 0, -1, -1, 1, -1, 0, -1])

    static let setups: [Setup] =
        [
            Setup(
                testDescription: "mean, dense tanh, values",
                layers: [TinyTasks.recurrent(.gru(.after), 5), .mean, .dense(units: 4, activation: .tanh), TinyTasks.dense(2)],
                targets: .sequenceValues([0.5, -0.25, 1, 0, 0.75, -1])),
            Setup(
                testDescription: "step values with gaps",
                layers: [TinyTasks.recurrent(.lstm(forgetBias: 0.5), 5), .dense(units: 1, activation: .sigmoid)],
                targets: .stepValues([0.5, -0.25, .nan, 0, 0.75, -1, .nan, .nan, 0.1, 0.2, 0.3, .nan])),
            Setup(
                testDescription: "quantiles of values",
                layers: [TinyTasks.recurrent(.gru(.after), 5), .last, TinyTasks.dense(6)],
                targets: .sequenceValues([3, -4, 5, .nan, 3.5, -3]), loss: .quantiles([0.1, 0.5, 0.75])),
            Setup(
                testDescription: "quantiles of step values",
                layers: [TinyTasks.recurrent(.lstm(forgetBias: 0.5), 5), TinyTasks.dense(2)],
                targets: .stepValues([5, -2.5, .nan, 4, 7.5, -6, .nan, .nan, 5, -2, 3, .nan]), loss: .quantiles([0.25, 0.9])),
            Setup(
                testDescription: "weights, classes", layers: [TinyTasks.recurrent(.gru(.after), 5), .last, TinyTasks.dense(3)],
                targets: .sequenceClasses([2, 0, 1]), weights: [0.5, 0, 3]),
            Setup(
                testDescription: "weights, step classes", layers: [TinyTasks.recurrent(.gru(.after), 5), TinyTasks.dense(3)],
                targets: stepClasses, weights: [2, 0.25, 1]),
            Setup(
                testDescription: "weights, step values with gaps",
                layers: [TinyTasks.recurrent(.lstm(forgetBias: 0.5), 5), TinyTasks.dense(1)],
                targets: .stepValues([0.5, -0.25, .nan, 0, 0.75, -1, .nan, .nan, 0.1, 0.2, 0.3, .nan]), weights: [2, 0.25, 0]),
            Setup(
                testDescription: "weights of steps, classes", layers: [TinyTasks.recurrent(.gru(.after), 5), TinyTasks.dense(3)],
                targets: stepClasses, weights: [2, 0.25, 1], stepWeights: stepWeights),
            Setup(
                testDescription: "weights of steps, values with gaps",
                layers: [TinyTasks.recurrent(.lstm(forgetBias: 0.5), 5), TinyTasks.dense(1)],
                targets: .stepValues([0.5, -0.25, .nan, 0, 0.75, -1, .nan, .nan, 0.1, 0.2, 0.3, .nan]), stepWeights: stepWeights),
            Setup(
                testDescription: "several targets, weights",
                layers: [
                    TinyTasks.recurrent(.gru(.after), 5), .last,
                    .join([[.dense(units: 4, activation: .tanh), TinyTasks.dense(3)], [TinyTasks.dense(2)], [TinyTasks.dense(2)]]),
                ],
                targets: .several([
                    (.sequenceClasses([2, 0, 1]), 3), (.sequenceValues([0.5, -0.25, 1, .nan, 0.75, -1]), 2),
                    (.sequenceLabels([1, 0, 0, 1, 1, 1]), 2),
                ]), loss: .weighted([1, 0.5, 2]), weights: [1, 2, 0.5]),
            Setup(
                testDescription: "several targets, each with a loss of its own",
                layers: [TinyTasks.recurrent(.gru(.after), 5), .last, .join([[TinyTasks.dense(3)], [TinyTasks.dense(4)]])],
                targets: .several([(.sequenceClasses([2, 0, 1]), 3), (.sequenceValues([3, -4, 5, .nan, 3.5, -3]), 2)]),
                loss: .weighted([TargetLoss(weight: 0.5, loss: .smoothing(0.2)), TargetLoss(weight: 1, loss: .quantiles([0.25, 0.9]))])),
            Setup(
                testDescription: "several targets of steps",
                layers: [TinyTasks.recurrent(.lstm(forgetBias: 0.5), 5), .join([[TinyTasks.dense(3)], [TinyTasks.dense(1)]])],
                targets: .several([
                    (stepClasses, 3), (.stepValues([0.5, -0.25, .nan, 0, 0.75, -1, .nan, .nan, 0.1, 0.2, 0.3, .nan]), 1),
                ]), stepWeights: stepWeights),
            Setup(
                testDescription: "labels with weights", layers: [TinyTasks.recurrent(.gru(.after), 5), .last, TinyTasks.dense(3)],
                targets: .sequenceLabels([1, 0, 1, 0, 0, 0, 1, 1, 1]), weights: [1, 2, 0.5]),
            Setup(
                testDescription: "residual",
                layers: [
                    TinyTasks.dense(5),
                    .residual([TinyTasks.recurrent(.gru(.before), 5), .residual([.dense(units: 5, activation: .tanh)])]),
                    TinyTasks.dense(3),
                ],
                targets: stepClasses),
            Setup(
                testDescription: "bidirectional gru reset before, last",
                layers: [.bidirectional(Recurrence(cell: .gru(.before), units: 4)), .last, TinyTasks.dense(3)],
                targets: .sequenceClasses([2, 0, 1])),
            Setup(
                testDescription: "bidirectional rnn, mean",
                layers: [.bidirectional(Recurrence(cell: .rnn(.tanh), units: 4)), .mean, TinyTasks.dense(3)],
                targets: .sequenceClasses([2, 0, 1])),
            Setup(
                testDescription: "lstm with a projection, twice",
                layers: [
                    .recurrent(Recurrence(cell: .lstm(forgetBias: 0.5), units: 6, projection: 3)),
                    .bidirectional(Recurrence(cell: .lstm(forgetBias: 0.5), units: 5, projection: 2)), TinyTasks.dense(3),
                ],
                targets: stepClasses),
            Setup(
                testDescription: "rnn sigmoid and linear",
                layers: [TinyTasks.recurrent(.rnn(.sigmoid), 4), TinyTasks.recurrent(.rnn(.linear), 3)], targets: stepClasses),
            Setup(
                testDescription: "embedding",
                layers: [.embedding(size: 4), .bidirectional(Recurrence(cell: .lstm(forgetBias: 1), units: 3)), TinyTasks.dense(3)],
                targets: stepClasses, isSymbolic: true),
            Setup(
                testDescription: "symbols without embedding", layers: [TinyTasks.recurrent(.gru(.after), 4), TinyTasks.dense(3)],
                targets: stepClasses,
                isSymbolic: true),
            Setup(
                testDescription: "attention", layers: [TinyTasks.recurrent(.gru(.after), 5), .attend(units: 4), TinyTasks.dense(3)],
                targets: .sequenceClasses([2, 0, 1])),
            Setup(
                testDescription: "attention to symbols, smoothed labels",
                layers: [.embedding(size: 4), .attend(units: nil), TinyTasks.dense(3)], targets: .sequenceClasses([2, 0, 1]),
                isSymbolic: true, loss: .smoothing(0.2)),
            Setup(
                testDescription: "maximum, focal", layers: [TinyTasks.recurrent(.lstm(forgetBias: 1), 5), .max, TinyTasks.dense(3)],
                targets: .sequenceClasses([2, 0, 1]), loss: .focal(1.5)),
            Setup(
                testDescription: "first", layers: [.bidirectional(Recurrence(cell: .gru(.after), units: 4)), .first, TinyTasks.dense(3)],
                targets: .sequenceClasses([2, 0, 1])),
            Setup(
                testDescription: "labels along the steps, weights", layers: [TinyTasks.recurrent(.gru(.after), 5), TinyTasks.dense(3)],
                targets: .labelSequences(LabelSequences([[1, 1], [0], [1, 0]])), loss: .ctc(beam: 1), weights: [1, 2, 0.5]),
            Setup(
                testDescription: "paths, weights",
                layers: [TinyTasks.recurrent(.gru(.after), 5), .dense(units: 3, activation: .tanh), .transitions],
                targets: .stepClasses([0, 1, 2, 1, 2, 0, -1, -1, 1, 1, 0, -1]), loss: .crf, weights: [1, 2, 0.5]),
            Setup(
                testDescription: "paths with gaps, weights",
                layers: [TinyTasks.recurrent(.gru(.after), 5), .dense(units: 3, activation: .tanh), .transitions],
                targets: .stepClasses([0, -1, -1, 1, -1, 0, -1, -1, 1, 1, 0, -1]), loss: .crf, weights: [1, 2, 0.5]),
            Setup(
                testDescription: "joined paths",
                layers: [
                    TinyTasks.dense(4),
                    .join([
                        [TinyTasks.recurrent(.gru(.after), 3), .dropout(rate: 0.5)], [.dropout(rate: 0.2)],
                        [.bidirectional(Recurrence(cell: .gru(.before), units: 2))],
                    ]),
                    .last, .join([[.dense(units: 3, activation: .tanh)], [TinyTasks.dense(2)]]), TinyTasks.dense(3),
                ], targets: .sequenceClasses([2, 0, 1]), hasMasks: true),
            Setup(
                testDescription: "joined paths that end time, symbols",
                layers: [
                    .embedding(size: 4), .join([[TinyTasks.recurrent(.gru(.after), 3), .last], [.attend(units: 2)], [.max]]),
                    TinyTasks.dense(3),
                ],
                targets: .sequenceClasses([2, 0, 1]), isSymbolic: true, weights: [1, 0, 2]),
            Setup(
                testDescription: "tied, weights", layers: [.embedding(size: 4), TinyTasks.recurrent(.gru(.after), 4), .tied],
                targets: stepClasses,
                isSymbolic: true, weights: [2, 0.25, 1]),
            Setup(
                testDescription: "windows with strides",
                layers: [
                    .conv(channels: 4, width: 3, stride: 2, activation: .tanh), .bidirectional(Recurrence(cell: .gru(.after), units: 3)),
                    .pool(width: 2, stride: 2, kind: .mean), .attend(units: nil), TinyTasks.dense(3),
                ], targets: .sequenceClasses([2, 0, 1])),
            Setup(
                testDescription: "windows at each step, weights",
                layers: [
                    TinyTasks.recurrent(.gru(.after), 5), .conv(channels: 4, width: 4, stride: 1, activation: .linear),
                    .pool(width: 2, stride: 1, kind: .mean), .residual([.conv(channels: 4, width: 2, stride: 1, activation: .sigmoid)]),
                    TinyTasks.dense(3),
                ], targets: stepClasses, weights: [2, 0.25, 1]),
        ] + [CellKind.rnn(.sigmoid), .gru(.after), .gru(.before), .lstm(forgetBias: 0.5)].flatMap(regularized)

    private static func regularized(_ cell: CellKind) -> [Setup] {
        func setup(_ name: String, _ recurrence: Recurrence, isSymbolic: Bool = false) -> Setup {
            let isNormalised = recurrence.normalization != nil
            return Setup(
                testDescription: "\(cell), \(name)",
                layers: [.recurrent(recurrence), .bidirectional(recurrence), TinyTasks.dense(3)], targets: stepClasses,
                isSymbolic: isSymbolic, hasMasks: true, scale: isNormalised ? 4 : 1, step: isNormalised ? 1.0 / 512 : 1.0 / 128,
                tolerance: isNormalised ? 1e-3 : 2e-4)
        }
        return [
            setup("recurrent dropout", Recurrence(cell: cell, units: 5, recurrentDropout: 0.4)),
            setup("zoneout", Recurrence(cell: cell, units: 5, zoneout: 0.4)),
            setup("normalised", Recurrence(cell: cell, units: 5, normalization: .layer)),
            setup(
                "all, symbols", Recurrence(cell: cell, units: 5, recurrentDropout: 0.3, zoneout: 0.2, normalization: .layer),
                isSymbolic: true),
        ]
    }

    @Test(arguments: setups) func agreesWithDifferences(_ setup: Setup) throws {
        let width = 3
        var model = try Model.initial(network: Network(setup.layers), inputWidth: width, seed: 4)
        model.loss = setup.loss
        // Biases that are not zero, so that their effect shows.
        for index in model.parameters.indices where model.parameters[index].shape.count == 1 {
            for place in model.parameters[index].values.indices { model.parameters[index].values[place] += 0.1 * Float(place % 5) - 0.2 }
        }
        for index in model.parameters.indices where model.parameters[index].shape.count == 2 {
            for place in model.parameters[index].values.indices { model.parameters[index].values[place] *= setup.scale }
        }
        let inputs: Batch.Inputs =
            setup.isSymbolic
            ? .symbols([0, 2, 1, 2, 1, 1, 0, 0, 2, 0, 1, 0]) : .features((0..<36).map { Float(($0 * 7) % 11) / 5 - 1 })
        var batch = Batch(steps: 4, lengths: Self.lengths, inputs: inputs, targets: setup.targets)
        (batch.weights, batch.stepWeights) = (setup.weights, setup.stepWeights)
        func executor() throws -> Executor {
            try Executor(
                model: model, isSymbolic: setup.isSymbolic, maximumBatch: 3, maximumSteps: 4, optimizer: .sgd(momentum: 0, nesterov: false),
                threads: 2)
        }
        let exact = try executor()
        let gradients = exact.gradients(batch).parameters
        let step = setup.step
        for (index, tensor) in model.parameters.enumerated() {
            var differences: [Float] = []
            for place in tensor.values.indices {
                func loss(_ offset: Float) throws -> Double {
                    var moved = model.parameters
                    moved[index].values[place] += offset
                    try exact.load(moved)
                    return setup.hasMasks ? exact.gradients(batch).loss : exact.forward(batch).loss
                }
                // Two step sizes, combined so that the second-order error cancels.
                let near = (try loss(step) - loss(-step)) / Double(2 * step)
                let far = (try loss(2 * step) - loss(-2 * step)) / Double(4 * step)
                differences.append(Float((4 * near - far) / 3))
            }
            #expect(gradients[index].name == tensor.name)
            let largest = gradients.reduce(Float(0)) { $1.values.reduce($0) { max($0, abs($1)) } }
            for (own, difference) in zip(gradients[index].values, differences) {
                #expect(abs(own - difference) < setup.tolerance * max(0.1, largest), "\(tensor.name)")
            }
        }
    }
}
