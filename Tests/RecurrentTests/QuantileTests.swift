import Foundation
import TestSupport
import Testing

@testable import Datasets
@testable import Recurrent

/// Networks that predict quantiles.
@Suite struct QuantileTests {
    private static let levels: [Float] = [0.1, 0.5, 0.9]

    /// Sines with noise of deviation 0.3; only the noise cannot be predicted.
    private static func noisySines(_ sequences: Int, seed: UInt64) -> SequenceDataset {
        var random = SeededGenerator(seed: seed)
        var (inputs, targets): ([Float], [Float]) = ([], [])
        for _ in 0..<sequences {
            let phase = Double.random(in: 0..<1, using: &random)
            let values = (0...40).map { step in
                // The sum of twelve uniform numbers is nearly normal.
                let noise = (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
                return Float(sin(2 * Double.pi * (Double(step) / 12 + phase)) + 0.3 * noise)
            }
            inputs += values.dropLast()
            targets += values.dropFirst()
        }
        return SequenceDataset(
            name: "noisy sines", presentation: .channels, inputs: .features(values: inputs, width: 1),
            targets: .stepValues(values: targets, width: 1), offsets: Array(stride(from: 0, through: sequences * 40, by: 40)))
    }

    private static var plan: TrainingPlan {
        var plan = TrainingPlan()
        (plan.epochs, plan.batchSize, plan.learningRate, plan.seed, plan.loss) = (12, 20, 0.01, 3, .quantiles(levels))
        return plan
    }

    private static let network = Network([TinyTasks.recurrent(.gru(.after), 12), TinyTasks.dense(3)])

    /// If a network predicts quantiles in another order, users see them sorted.
    @Test func predictedQuantilesRise() throws {
        let data = Self.noisySines(3, seed: 5)
        var model = try Model.initial(network: Self.network, for: data, seed: 4, loss: .quantiles(Self.levels))
        for index in model.parameters.indices where model.parameters[index].name == "1.bias" {
            model.parameters[index].values = [0.3, 0, -0.3]
        }
        let executor = try Executor(model: model, isSymbolic: false, maximumBatch: 3, maximumSteps: 40, optimizer: nil, threads: 1)
        let slices = (0..<3).map { SequenceSlice(sequence: $0, steps: data.steps($0), end: data.steps($0).upperBound) }
        let raw = executor.forward(Batch(slices, from: data.storage)).outputs
        func rises(_ outputs: [Float]) -> Bool {
            outputs.indices.allSatisfy { $0 % 3 == 0 || outputs[$0 - 1] <= outputs[$0] }
        }
        try #require(!rises(raw))
        var count = 0
        try SequencePredictor(model, data).forEach { sequence, outputs in
            count += 1
            let own = raw[(sequence * 120)..<((sequence + 1) * 120)]
            #expect(rises(outputs))
            #expect(outputs.sorted() == own.sorted())
        }
        #expect(count == 3)
        #expect(rises(try model.stepwisePrediction(data, example: 1).outputs))
        let review = try #require(try model.valueReview(data, training: nil).quantiles)
        #expect(review.bands[0].coverage > 0)
        #expect(try model.evaluate(data).r2.map { $0.isFinite } == true)
    }

    @Test func coverageIsNearNominal() throws {
        let seed: UInt64 = 11
        let run = try TrainingRun(network: Self.network, train: Self.noisySines(200, seed: seed), test: nil, plan: Self.plan)
        run.start()
        run.wait()
        let review = try run.model.valueReview(Self.noisySines(100, seed: seed + 1), training: nil)
        let quantiles = try #require(review.quantiles)
        print("seed \(seed): coverage \(quantiles.bands.map(\.coverage)), below \((0..<3).map { quantiles.share(below: $0) })")
        #expect(abs(quantiles.bands[0].coverage - 0.8) < 0.06)
        for (place, level) in Self.levels.enumerated() { #expect(abs(quantiles.share(below: place) - Double(level)) < 0.05) }
    }

    @Test func threadsAndPausesChangeNoBit() throws {
        let data = Self.noisySines(60, seed: 5)
        let batch = Batch(
            (0..<60).map { SequenceSlice(sequence: $0, steps: data.steps($0), end: data.steps($0).upperBound) }, from: data.storage)
        let model = try Model.initial(network: Self.network, for: data, seed: 2, loss: .quantiles(Self.levels))
        let gradients = try [1, 2, 5].map { threads in
            try Executor(
                model: model, isSymbolic: false, maximumBatch: 60, maximumSteps: 40, optimizer: .sgd(momentum: 0, nesterov: false),
                threads: threads
            ).gradients(batch)
        }
        for other in gradients.dropFirst() {
            #expect(other.loss == gradients[0].loss && other.parameters.map(\.values) == gradients[0].parameters.map(\.values))
        }
        var plan = Self.plan
        plan.epochs = 2
        let run = try TrainingRun(network: Self.network, train: data, test: data, plan: plan)
        run.start()
        run.wait()
        let end = try #require(run.end)
        let read = try Checkpoint(bytes: end.encoded())
        #expect(read.completed.loss == plan.loss && read.identity.plan == plan)
        #expect(try read.completed.evaluate(data) == run.model.evaluate(data))
    }

    @Test func widthsAndLevelsAreChecked() throws {
        let data = Self.noisySines(2, seed: 1)
        let narrow = Network([TinyTasks.recurrent(.gru(.after), 2), TinyTasks.dense(1)])
        #expect(throws: NetworkError.self) { try narrow.task(for: data, loss: .quantiles(Self.levels)) }
        #expect(try narrow.task(for: data) == .stepRegression(width: 1))
        let task = try Self.network.task(for: data, loss: .quantiles(Self.levels))
        #expect(task.outputs == 3 && task.targets == 1 && task.middle == 1)
        #expect(throws: NetworkError.self) { try TinyTasks.classifier.task(for: TinyTasks.signs(), loss: .quantiles([0.5])) }
        for levels in [[], [0.5, 0.5], [0, 0.5], [0.9, 0.1], [0.5, 1]] as [[Float]] {
            var plan = Self.plan
            plan.loss = .quantiles(levels)
            #expect(throws: NetworkError.self) { try TrainingRun(network: Self.network, train: data, test: nil, plan: plan) }
        }
    }
}
