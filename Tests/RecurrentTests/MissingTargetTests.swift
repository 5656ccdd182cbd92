import Datasets
import Testing

@testable import Recurrent

/// Missing values count neither in the loss nor in figures.
struct MissingTargetTests {
    private let inputs: [Float] = [0.5, -1, 2, 0.25, 1, -0.5]

    private func model(_ layers: [Layer], for data: SequenceDataset) throws -> Model {
        try Model.initial(network: Network(layers), for: data, seed: 3)
    }

    @Test func ofAStepSomeValuesMayBeMissing() throws {
        let targets: [Float] = [1, .nan, 2, 3, .nan, .nan, 0.5, 1, 1, .nan, 2, 2]
        let data = SequenceDataset(
            name: "steps", presentation: .channels, inputs: .features(values: inputs, width: 1),
            targets: .stepValues(values: targets, width: 2), offsets: [0, 6])
        let model = try model([TinyTasks.recurrent(.gru(.after), 3), TinyTasks.dense(2)], for: data)
        let outputs = try model.stepwisePrediction(data, example: 0).outputs
        let errors = zip(outputs, targets).filter { !$1.isNaN }.map { Double(($0 - $1) * ($0 - $1)) }
        let evaluation = try model.evaluate(data)
        #expect(abs(evaluation.loss - errors.reduce(0, +) / Double(errors.count)) < 1e-6)
        #expect(evaluation.count == 5)
    }

    @Test func ofASequenceSomeValuesMayBeMissing() throws {
        func data(_ targets: [Float]) -> SequenceDataset {
            SequenceDataset(
                name: "sequences", presentation: .channels, inputs: .features(values: inputs, width: 1),
                targets: .sequenceValues(values: targets, width: 2), offsets: [0, 2, 4, 6])
        }
        let missing = data([1, 2, .nan, 1, 0, .nan])
        let model = try model([TinyTasks.recurrent(.gru(.after), 3), .last, TinyTasks.dense(2)], for: missing)
        let outputs = try (0..<3).flatMap { try model.stepwisePrediction(missing, example: $0).outputs.suffix(2) }
        let errors = zip(outputs, [1, 2, .nan, 1, 0, .nan] as [Float]).filter { !$1.isNaN }.map { Double(($0 - $1) * ($0 - $1)) }
        #expect(abs(try model.evaluate(missing).loss - errors.reduce(0, +) / 4) < 1e-6)
        // Without any value nothing can be learned.
        #expect(throws: NetworkError.self) { try model.evaluate(data([1, 2, .nan, .nan, 0, 1])) }
    }

    @Test func theyHaveNoGradient() throws {
        let data = SequenceDataset(
            name: "steps", presentation: .channels, inputs: .features(values: inputs, width: 1),
            targets: .stepValues(values: [1, .nan, 2, .nan, .nan, 0], width: 1), offsets: [0, 6])
        var plan = TrainingPlan()
        (plan.epochs, plan.batchSize) = (3, 1)
        let run = try TrainingRun(
            network: Network([TinyTasks.recurrent(.gru(.after), 3), TinyTasks.dense(1)]), train: data, test: nil, plan: plan)
        run.start()
        run.wait()
        #expect(run.snapshot.phase == .finished)
        #expect(run.model.parameters.allSatisfy { $0.values.allSatisfy(\.isFinite) })
    }
}
