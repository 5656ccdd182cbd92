import Kernels
import Testing

@testable import Datasets
@testable import Recurrent

/// Gradients over several batches, and running averages of weights.
@Suite struct AccumulationTests {
    private static let model: Model? = try? Model.initial(network: TinyTasks.classifier, for: TinyTasks.signs(), seed: 3)

    private static func batches(_ count: Int) -> [(batch: Batch, continuesState: Bool)] {
        let data = TinyTasks.signs(varying: true)
        return (0..<count).map { number in
            let rows = (number * 20)..<(number * 20 + 20 - number)
            let slices = rows.map { SequenceSlice(sequence: $0, steps: data.steps($0), end: data.steps($0).upperBound) }
            return (Batch(slices, from: data.storage), false)
        }
    }

    private func executor(threads: Int = 2, averages: Bool = false) throws -> Executor {
        try Executor(
            model: #require(Self.model), isSymbolic: false, maximumBatch: 20, maximumSteps: 9,
            optimizer: .sgd(momentum: 0, nesterov: false),
            averages: averages, accumulates: true, threads: threads)
    }

    @Test func aStepTakesTheMeanOfGradients() throws {
        let batches = Self.batches(3)
        var settings = StepSettings()
        (settings.learningRate, settings.batches) = (1, 3)
        let one = try executor()
        let gradients = batches.enumerated().map { number, batch in
            var own = settings
            own.step = number
            return one.gradients(batch.batch, own)
        }
        let result = one.trainingStep(batches, settings)
        let start = try #require(Self.model).parameters
        for (place, tensor) in one.parameters.enumerated() {
            for number in tensor.values.indices {
                let sum =
                    (gradients[0].parameters[place].values[number] + gradients[1].parameters[place].values[number])
                    + gradients[2].parameters[place].values[number]
                #expect(abs(tensor.values[number] - (start[place].values[number] - sum / 3)) < 1e-6)
            }
        }
        let counts = batches.map { Double($0.batch.count) }
        let loss = zip(gradients, counts).reduce(0) { $0 + $1.0.loss * $1.1 } / counts.reduce(0, +)
        #expect(abs(result.loss - loss) < 1e-12 && result.targets == 57)
    }

    @Test func threadsChangeNoBit() throws {
        let weights = try [1, 2, 5].map { threads in
            let executor = try executor(threads: threads, averages: true)
            var settings = StepSettings()
            (settings.learningRate, settings.batches, settings.averageDecay) = (0.1, 3, 0.9)
            for step in 0..<3 {
                settings.step = step
                _ = executor.trainingStep(Self.batches(3), settings)
            }
            return (executor.parameters, executor.averages)
        }
        for other in weights.dropFirst() { #expect(other.0 == weights[0].0 && other.1 == weights[0].1) }
        #expect(weights[0].0 != weights[0].1)
    }

    @Test func averagesFollowTheWeights() throws {
        let executor = try executor(averages: true)
        var settings = StepSettings()
        (settings.learningRate, settings.averageDecay) = (0.1, 0.5)
        var expected = executor.parameters
        #expect(executor.averages == expected)
        for step in 0..<12 {
            settings.step = step
            _ = executor.trainingStep(Self.batches(1), settings)
            // Little is kept of the first weights: 1/10, 2/11, and so on up to one half.
            let share = Float(1 - min(0.5, Double(1 + step) / Double(10 + step)))
            for (place, tensor) in executor.parameters.enumerated() {
                for number in tensor.values.indices {
                    let before = expected[place].values[number]
                    expected[place].values[number] = before.addingProduct(share, tensor.values[number] - before)
                }
            }
        }
        #expect(executor.averages == expected)
        let weights = executor.parameters
        executor.withAverages { #expect(executor.parameters == expected && executor.averages == weights) }
        #expect(executor.parameters == weights && executor.averages == expected)
    }

    private func run(_ plan: TrainingPlan, start: TrainingStart? = nil) throws -> TrainingRun {
        let run = try TrainingRun(
            network: TinyTasks.classifier, train: TinyTasks.signs(varying: true), test: TinyTasks.signs(40, seed: 2), plan: plan,
            start: start)
        run.start()
        run.wait()
        return run
    }

    /// Six epochs are the same as three and three more, with the average and the weights.
    @Test(arguments: [false, true]) func runsGoOnWithBoth(_ accumulates: Bool) throws {
        var plan = TinyTasks.plan
        (plan.epochs, plan.averageDecay, plan.accumulatedBatches) = (6, 0.95, accumulates ? 5 : nil)
        let whole = try run(plan)
        #expect(whole.snapshot.step == 6 * (accumulates ? 3 : 12))
        let end = try #require(whole.end)
        #expect(whole.model.parameters == end.averages && end.averages != end.weights)
        #expect(whole.snapshot.history.last?.test == (try whole.model.evaluate(TinyTasks.signs(40, seed: 2))))
        var first = plan
        first.epochs = 3
        let half = try #require(run(first).end)
        let again = try Checkpoint(bytes: half.encoded())
        #expect(again.averages == half.averages && again.completed.parameters == half.averages)
        let rest = try run(plan, start: TrainingStart(half))
        #expect(rest.model.parameters == whole.model.parameters && rest.end?.weights == end.weights)
        #expect(rest.snapshot.losses == whole.snapshot.losses)
        // Without an average, the weights themselves continue.
        var without = plan
        without.averageDecay = nil
        let plain = try run(without, start: TrainingStart(half))
        #expect(plain.model.parameters == plain.end?.weights && plain.end?.weights == end.weights)
    }
}
