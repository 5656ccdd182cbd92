import Datasets
import Testing

@testable import Recurrent

/// Runs whose products round their factors.
@Suite struct PrecisionTests {
    static let layers: [[Layer]] = [
        [.gru(.after, 40), .last, TinyTasks.dense(2)], [.gru(.before, 40), .mean, TinyTasks.dense(2)],
        [.lstm(24), .residual([.lstm(24)]), .last, TinyTasks.dense(2)],
        [
            .bidirectional(Recurrence(cell: .rnn(.tanh), units: 20)), .last, .dense(units: 9, activation: .tanh), TinyTasks.dense(2),
        ],
    ]

    /// Gradients point in the direction of those in single precision, the more closely the more digits factors have.
    @Test(arguments: layers) func gradientsAreNearThoseOfSingle(_ layers: [Layer]) throws {
        let data = TinyTasks.signs(varying: true)
        let batches = BatchSequence(data, batches: Batches.inOrder(data, batchSize: 40), window: nil)
        let batch = Batch(batches.batch(at: 0).rows, from: data.storage)
        func gradient(_ precision: Precision) throws -> [Double] {
            var model = try Model.initial(network: Network(layers), for: data, seed: 3)
            model.precision = precision
            let executor = try Executor(
                model: model, isSymbolic: false, maximumBatch: batches.greatestBatch, maximumSteps: batches.greatestSteps,
                optimizer: .sgd(momentum: 0, nesterov: false))
            return executor.gradients(batch).parameters.flatMap { $0.values.map(Double.init) }
        }
        let exact = try gradient(.single)
        let length = exact.reduce(0) { $0 + $1 * $1 }.squareRoot()
        func distance(_ other: [Double]) -> Double {
            zip(exact, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot() / length
        }
        let rounded = distance(try gradient(.bfloat16))
        #expect(rounded > 1e-5 && rounded < 0.03, "\(rounded)")
        #expect(distance(try gradient(.bfloat16x3)) < 1e-4)
    }

    @Test(arguments: [Precision.bfloat16, .bfloat16x3]) func trainingLowersTheLoss(_ precision: Precision) throws {
        let data = TinyTasks.signs(400)
        var plan = TinyTasks.plan
        plan.epochs = 8
        plan.precision = precision
        let run = try TrainingRun(network: TinyTasks.classifier, train: data, test: TinyTasks.signs(100, seed: 2), plan: plan)
        run.start()
        run.wait()
        let losses = run.snapshot.history.map(\.trainLoss)
        #expect(losses.count == 8 && losses.last ?? 1 < 0.6 * (losses.first ?? 0), "\(losses)")
        #expect(run.model.precision == precision)
        plan.precision = .single
        let single = try TrainingRun(network: TinyTasks.classifier, train: data, test: nil, plan: plan)
        single.start()
        single.wait()
        #expect(single.model.parameters != run.model.parameters)
    }

    /// A run's evaluation of its test data afterwards is the same as that during training.
    @Test func aRunIsReadWithItsOwnPrecision() throws {
        let (data, test) = (TinyTasks.signs(), TinyTasks.signs(100, seed: 2))
        var plan = TinyTasks.plan
        plan.precision = .bfloat16
        let kept = KeptCheckpoints()
        let run = try TrainingRun(network: TinyTasks.classifier, train: data, test: test, plan: plan, checkpoints: kept.schedule())
        run.start()
        run.wait()
        let last = try #require(run.snapshot.history.last?.test)
        #expect(try run.model.evaluate(test).loss == last.loss)
        var single = run.model
        single.precision = .single
        #expect(try single.evaluate(test).loss != last.loss)
        let again = try kept.checkpoint()
        #expect(again.completed.precision == .bfloat16 && again.identity.plan.precision == .bfloat16)
        #expect(throws: NetworkError.self) {
            try TrainingRun(network: TinyTasks.classifier, train: data, test: test, plan: TinyTasks.plan, resuming: again)
        }
    }
}
