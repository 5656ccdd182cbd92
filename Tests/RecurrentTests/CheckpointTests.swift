import Datasets
import Synchronization
import TestSupport
import Testing

@testable import Recurrent

@Suite struct CheckpointTests {
    static let cases: [(name: String, network: Network, optimizer: Optimizer, isText: Bool)] = [
        ("adam", TinyTasks.classifier, .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), false),
        ("momentum", TinyTasks.classifier, .sgd(momentum: 0.9, nesterov: true), false),
        ("rmsprop", TinyTasks.classifier, .rmsprop(decay: 0.9, epsilon: 1e-8, form: .tensorflow), false),
        (
            "text", Network([.embedding(size: 4), .lstm(8), .dropout(rate: 0.3), TinyTasks.dense(5)]),
            .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), true
        ),
    ]

    /// A run is stopped at several places, and another resumes from its last checkpoint inside an epoch: weights,
    /// losses and history have the bits of an uninterrupted run.
    @Test(arguments: cases.indices) func goesOnWithTheSameBits(_ index: Int) throws {
        let (_, network, optimizer, isText) = Self.cases[index]
        let train = isText ? TinyTasks.text() : TinyTasks.signs(varying: true)
        let test = isText ? TinyTasks.text(200) : TinyTasks.signs(40, seed: 2)
        var plan = TinyTasks.plan
        plan.optimizer = optimizer
        plan.bpttSteps = isText ? 7 : nil
        plan.keepsBest = true
        plan.schedule = .cosine
        let changes = [RecordedChange(step: 5, change: .learningRate(0.03)), RecordedChange(step: 17, change: .learningRate(0.01))]
        let whole = try TrainingRun(network: network, train: train, test: test, plan: plan, changes: changes)
        whole.start()
        whole.wait()

        for stopped in [3, 14, 20] {
            let kept = KeptCheckpoints()
            let first = try TrainingRun(
                network: network, train: train, test: test, plan: plan,
                changes: changes + [RecordedChange(step: stopped, change: .stop)], checkpoints: kept.schedule())
            first.start()
            first.wait()
            // A checkpoint taken in the middle is what a killed process leaves behind.
            var checkpoint = try Checkpoint(bytes: kept.latest, network: network, inputWidth: train.features)
            #expect(checkpoint.isEnd && checkpoint.step == stopped)
            checkpoint.progress.end = nil
            checkpoint.progress.changes.removeLast()
            let second = try TrainingRun(
                network: network, train: train, test: test, plan: plan, changes: changes,
                resuming: Checkpoint(bytes: checkpoint.encoded(), network: network, inputWidth: train.features))
            #expect(second.snapshot.step == stopped)
            second.start()
            second.wait()
            #expect(second.model.parameters == whole.model.parameters)
            #expect(second.snapshot.losses == whole.snapshot.losses)
            #expect(second.snapshot.history.map(\.test) == whole.snapshot.history.map(\.test))
            #expect(second.snapshot.history.map(\.trainLoss) == whole.snapshot.history.map(\.trainLoss))
            #expect(second.changes == whole.changes)
            #expect(second.snapshot.phase == .finished)
        }
    }

    /// The checkpoint of a process that is killed right after an epoch, including the last one of a run that stops
    /// early.
    @Test(arguments: cases.indices) func goesOnAfterAnyEpoch(_ index: Int) throws {
        let (_, network, optimizer, isText) = Self.cases[index]
        let train = isText ? TinyTasks.text() : TinyTasks.signs(varying: true)
        let test = isText ? TinyTasks.text(200) : TinyTasks.signs(40, seed: 2)
        var plan = TinyTasks.plan
        plan.optimizer = optimizer
        plan.bpttSteps = isText ? 20 : nil
        plan.epochs = 40
        plan.patience = 2
        plan.keepsBest = true
        plan.schedule = .exponential(factor: 1.4)
        plan.weightDecay = 0.01
        /// A run that is suspended after this epoch, unless it ends before.
        func run(until epoch: Int) throws -> (TrainingRun, Checkpoint) {
            let kept = KeptCheckpoints()
            let present = Mutex<TrainingRun?>(nil)
            let run = try TrainingRun(network: network, train: train, test: test, plan: plan, checkpoints: kept.schedule()) { result in
                if result.epoch == epoch { present.withLock { $0?.suspend() } }
            }
            present.withLock { $0 = run }
            run.start()
            run.wait()
            present.withLock { $0 = nil }
            return (run, try Checkpoint(bytes: kept.latest, network: network, inputWidth: train.features))
        }
        var (whole, last) = try run(until: 1000)
        let epochs = whole.snapshot.epoch
        #expect(epochs < 40 && whole.snapshot.phase == .finished)
        last.progress.end = nil
        for epoch in [1, epochs / 2, epochs - 1, epochs] {
            let checkpoint = epoch == epochs ? last : try run(until: epoch).1
            #expect(checkpoint.epoch == epoch && !checkpoint.isEnd)
            let resumed = try TrainingRun(network: network, train: train, test: test, plan: plan, resuming: checkpoint)
            resumed.start()
            resumed.wait()
            #expect(resumed.snapshot.epoch == epochs)
            #expect(resumed.model.parameters == whole.model.parameters)
            #expect(resumed.snapshot.losses == whole.snapshot.losses)
            #expect(resumed.snapshot.history.map(\.test) == whole.snapshot.history.map(\.test))
        }
    }

    /// A run that is killed during a pause resumes from the step at which it was paused, whatever the schedule.
    @Test func aPauseIsSaved() throws {
        let data = TinyTasks.signs()
        let whole = try TrainingRun(network: TinyTasks.classifier, train: data, test: nil, plan: TinyTasks.plan)
        whole.start()
        whole.wait()
        let kept = KeptCheckpoints()
        let first = try TrainingRun(
            network: TinyTasks.classifier, train: data, test: nil, plan: TinyTasks.plan, checkpoints: kept.schedule(seconds: 1000))
        first.pause()
        first.start()
        #expect(eventually { kept.count > 0 })
        let saved = try kept.checkpoint()
        #expect(!saved.isEnd && saved.step == first.snapshot.step)
        let second = try TrainingRun(network: TinyTasks.classifier, train: data, test: nil, plan: TinyTasks.plan, resuming: saved)
        second.start()
        second.wait()
        #expect(second.model.parameters == whole.model.parameters)
        #expect(second.snapshot.losses == whole.snapshot.losses)
        first.stop()
        first.wait()
    }

    /// All results of a finished run are available before the first step, and without its data.
    @Test(arguments: RunCase.all) func anEndedRunKeepsItsResult(_ runCase: RunCase) throws {
        let kept = KeptCheckpoints()
        let run = try TrainingRun(
            network: runCase.network, train: runCase.train, test: runCase.test, plan: runCase.plan,
            checkpoints: kept.schedule(seconds: 1000))
        run.start()
        run.wait()
        let checkpoint = try kept.checkpoint()
        let again = try TrainingRun(
            network: runCase.network, train: runCase.train, test: runCase.test, plan: runCase.plan, resuming: checkpoint)
        func check(_ snapshot: TrainingSnapshot) {
            #expect(snapshot.phase == .finished)
            #expect(snapshot.step == run.snapshot.step && snapshot.epoch == run.snapshot.epoch && snapshot.epochs == run.snapshot.epochs)
            #expect(snapshot.stepsPerEpoch == run.snapshot.stepsPerEpoch && snapshot.learningRate == run.snapshot.learningRate)
            #expect(snapshot.losses == run.snapshot.losses && snapshot.history == run.snapshot.history)
            #expect(snapshot.gradientNorm == run.snapshot.gradientNorm)
            #expect(snapshot.layerGradientNorms == run.snapshot.layerGradientNorms && snapshot.secondsLeft == 0)
            #expect(snapshot.gradients == run.snapshot.gradients && snapshot.gradients.start == 0)
        }
        check(checkpoint.snapshot)
        #expect(checkpoint.completed.parameters == run.model.parameters && checkpoint.completed.network == runCase.network)
        #expect(checkpoint.identity == run.identity && checkpoint.phase == .finished)
        check(again.snapshot)
        #expect(again.model.parameters == run.model.parameters)
        again.watch(example: 0)
        #expect(eventually { again.snapshot.stepwisePrediction?.example == 0 })
        again.start()
        again.wait()
        check(again.snapshot)
        #expect(again.model.parameters == run.model.parameters && again.changes == run.changes)
    }

    /// Live changes become given ones once the run is over: both have the same result, and one saved state serves for
    /// both.
    @Test func anEndedRunIsThatOfItsChanges() throws {
        var plan = TinyTasks.plan
        plan.epochs = 1_000_000
        let data = TinyTasks.signs()
        let kept = KeptCheckpoints()
        let run = try TrainingRun(
            network: TinyTasks.classifier, train: data, test: nil, plan: plan, checkpoints: kept.schedule(seconds: 1000))
        run.setLearningRate(0.01)
        run.start()
        #expect(eventually { run.snapshot.step > 20 })
        run.stop()
        run.wait()
        let checkpoint = try kept.checkpoint()
        #expect(checkpoint.changes == run.changes && run.changes.count == 2)
        let replayed = RunIdentity(network: TinyTasks.classifier, train: data, test: nil, plan: plan, changes: run.changes)
        #expect(checkpoint.replayIdentity == replayed && checkpoint.identity != replayed)
        for changes in [[], run.changes] {
            let again = try TrainingRun(
                network: TinyTasks.classifier, train: data, test: nil, plan: plan, changes: changes, resuming: checkpoint)
            #expect(again.snapshot.phase == .stopped && again.changes == run.changes)
        }
        let others = [run.changes.dropLast(), [RecordedChange(step: 0, change: .learningRate(0.02))]]
        for changes in others {
            #expect(throws: NetworkError(.otherCheckpoint)) {
                try TrainingRun(
                    network: TinyTasks.classifier, train: data, test: nil, plan: plan, changes: Array(changes), resuming: checkpoint)
            }
        }
    }

    @Test func belongsToOneRunOnly() throws {
        let data = TinyTasks.signs()
        let kept = KeptCheckpoints()
        let run = try TrainingRun(network: TinyTasks.classifier, train: data, test: nil, plan: TinyTasks.plan, checkpoints: kept.schedule())
        run.start()
        run.wait()
        let checkpoint = try Checkpoint(bytes: kept.latest, network: TinyTasks.classifier, inputWidth: 2)
        var plan = TinyTasks.plan
        plan.seed += 1
        #expect(throws: NetworkError.self) {
            try TrainingRun(network: TinyTasks.classifier, train: data, test: nil, plan: plan, resuming: checkpoint)
        }
        #expect(throws: NetworkError.self) {
            try TrainingRun(network: TinyTasks.classifier, train: data.take(50), test: nil, plan: TinyTasks.plan, resuming: checkpoint)
        }
        // As many sequences under the same name, but different ones.
        #expect(throws: NetworkError.self) {
            try TrainingRun(
                network: TinyTasks.classifier, train: TinyTasks.signs(seed: 2), test: nil, plan: TinyTasks.plan, resuming: checkpoint)
        }
        // The same data under another name.
        var renamed = data
        renamed.name = "renamed"
        _ = try TrainingRun(network: TinyTasks.classifier, train: renamed, test: nil, plan: TinyTasks.plan, resuming: checkpoint)
        var other = checkpoint
        other.identity.engine += 1
        #expect(throws: NetworkError(.otherCheckpoint)) {
            try TrainingRun(network: TinyTasks.classifier, train: data, test: nil, plan: TinyTasks.plan, resuming: other)
        }
        #expect(throws: SafetensorsError.self) { try Checkpoint(bytes: kept.latest, network: TinyTasks.languageModel, inputWidth: 5) }
        #expect(throws: SafetensorsError.self) { try Checkpoint(bytes: Safetensors(tensors: []).bytes) }
        #expect(throws: SafetensorsError.self) { try Checkpoint(bytes: []) }
    }

    @Test func rejectsChangesThatCannotBe() {
        for rate in [-1, Float.nan, .infinity] {
            #expect(throws: NetworkError.self) {
                try TrainingRun(
                    network: TinyTasks.classifier, train: TinyTasks.signs(), test: nil, plan: TinyTasks.plan,
                    changes: [RecordedChange(step: 3, change: .learningRate(rate))])
            }
        }
    }
}
