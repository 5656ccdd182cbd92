import Datasets
import Testing

@testable import Recurrent

/// The weight of a sequence is how often it counts in the loss, the gradient and the figures.
struct WeightedSequenceTests {
    /// The first sequence twice, the second not at all, the others once.
    private func weighed(_ data: SequenceDataset) -> SequenceDataset { withWeights(data) { $0 == 0 ? 2 : $0 == 1 ? 0 : 1 } }

    /// The same, by repetition.
    private func repeated(_ data: SequenceDataset) -> SequenceDataset { data.select([0, 0] + Array(2..<data.count)) }

    private func withWeights(_ data: SequenceDataset, _ weight: (Int) -> Float) -> SequenceDataset {
        var details = data.storage.details
        details.weights = (0..<data.count).map(weight)
        return SequenceDataset(
            name: data.name, presentation: data.presentation, inputs: data.storage.inputs, targets: data.storage.targets,
            offsets: data.storage.offsets, details: details)
    }

    private static let values = SequenceDataset(
        name: "values", presentation: .channels, inputs: .features(values: (0..<24).map { Float($0 * 7 % 11) / 5 - 1 }, width: 1),
        targets: .sequenceValues(values: [1, .nan, 2, 0.5, -1, 3, 0, 1], width: 2), offsets: [0, 6, 12, 18, 24])

    private func close(_ a: Double?, _ b: Double?) -> Bool { a == b || abs((a ?? .nan) - (b ?? .nan)) < 1e-6 }

    private func expectAlike(_ data: SequenceDataset, _ layers: [Layer]) throws {
        let model = try Model.initial(network: Network(layers), for: data, seed: 3)
        let (own, other) = (try model.evaluate(weighed(data)), try model.evaluate(repeated(data)))
        #expect(close(own.loss, other.loss) && close(own.error, other.error) && close(own.r2, other.r2))
        #expect(own.confusion == other.confusion && own.ranks == other.ranks && own.macroF1 == other.macroF1)
        #expect(
            own.errorByStep.count == other.errorByStep.count && zip(own.errorByStep, other.errorByStep).allSatisfy { abs($0 - $1) < 1e-6 })
        if case .stepClasses = data.storage.targets {} else { #expect(own.weight == Double(data.count) && own.count == data.count - 1) }
        #expect(other.weight == nil)
        let (first, second) = (try model.review(weighed(data), bins: 4, worst: 3), try model.review(repeated(data), bins: 4, worst: 3))
        #expect(close(first.calibration?.error, second.calibration?.error))
        #expect(!first.worst.contains { $0.sequence == 1 })
    }

    @Test func aWeightIsANumberOfRepetitions() throws {
        try expectAlike(TinyTasks.signs(12), [TinyTasks.recurrent(.gru(.after), 4), .last, TinyTasks.dense(2)])
        try expectAlike(TinyTasks.words(12), [.embedding(size: 3), TinyTasks.recurrent(.gru(.after), 4), TinyTasks.dense(3)])
        try expectAlike(Self.values, [TinyTasks.recurrent(.gru(.after), 4), .last, TinyTasks.dense(2)])
    }

    @Test func gradientsAreThoseOfRepetitions() throws {
        let data = TinyTasks.signs(12)
        let network = Network([TinyTasks.recurrent(.gru(.after), 4), .last, TinyTasks.dense(2)])
        let model = try Model.initial(network: network, for: data, seed: 3)
        func gradients(_ data: SequenceDataset) throws -> [Float] {
            let rows = (0..<data.count).map {
                SequenceSlice(sequence: data.selection[$0], steps: data.steps($0), end: data.steps($0).upperBound)
            }
            let executor = try Executor(
                model: model, isSymbolic: false, maximumBatch: 12, maximumSteps: 6, optimizer: .sgd(momentum: 0, nesterov: false))
            return executor.gradients(Batch(rows, from: data.storage)).parameters.flatMap(\.values)
        }
        for (own, other) in zip(try gradients(weighed(data)), try gradients(repeated(data))) { #expect(abs(own - other) < 1e-6) }
    }

    private func trained(_ data: SequenceDataset) throws -> TrainingRun {
        let run = try TrainingRun(network: TinyTasks.classifier, train: data, test: data, plan: TinyTasks.plan)
        run.start()
        run.wait()
        return run
    }

    @Test func weightsOfOneGiveTheBitsOfNoWeights() throws {
        let data = TinyTasks.signs(varying: true)
        let (own, other) = (try trained(withWeights(data) { _ in 1 }), try trained(data))
        #expect(own.model.parameters == other.model.parameters)
        #expect(own.snapshot.history.last?.trainLoss == other.snapshot.history.last?.trainLoss)
        #expect(own.snapshot.history.last?.test?.loss == other.snapshot.history.last?.test?.loss)
        #expect(withWeights(data) { _ in 2 }.fingerprint != data.fingerprint)
    }

    /// Sequences that do not count have no effect, even if the network's outputs for them are not finite.
    @Test func whatDoesNotCountMayOverflow() throws {
        var inputs: [Float] = Array(repeating: 0.5, count: 12)
        inputs[0] = 3e38
        let data = SequenceDataset(
            name: "large", presentation: .channels, inputs: .features(values: inputs, width: 1),
            targets: .sequenceValues(values: [3e38, 1, 0], width: 1), offsets: [0, 4, 8, 12])
        let model = try Model.initial(
            network: Network([TinyTasks.recurrent(.gru(.after), 3), .last, TinyTasks.dense(1)]), for: data, seed: 1)
        #expect(try model.evaluate(withWeights(data) { $0 == 0 ? 0 : 1 }).loss.isFinite)
        #expect(try !model.evaluate(data).loss.isFinite)
    }

    @Test func theLossOfAnEpochIsTheMeanOverAllWeights() throws {
        // One class is certain to be wrong at first; the sum over batches of very different weights is checked against
        // a single batch.
        let data = withWeights(TinyTasks.signs(20)) { $0 < 10 ? 0.001 : 5 }
        var plan = TinyTasks.plan
        (plan.epochs, plan.learningRate, plan.batchSize) = (1, 0, 10)
        let network = Network([TinyTasks.recurrent(.gru(.after), 4), .last, TinyTasks.dense(2)])
        let run = try TrainingRun(network: network, train: data, test: data, plan: plan)
        run.start()
        run.wait()
        let result = try #require(run.snapshot.history.last)
        #expect(close(result.trainLoss, result.test?.loss))
    }
}
