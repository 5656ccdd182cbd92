import Datasets
import Kernels
import Testing

@testable import Recurrent

/// The memory that a network takes is known in advance, and does not grow with what it reads.
@Suite struct MemoryTests {
    static let adam = Optimizer.adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)

    struct Setup: CustomTestStringConvertible {
        var testDescription: String
        var layers: [Layer]
        var features = 28
        var isSymbolic = false
        var batch = 100
        var steps = 28
        var optimizer: Optimizer? = MemoryTests.adam
        var precision = Precision.single
    }

    private static func regularized(_ cell: CellKind, _ units: Int) -> Layer {
        .recurrent(Recurrence(cell: cell, units: units, recurrentDropout: 0.5, zoneout: 0.1, normalization: .layer))
    }

    static let setups: [Setup] = [
        Setup(
            testDescription: "gru 3x200",
            layers: [.gru(.after, 200), .dropout(rate: 0.5), .gru(.after, 200), .gru(.after, 200), .last, TinyTasks.dense(10)]),
        Setup(
            testDescription: "gru reset before, rmsprop", layers: [.gru(.before, 64), .gru(.before, 100), .mean, TinyTasks.dense(10)],
            optimizer: .rmsprop(decay: 0.9, epsilon: 1e-7, form: .pytorch)),
        Setup(
            testDescription: "lstm 2x128 labelling", layers: [.lstm(128), .lstm(128), TinyTasks.dense(30)], features: 64, batch: 32,
            steps: 100),
        Setup(testDescription: "lstm, small batch", layers: [.lstm(256), .last, TinyTasks.dense(10)], batch: 2, steps: 3),
        Setup(
            testDescription: "lstm with projections",
            layers: [
                .recurrent(Recurrence(cell: .lstm(forgetBias: 1), units: 128, projection: 48)),
                .bidirectional(Recurrence(cell: .lstm(forgetBias: 1), units: 90, projection: 20)), .last, TinyTasks.dense(10),
            ]),
        Setup(
            testDescription: "rnn, sgd", layers: [TinyTasks.recurrent(.rnn(.tanh), 90), .last, TinyTasks.dense(3)],
            optimizer: .sgd(momentum: 0, nesterov: false)),
        Setup(
            testDescription: "bidirectional on embedding",
            layers: [
                .embedding(size: 64), .bidirectional(Recurrence(cell: .lstm(forgetBias: 1), units: 100)), .dropout(rate: 0.5),
                TinyTasks.dense(17),
            ], features: 2000, isSymbolic: true, batch: 32, steps: 40),
        Setup(
            testDescription: "text, one-hot", layers: [.lstm(128), .lstm(128), TinyTasks.dense(65)], features: 65, isSymbolic: true,
            batch: 50, steps: 50),
        Setup(
            testDescription: "symbols of a large vocabulary", layers: [.gru(.after, 16), .last, TinyTasks.dense(2)], features: 20_000,
            isSymbolic: true, batch: 20, steps: 10),
        Setup(
            testDescription: "residual",
            layers: [
                TinyTasks.dense(96), .residual([.gru(.after, 96), .dropout(rate: 0.2)]), .residual([.lstm(96)]), .last, TinyTasks.dense(4),
            ]),
        Setup(
            testDescription: "lstm 2x256, bfloat16x3", layers: [.lstm(256), .lstm(256), .last, TinyTasks.dense(10)], batch: 4, steps: 5,
            precision: .bfloat16x3),
        Setup(testDescription: "narrow", layers: [.gru(.after, 3), .last, TinyTasks.dense(2)], features: 1, batch: 200, steps: 50),
        Setup(testDescription: "attention", layers: [.gru(.after, 100), .attend(units: 80), TinyTasks.dense(10)]),
        Setup(testDescription: "attention to inputs", layers: [.attend(units: nil), TinyTasks.dense(10)], features: 60, steps: 90),
        Setup(
            testDescription: "paths", layers: [.gru(.after, 40), TinyTasks.dense(70), .transitions], batch: 8, steps: 60),
        Setup(
            testDescription: "joined paths",
            layers: [
                .gru(.after, 40),
                .join([[.gru(.after, 50), .last], [.conv(channels: 30, width: 3, stride: 1, activation: .relu), .max]]),
                TinyTasks.dense(10),
            ]),
        Setup(
            testDescription: "tied", layers: [.embedding(size: 48), .lstm(48), .tied], features: 700, isSymbolic: true, batch: 10, steps: 20
        ),
        Setup(
            testDescription: "windows",
            layers: [
                .conv(channels: 40, width: 5, stride: 2, activation: .relu), .conv(channels: 30, width: 3, stride: 1, activation: .linear),
                .pool(width: 2, stride: 2, kind: .max), .gru(.after, 50), .last, TinyTasks.dense(10),
            ], steps: 60),
        Setup(testDescription: "maximum", layers: [TinyTasks.dense(60), .max, TinyTasks.dense(10)], steps: 10),
        Setup(testDescription: "gru, all", layers: [regularized(.gru(.after), 100), .last, TinyTasks.dense(10)]),
        Setup(testDescription: "gru reset before, all", layers: [regularized(.gru(.before), 64), .last, TinyTasks.dense(10)]),
        Setup(testDescription: "lstm, all", layers: [regularized(.lstm(forgetBias: 1), 90), .last, TinyTasks.dense(10)]),
        Setup(testDescription: "rnn, all, only read", layers: [regularized(.rnn(.tanh), 90), TinyTasks.dense(10)], optimizer: nil),
        Setup(
            testDescription: "lstm, all, only read", layers: [regularized(.lstm(forgetBias: 1), 90), TinyTasks.dense(10)], optimizer: nil),
        Setup(testDescription: "only read", layers: [.gru(.after, 200), .gru(.after, 200), .last, TinyTasks.dense(10)], optimizer: nil),
        Setup(
            testDescription: "only read, text", layers: [.embedding(size: 32), .lstm(128), TinyTasks.dense(65)], features: 65,
            isSymbolic: true, optimizer: nil),
    ]

    @Test(arguments: setups) func isKnownBefore(_ setup: Setup) throws {
        let network = Network(setup.layers)
        var model = try Model.initial(network: network, inputWidth: setup.features, seed: 1)
        model.precision = setup.precision
        let executor = try Executor(
            model: model, isSymbolic: setup.isSymbolic, maximumBatch: setup.batch, maximumSteps: setup.steps, optimizer: setup.optimizer,
            threads: 1)
        let demand = try network.memoryDemand(
            features: setup.features, symbolic: setup.isSymbolic, batch: setup.batch, steps: setup.steps, optimizer: setup.optimizer,
            precision: setup.precision)
        let returnsSequences = try network.summary(features: setup.features).returnsSequences
        let outputs = setup.batch * (returnsSequences ? setup.steps : 1) * (model.network.outputWidth(setup.features))
        // Besides the executor's matrices: models, symbols in row order, and outputs as they are returned.
        let models = 4 * (setup.optimizer == nil ? 1 : 3) * model.parameters.reduce(0) { $0 + $1.values.count }
        let batch = 4 * setup.batch * setup.steps * (setup.isSymbolic ? 1 : 0) + 12 * outputs
        let actual = Double(AllocatedMemory.bytes(of: executor) + models + batch)
        #expect(abs(demand.bytes / actual - 1) < 0.1, "\(demand.bytes) bytes were expected, \(actual) are taken")
    }

    @Test(arguments: setups) func theWorkOfLayersIsKnownBefore(_ setup: Setup) throws {
        let network = Network(setup.layers)
        let model = try Model.initial(network: network, inputWidth: setup.features, seed: 1)
        let executor = try Executor(
            model: model, isSymbolic: setup.isSymbolic, maximumBatch: setup.batch, maximumSteps: setup.steps, optimizer: setup.optimizer,
            threads: 1)
        let layers = try network.layerDemands(
            features: setup.features, symbolic: setup.isSymbolic, batch: setup.batch, steps: setup.steps, optimizer: setup.optimizer)
        let operations = executor.operations(lengths: Array(repeating: setup.steps, count: setup.batch), training: setup.optimizer != nil)
        #expect(layers.count == network.layers.count)
        #expect(2 * layers.reduce(0) { $0 + $1.products } == Double(operations))
        let demand = try network.memoryDemand(
            features: setup.features, symbolic: setup.isSymbolic, batch: setup.batch, steps: setup.steps, optimizer: setup.optimizer)
        #expect(layers.reduce(0) { $0 + $1.memory } <= demand.bytes)
    }

    /// A text that is ten times longer is trained on, and read, in the same memory.
    @Test func aLongTextTakesNoMoreThanAShortOne() throws {
        var plan = TinyTasks.plan
        plan.batchSize = 8
        plan.bpttSteps = 16
        let sizes = try [50_000, 200_000, 1_000_000].map { length in
            let data = TinyTasks.text(length)
            let job = try TrainingJob(
                network: TinyTasks.languageModel, train: data, test: data, plan: plan, changes: [], start: nil, checkpoints: nil,
                resuming: nil,
                onEpoch: { _ in })
            let executor = try Executor(
                model: Model.initial(network: TinyTasks.languageModel, for: data, seed: 1), isSymbolic: true,
                maximumBatch: job.greatestBatch.sequences, maximumSteps: job.greatestBatch.steps, optimizer: plan.optimizer, threads: 1)
            return AllocatedMemory.bytes(of: executor)
        }
        #expect(Set(sizes).count == 1)
    }

    @Test func refusesWhatMemoryCannotHold() throws {
        let data = TinyTasks.text(1_000_000)
        let network = Network([TinyTasks.recurrent(.lstm(forgetBias: 1), 2048), TinyTasks.dense(5)])
        let problem = #expect(throws: NetworkError.self) { try TrainingRun(network: network, train: data, test: nil, plan: TinyTasks.plan) }
        guard case .memory(sequences: 1, steps: 1_000_000, let demand, let available, trains: true)? = problem?.problem else {
            return #expect(Bool(false))
        }
        #expect(demand.bytes > 0.9 * available && demand.activations > demand.weights)
        var plan = TinyTasks.plan
        plan.bpttSteps = 50
        #expect(throws: Never.self) { try TrainingRun(network: network, train: data, test: nil, plan: plan) }
    }
}

extension Network {
    fileprivate func outputWidth(_ features: Int) -> Int { (try? summary(features: features).width) ?? features }
}

/// Finds all matrices that can be reached from a value, wherever it stores them.
private enum AllocatedMemory {
    static func bytes(of value: Any) -> Int {
        var seen: Set<ObjectIdentifier> = []
        return bytes(value, &seen)
    }

    private static func bytes(_ value: Any, _ seen: inout Set<ObjectIdentifier>) -> Int {
        if value is ThreadTeam || value is [Tensor] || value is KernelTable { return 0 }
        let mirror = Mirror(reflecting: value)
        if mirror.displayStyle == .class, !seen.insert(ObjectIdentifier(value as AnyObject)).inserted { return 0 }
        if let matrix = value as? Matrix { return matrix.view.rows * matrix.view.stride * 4 }
        var sum = 0
        var current: Mirror? = mirror
        while let level = current {
            for child in level.children { sum += bytes(child.value, &seen) }
            current = level.superclassMirror
        }
        return sum
    }
}
