import Datasets
import Foundation
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

    /// A run is stopped at several places, and another goes on from its last checkpoint inside an epoch: weights, losses and history have the
    /// bits of a run that was never interrupted.
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
            try withTemporaryFolder { folder in
                let file = folder.appending(path: "run.safetensors").path
                // The copy of a checkpoint taken in the middle is what a killed process leaves behind.
                let copies = folder.appending(path: "copy.safetensors").path
                let first = try TrainingRun(
                    network: network, train: train, test: test, plan: plan,
                    changes: changes + [RecordedChange(step: stopped, change: .stop)],
                    checkpoints: CheckpointSchedule(file: file, seconds: 0))
                first.start()
                first.wait()
                var checkpoint = try Checkpoint(file: file, network: network, inputWidth: train.features)
                #expect(checkpoint.isEnd && checkpoint.step == stopped)
                checkpoint.progress.end = nil
                checkpoint.progress.changes.removeLast()
                try checkpoint.write(to: copies)
                let second = try TrainingRun(
                    network: network, train: train, test: test, plan: plan, changes: changes,
                    resuming: Checkpoint(file: copies, network: network, inputWidth: train.features))
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
    }

    /// What a process leaves behind that is killed right after an epoch, the last one of a run that stops early among them.
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
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "run.safetensors").path
            let run = try TrainingRun(
                network: network, train: train, test: test, plan: plan, checkpoints: CheckpointSchedule(file: file, seconds: 0)
            ) { result in
                // The checkpoint is written beside the training: it is awaited, and copied.
                let copy = folder.appending(path: "\(result.epoch).safetensors")
                _ = eventually {
                    (try? Checkpoint(file: file, network: network, inputWidth: train.features))?.epoch == result.epoch
                }
                try? FileManager.default.copyItem(atPath: file, toPath: copy.path)
            }
            run.start()
            run.wait()
            let epochs = run.snapshot.epoch
            #expect(epochs < 40 && run.snapshot.phase == .finished)
            for epoch in [1, epochs / 2, epochs - 1, epochs] {
                let copy = folder.appending(path: "\(epoch).safetensors").path
                let checkpoint = try Checkpoint(file: copy, network: network, inputWidth: train.features)
                #expect(checkpoint.epoch == epoch && !checkpoint.isEnd)
                let resumed = try TrainingRun(network: network, train: train, test: test, plan: plan, resuming: checkpoint)
                resumed.start()
                resumed.wait()
                #expect(resumed.snapshot.epoch == epochs)
                #expect(resumed.model.parameters == run.model.parameters)
                #expect(resumed.snapshot.losses == run.snapshot.losses)
                #expect(resumed.snapshot.history.map(\.test) == run.snapshot.history.map(\.test))
            }
        }
    }

    /// With little to compute, an epoch takes milliseconds: the ends of epochs alone are no reason to write.
    @Test func isWrittenWhenTheScheduleSaysSo() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "run.safetensors").path
            let found = Mutex(0)
            let run = try TrainingRun(
                network: TinyTasks.classifier, train: TinyTasks.signs(), test: nil, plan: TinyTasks.plan,
                checkpoints: CheckpointSchedule(file: file, seconds: 1000)
            ) { _ in
                if FileManager.default.fileExists(atPath: file) { found.withLock { $0 += 1 } }
            }
            run.start()
            run.wait()
            #expect(found.withLock { $0 } == 0)
            #expect(try Checkpoint(file: file, network: TinyTasks.classifier, inputWidth: 2).isEnd)
        }
    }

    /// A run that is killed in a pause goes on from the step where it was held, whatever the schedule.
    @Test func aPauseIsSaved() throws {
        let data = TinyTasks.signs()
        let whole = try TrainingRun(network: TinyTasks.classifier, train: data, test: nil, plan: TinyTasks.plan)
        whole.start()
        whole.wait()
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "run.safetensors").path
            let first = try TrainingRun(
                network: TinyTasks.classifier, train: data, test: nil, plan: TinyTasks.plan,
                checkpoints: CheckpointSchedule(file: file, seconds: 1000))
            first.pause()
            first.start()
            var checkpoint: Checkpoint?
            let isSaved = eventually {
                checkpoint = try? Checkpoint(file: file, network: TinyTasks.classifier, inputWidth: 2)
                return checkpoint != nil
            }
            #expect(isSaved)
            let saved = try #require(checkpoint)
            #expect(!saved.isEnd && saved.step == first.snapshot.step)
            let second = try TrainingRun(network: TinyTasks.classifier, train: data, test: nil, plan: TinyTasks.plan, resuming: saved)
            second.start()
            second.wait()
            #expect(second.model.parameters == whole.model.parameters)
            #expect(second.snapshot.losses == whole.snapshot.losses)
            first.stop()
            first.wait()
        }
    }

    @Test func anEndedRunKeepsItsResult() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "run.safetensors").path
            let data = TinyTasks.signs()
            let run = try TrainingRun(
                network: TinyTasks.classifier, train: data, test: nil, plan: TinyTasks.plan, checkpoints: CheckpointSchedule(file: file))
            run.start()
            run.wait()
            let checkpoint = try Checkpoint(file: file, network: TinyTasks.classifier, inputWidth: 2)
            let again = try TrainingRun(network: TinyTasks.classifier, train: data, test: nil, plan: TinyTasks.plan, resuming: checkpoint)
            again.start()
            again.wait()
            #expect(again.snapshot.phase == .finished)
            #expect(again.snapshot.step == run.snapshot.step)
            #expect(again.model.parameters == run.model.parameters)
            #expect(again.snapshot.history == run.snapshot.history)
        }
    }

    @Test func belongsToOneRunOnly() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "run.safetensors").path
            let data = TinyTasks.signs()
            let run = try TrainingRun(
                network: TinyTasks.classifier, train: data, test: nil, plan: TinyTasks.plan, checkpoints: CheckpointSchedule(file: file))
            run.start()
            run.wait()
            let checkpoint = try Checkpoint(file: file, network: TinyTasks.classifier, inputWidth: 2)
            var plan = TinyTasks.plan
            plan.seed += 1
            #expect(throws: NetworkError.self) {
                try TrainingRun(network: TinyTasks.classifier, train: data, test: nil, plan: plan, resuming: checkpoint)
            }
            #expect(throws: NetworkError.self) {
                try TrainingRun(network: TinyTasks.classifier, train: data.take(50), test: nil, plan: TinyTasks.plan, resuming: checkpoint)
            }
            // As many sequences of the same name, but others.
            #expect(throws: NetworkError.self) {
                try TrainingRun(
                    network: TinyTasks.classifier, train: TinyTasks.signs(seed: 2), test: nil, plan: TinyTasks.plan, resuming: checkpoint)
            }
            #expect(throws: SafetensorsError.self) { try Checkpoint(file: file, network: TinyTasks.languageModel, inputWidth: 5) }
            try Safetensors(tensors: []).write(to: file)
            #expect(throws: SafetensorsError.self) { try Checkpoint(file: file, network: TinyTasks.classifier, inputWidth: 2) }
        }
    }

    @Test func aFolderThatIsMissingIsSaidInTheSnapshot() throws {
        let run = try TrainingRun(
            network: TinyTasks.classifier, train: TinyTasks.signs(), test: nil, plan: TinyTasks.plan,
            checkpoints: CheckpointSchedule(file: "/nowhere/run.safetensors", seconds: 0))
        run.start()
        run.wait()
        #expect(run.snapshot.phase == .finished)
        #expect(run.snapshot.checkpointProblem == SafetensorsError(file: "/nowhere/run.safetensors", problem: .unwritable))
    }
}
