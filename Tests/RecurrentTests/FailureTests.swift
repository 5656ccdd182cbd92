import Datasets
import Testing

@testable import Recurrent

/// A run with numbers that are not finite reports where they began, and keeps the last good weights.
@Suite struct FailureTests {
    static let network = Network([TinyTasks.recurrent(.rnn(.relu), 8), TinyTasks.recurrent(.gru(.after), 5), .last, TinyTasks.dense(2)])

    /// A run whose learning rate becomes absurd at this step.
    private func run(breakingAt step: Int, rate: Float = 1e30, epochs: Int = 20, test: SequenceDataset? = nil, keepsBest: Bool = false)
        throws -> TrainingRun
    {
        var plan = TinyTasks.plan
        plan.optimizer = .sgd(momentum: 0, nesterov: false)
        plan.clipNorm = nil
        plan.epochs = epochs
        plan.keepsBest = keepsBest
        let run = try TrainingRun(
            network: Self.network, train: TinyTasks.signs(), test: test, plan: plan,
            changes: [RecordedChange(step: step, change: .learningRate(rate))])
        run.start()
        run.wait()
        return run
    }

    private func failure(_ run: TrainingRun) -> NumberFailure? {
        if case .failed(.numbers(let failure)) = run.snapshot.phase { failure } else { nil }
    }

    /// The weights of the same run, ended regularly after this many steps.
    private func weights(after steps: Int) throws -> [Tensor] {
        var plan = TinyTasks.plan
        plan.optimizer = .sgd(momentum: 0, nesterov: false)
        plan.clipNorm = nil
        plan.epochs = 20
        let run = try TrainingRun(
            network: Self.network, train: TinyTasks.signs(), test: nil, plan: plan, changes: [RecordedChange(step: steps, change: .stop)])
        run.start()
        run.wait()
        return run.model.parameters
    }

    @Test func inTheFirstEpoch() throws {
        let run = try run(breakingAt: 0)
        let layer = NumberFailure.NumberedLayer(index: 0, layer: TinyTasks.recurrent(.rnn(.relu), 8))
        #expect(failure(run) == NumberFailure(place: .loss(step: 2, layer: layer), kept: .beforeTraining))
        #expect(run.snapshot.step == 1)
        #expect(run.model.parameters == (try Model.initial(network: Self.network, inputWidth: 2, seed: TinyTasks.plan.seed)).parameters)
    }

    /// With twelve steps per epoch, step 30 fails; the last copy was made at the end of the second epoch.
    @Test func afterAnEpoch() throws {
        let run = try run(breakingAt: 30)
        guard case .loss(step: 32, layer: _)? = failure(run)?.place else { return #expect(Bool(false)) }
        #expect(failure(run)?.kept == .step(24))
        #expect(run.model.parameters == (try weights(after: 24)))
        #expect(run.snapshot.losses.bins.allSatisfy { $0.greatest.isFinite })
    }

    /// Between the ends of long epochs weights are copied every 64 steps.
    @Test func insideALongEpoch() throws {
        var plan = TinyTasks.plan
        plan.optimizer = .sgd(momentum: 0, nesterov: false)
        plan.clipNorm = nil
        plan.batchSize = 1
        plan.epochs = 1
        func run(_ changes: [RecordedChange]) throws -> TrainingRun {
            let run = try TrainingRun(network: Self.network, train: TinyTasks.signs(), test: nil, plan: plan, changes: changes)
            run.start()
            run.wait()
            return run
        }
        let failed = try run([RecordedChange(step: 100, change: .learningRate(1e30))])
        guard case .loss(step: 102, layer: _)? = failure(failed)?.place else { return #expect(Bool(false)) }
        #expect(failure(failed)?.kept == .step(64))
        #expect(failed.model.parameters == (try run([RecordedChange(step: 64, change: .stop)])).model.parameters)
    }

    @Test func theBestWeightsAreKeptWhereThePlanSaysSo() throws {
        let test = TinyTasks.signs(60, seed: 2)
        let run = try run(breakingAt: 30, test: test, keepsBest: true)
        let best = try #require(run.snapshot.history.min { ($0.test?.loss ?? 0) < ($1.test?.loss ?? 0) })
        #expect(failure(run)?.kept == .bestEpoch(best.epoch))
        #expect(try run.model.evaluate(test).loss == best.test?.loss)
    }

    /// No step follows the last update that would detect the failure.
    @Test func atTheVeryEnd() throws {
        let tested = try run(breakingAt: 11, epochs: 1, test: TinyTasks.signs(60, seed: 2))
        #expect(failure(tested) == NumberFailure(place: .testLoss(step: 12), kept: .beforeTraining))
        #expect(tested.model.parameters.allSatisfy { $0.values.allSatisfy(\.isFinite) })

        var plan = TinyTasks.plan
        plan.optimizer = .rmsprop(decay: 0.9, epsilon: 1e-7, form: .pytorch)
        plan.learningRate = .greatestFiniteMagnitude
        plan.epochs = 1
        plan.batchSize = 120
        let untested = try TrainingRun(network: Self.network, train: TinyTasks.signs(), test: nil, plan: plan)
        untested.start()
        untested.wait()
        #expect(failure(untested) == NumberFailure(place: .weights(step: 1), kept: .beforeTraining))
        #expect(untested.model.parameters.allSatisfy { $0.values.allSatisfy(\.isFinite) })
    }

    @Test func theLayerIsFoundWhereverItIs() throws {
        let data = TinyTasks.signs(8)
        let batch = Batch(BatchSequence(data, batches: [Array(0..<8)], window: nil).batch(at: 0).rows, from: data.storage)
        for (layer, name) in [(0, "0.kernel"), (1, "1.recurrent"), (3, "3.bias")] {
            var model = try Model.initial(network: Self.network, inputWidth: 2, seed: 1)
            let index = try #require(model.parameters.firstIndex { $0.name == name })
            model.parameters[index].values[0] = .nan
            let executor = try Executor(
                model: model, isSymbolic: false, maximumBatch: 8, maximumSteps: 6, optimizer: .sgd(momentum: 0, nesterov: false))
            let result = executor.trainingStep(batch, StepSettings())
            #expect(!result.isFinite && result.nonFiniteLayer == layer, "\(name)")
            #expect(executor.parameters.map { $0.values.map(\.bitPattern) } == model.parameters.map { $0.values.map(\.bitPattern) })
        }
    }

    /// Dropout of symbols has nothing to compute, yet the following layers keep their indices.
    @Test func theLayerIsFoundBehindOneWithNothingToDo() throws {
        let network = Network([.dropout(rate: 0.5), TinyTasks.recurrent(.gru(.after), 4), .last, TinyTasks.dense(2)])
        let batch = Batch(steps: 2, lengths: [2, 1], inputs: .symbols([0, 1, 2, 0]), targets: .sequenceClasses([0, 1]))
        var model = try Model.initial(network: network, inputWidth: 3, seed: 1)
        let index = try #require(model.parameters.firstIndex { $0.name == "1.kernel" })
        model.parameters[index].values[0] = .nan
        let executor = try Executor(
            model: model, isSymbolic: true, maximumBatch: 2, maximumSteps: 2, optimizer: .sgd(momentum: 0, nesterov: false))
        let result = executor.trainingStep(batch, StepSettings())
        #expect(!result.isFinite && result.nonFiniteLayer == 1)
        #expect(result.layerNorms.count == 4 && result.layerNorms[0] == 0)
    }

    /// Outputs are small, but their targets are not: the gradient overflows, first in the last layer.
    @Test func aGradientThatOverflows() throws {
        let network = Network([TinyTasks.recurrent(.gru(.after), 5), .last, TinyTasks.dense(1)])
        let executor = try Executor(
            model: Model.initial(network: network, inputWidth: 1, seed: 1), isSymbolic: false, maximumBatch: 1, maximumSteps: 2,
            optimizer: .sgd(momentum: 0, nesterov: false))
        let batch = Batch(steps: 2, lengths: [2], inputs: .features([1, 2]), targets: .sequenceValues([3e38]))
        let result = executor.trainingStep(batch, StepSettings())
        #expect(!result.isFinite && result.nonFiniteLayer == 2)
    }

    @Test(arguments: [Float.nan, .infinity]) func dataThatIsNotFiniteIsRefused(_ value: Float) {
        func data(input: Float, target: Float) -> SequenceDataset {
            SequenceDataset(
                name: "broken", presentation: .channels, inputs: .features(values: [1, 2, 3, input, 5, 6], width: 2),
                targets: .sequenceValues(values: [0, target], width: 1), offsets: [0, 1, 3])
        }
        let network = Network([TinyTasks.recurrent(.gru(.after), 3), .last, TinyTasks.dense(1)])
        #expect(throws: Never.self) { try TrainingRun(network: network, train: data(input: 4, target: 1), test: nil, plan: TinyTasks.plan) }
        let inputs = #expect(throws: NetworkError.self) {
            try TrainingRun(network: network, train: data(input: value, target: 1), test: nil, plan: TinyTasks.plan)
        }
        guard case .inputNotFinite(let found, sequence: 1, step: 0, feature: 1, data: "broken")? = inputs?.problem else {
            return #expect(Bool(false))
        }
        #expect(found.bitPattern == value.bitPattern)
        let targets = #expect(throws: NetworkError.self) {
            try TrainingRun(network: network, train: data(input: 4, target: 1), test: data(input: 4, target: value), plan: TinyTasks.plan)
        }
        #expect(targets?.problem == .valueNotFinite(sequence: 1, data: "broken"))
    }
}
