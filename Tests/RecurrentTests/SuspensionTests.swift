import Datasets
import Synchronization
import TestSupport
import Testing

@testable import Recurrent

/// A training run and its settings, for tests of interruptions.
struct RunCase: Sendable, CustomTestStringConvertible {
    var name: String
    var network = TinyTasks.classifier
    var isText = false
    var isPaths = false
    var hasTest = true
    /// Whether sequences are augmented and weighted.
    var isVaried = false
    var plan: TrainingPlan

    init(
        _ name: String, network: Network = TinyTasks.classifier, isText: Bool = false, hasTest: Bool = true, isVaried: Bool = false,
        isPaths: Bool = false, _ set: (inout TrainingPlan) -> Void = { _ in }
    ) {
        self.name = name
        self.network = network
        self.isText = isText
        self.isPaths = isPaths
        self.hasTest = hasTest
        self.isVaried = isVaried
        plan = TinyTasks.plan
        plan.epochs = 12
        set(&plan)
    }

    var testDescription: String { name }
    var train: SequenceDataset {
        if isPaths { return TinyTasks.chained(40) }
        guard isVaried else { return isText ? TinyTasks.text() : TinyTasks.signs(varying: true) }
        let weighed = TinyTasks.weighed(TinyTasks.signs(varying: true))
        return (try? weighed.augmented(Augmentation(noise: 0.1, scale: 0.2, shift: 2, mask: 2))) ?? weighed
    }
    var test: SequenceDataset? {
        isPaths ? TinyTasks.chained(20) : hasTest ? (isText ? TinyTasks.text(200) : TinyTasks.signs(40, seed: 2)) : nil
    }

    static let all = [
        RunCase("plain", network: Network([TinyTasks.recurrent(.rnn(.tanh), 6), .last, TinyTasks.dense(2)]), hasTest: false),
        RunCase("dropout and momentum") { $0.optimizer = .sgd(momentum: 0.9, nesterov: true) },
        RunCase("windows", network: Network([.embedding(size: 4), .lstm(8), .residual([.lstm(8)]), TinyTasks.dense(5)]), isText: true) {
            $0.bpttSteps = 7
        },
        RunCase("changed sequences with weights", isVaried: true),
        RunCase("attention, smoothed labels", network: Network([.gru(.after, 6), .attend(units: 4), TinyTasks.dense(2)])) {
            $0.loss = .smoothing(0.1)
        },
        RunCase(
            "windows of steps",
            network: Network([
                .conv(channels: 5, width: 3, stride: 2, activation: .relu), .pool(width: 2, stride: 2, kind: .max), .gru(.after, 6), .last,
                TinyTasks.dense(2),
            ])),
        RunCase(
            "joined paths", network: Network([.embedding(size: 4), .join([[.lstm(5)], [.gru(.after, 4)]]), TinyTasks.dense(5)]),
            isText: true
        ) {
            $0.bpttSteps = 7
        },
        RunCase("tied", network: Network([.embedding(size: 6), .lstm(6), .tied]), isText: true) { $0.bpttSteps = 7 },
        RunCase("paths", network: Network([.lstm(6), TinyTasks.dense(3), .transitions]), isPaths: true) { $0.loss = .crf },
        RunCase(
            "windows, all that is done to states",
            network: Network([
                .embedding(size: 4),
                .recurrent(Recurrence(cell: .lstm(forgetBias: 1), units: 8, recurrentDropout: 0.2, zoneout: 0.1, normalization: .layer)),
                .residual([
                    .recurrent(Recurrence(cell: .gru(.after), units: 8, recurrentDropout: 0.2, zoneout: 0.1, normalization: .layer))
                ]), TinyTasks.dense(5),
            ]), isText: true
        ) {
            $0.bpttSteps = 7
        },
        RunCase("best weights") { $0.keepsBest = true },
        RunCase("bfloat16") { $0.precision = .bfloat16 },
        RunCase("bfloat16x3, text", network: Network([.embedding(size: 4), .lstm(8), TinyTasks.dense(5)]), isText: true) {
            $0.bpttSteps = 7
            $0.precision = .bfloat16x3
        },
        RunCase("patience") {
            $0.epochs = 200
            $0.patience = 2
            $0.keepsBest = true
            $0.schedule = .exponential(factor: 1.4)
        },
        RunCase("several batches a step") { $0.accumulatedBatches = 3 },
        RunCase("averaged weights") {
            $0.averageDecay = 0.9
            $0.keepsBest = true
        },
        RunCase("averaged, several windows a step", network: Network([.embedding(size: 4), .lstm(8), TinyTasks.dense(5)]), isText: true) {
            $0.bpttSteps = 7
            $0.accumulatedBatches = 2
            $0.averageDecay = 0.99
        },
        RunCase("cosine") { $0.schedule = .cosine },
        RunCase("steps of the rate") { $0.schedule = .stepDecay(factor: 0.5, epochs: 3) },
        RunCase("one cycle, clipped") {
            $0.schedule = .oneCycle
            $0.clipValue = 0.01
        },
        RunCase("plateau") { $0.schedule = .plateau(factor: 0.5, patience: 1) },
        RunCase("warmup and rmsprop") {
            $0.schedule = .warmup(steps: 50)
            $0.optimizer = .rmsprop(decay: 0.9, epsilon: 1e-8, form: .tensorflow)
        },
        RunCase(
            "both directions, weighed classes",
            network: Network([.bidirectional(Recurrence(cell: .gru(.before), units: 5)), .mean, TinyTasks.dense(2)])
        ) {
            $0.classWeights = [1, 2]
            $0.optimizer = .adagrad(epsilon: 1e-10)
            $0.weightDecay = 0.001
        },
    ]
}

@Suite struct SuspensionTests {
    private let changes = [RecordedChange(step: 5, change: .learningRate(0.03)), RecordedChange(step: 40, change: .learningRate(0.01))]

    /// A run is suspended repeatedly, at random steps, each time by what receives its checkpoints or at the end of an
    /// epoch.
    @Test(arguments: RunCase.all) func goesOnWithTheSameBits(_ runCase: RunCase) throws {
        let whole = try TrainingRun(
            network: runCase.network, train: runCase.train, test: runCase.test, plan: runCase.plan, changes: changes)
        whole.start()
        whole.wait()

        var random = SeededGenerator()
        var (checkpoint, suspensions, steps): (Checkpoint?, Int, Set<Int>) = (nil, 0, [])
        while true {
            let latest = (checkpoint?.epoch ?? 0) + Int.random(in: 1...3, using: &random)
            let earliest = (checkpoint?.step ?? 0) + Int.random(in: 1...40, using: &random)
            let kept = KeptCheckpoints()
            let present = Mutex<TrainingRun?>(nil)
            let run = try TrainingRun(
                network: runCase.network, train: runCase.train, test: runCase.test, plan: runCase.plan, changes: changes,
                checkpoints: kept.schedule { if $0.step >= earliest { present.withLock { $0?.suspend() } } }, resuming: checkpoint
            ) { result in
                if result.epoch == latest { present.withLock { $0?.suspend() } }
            }
            present.withLock { $0 = run }
            run.start()
            run.wait()
            present.withLock { $0 = nil }
            checkpoint = try kept.checkpoint()
            guard run.snapshot.phase == .suspended else {
                #expect(run.snapshot.phase == .finished && checkpoint?.phase == .finished)
                #expect(run.model.parameters == whole.model.parameters)
                #expect(run.snapshot.losses == whole.snapshot.losses)
                #expect(run.snapshot.history.map(\.test) == whole.snapshot.history.map(\.test))
                #expect(run.snapshot.history.map(\.trainLoss) == whole.snapshot.history.map(\.trainLoss))
                #expect(run.changes == whole.changes)
                break
            }
            let saved = try #require(checkpoint)
            #expect(!saved.isEnd && saved.phase == .suspended && saved.step == run.snapshot.step)
            #expect(saved.weights.map(\.values.count) == whole.model.parameters.map(\.values.count))
            suspensions += 1
            steps.insert(saved.step)
        }
        #expect(suspensions > 0, "seed \(SeededGenerator.seed)")
        #expect(steps.count == suspensions)
    }

    /// The run returns its current weights, as when it is stopped; those that its checkpoint returns while it continues
    /// are unaffected.
    @Test func givesItsWeights() throws {
        let runCase = RunCase("plain", hasTest: false)
        func interrupted(_ interrupt: @escaping @Sendable (TrainingRun) -> Void) throws -> (TrainingRun, Checkpoint) {
            let kept = KeptCheckpoints()
            let present = Mutex<TrainingRun?>(nil)
            let run = try TrainingRun(
                network: runCase.network, train: runCase.train, test: nil, plan: runCase.plan, checkpoints: kept.schedule(seconds: 1000)
            ) { result in
                if result.epoch == 3 { present.withLock { $0.map(interrupt) } }
            }
            present.withLock { $0 = run }
            run.start()
            run.wait()
            present.withLock { $0 = nil }
            return (run, try kept.checkpoint())
        }
        let (stopped, end) = try interrupted { $0.stop() }
        let (suspended, checkpoint) = try interrupted { $0.suspend() }
        #expect(stopped.snapshot.phase == .stopped && suspended.snapshot.phase == .suspended)
        #expect(suspended.snapshot.phase.isEnd)
        #expect(stopped.model.parameters == suspended.model.parameters)
        #expect(stopped.changes.count == 1 && suspended.changes.isEmpty)
        #expect(end.isEnd && !checkpoint.isEnd)
        #expect(checkpoint.snapshot.step == 36 && checkpoint.snapshot.epochs == 12 && checkpoint.snapshot.phase == .suspended)
    }

    @Test func withoutCheckpointsItSimplyEnds() throws {
        let run = try TrainingRun(network: TinyTasks.classifier, train: TinyTasks.signs(), test: nil, plan: TinyTasks.plan)
        run.suspend()
        run.start()
        run.wait()
        #expect(run.snapshot.phase == .suspended && run.snapshot.step == 0)
        #expect(run.snapshot.checkpointProblem == nil && run.changes.isEmpty)
    }

    @Test func endsAPause() throws {
        let kept = KeptCheckpoints()
        let run = try TrainingRun(
            network: TinyTasks.classifier, train: TinyTasks.signs(), test: nil, plan: TinyTasks.plan,
            checkpoints: kept.schedule(seconds: 1000))
        run.pause()
        run.start()
        #expect(eventually { run.snapshot.phase == .paused })
        run.suspend()
        run.wait()
        #expect(run.snapshot.phase == .suspended)
        #expect(try kept.checkpoint().step == 0)
    }

    @Test func aStopIsAStop() throws {
        let kept = KeptCheckpoints()
        let run = try TrainingRun(
            network: TinyTasks.classifier, train: TinyTasks.signs(), test: nil, plan: TinyTasks.plan, checkpoints: kept.schedule())
        run.suspend()
        run.stop()
        run.start()
        run.wait()
        #expect(run.snapshot.phase == .stopped)
        #expect(try kept.checkpoint().phase == .stopped)
    }

    @Test func whatCannotBeKeptIsSaid() throws {
        struct Full: Error {}
        let schedule = CheckpointSchedule(seconds: 1000) { _ in throw Full() }
        let run = try TrainingRun(
            network: TinyTasks.classifier, train: TinyTasks.signs(), test: nil, plan: TinyTasks.plan, checkpoints: schedule)
        run.suspend()
        run.start()
        run.wait()
        #expect(run.snapshot.phase == .suspended)
        #expect(run.snapshot.checkpointProblem == SafetensorsError(file: "", problem: .checkpointUnwritable(reason: "Full()")))
    }

    /// A run that is no longer referenced is not ended for good.
    @Test func aRunThatIsLetGoIsSuspended() throws {
        let kept = KeptCheckpoints()
        var plan = TinyTasks.plan
        plan.epochs = 1_000_000
        do {
            let run = try TrainingRun(
                network: TinyTasks.classifier, train: TinyTasks.signs(), test: nil, plan: plan, checkpoints: kept.schedule(seconds: 1000))
            run.start()
        }
        #expect(eventually { kept.count > 0 && (try? kept.checkpoint())?.phase == .suspended })
        #expect(try kept.checkpoint().changes.isEmpty)
    }
}
