import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Recurrent

@Suite struct CheckpointScheduleTests {
    private func run(epochs: Int, _ schedule: CheckpointSchedule) throws -> TrainingRun {
        var plan = TinyTasks.plan
        plan.epochs = epochs
        return try TrainingRun(network: TinyTasks.classifier, train: TinyTasks.signs(), test: nil, plan: plan, checkpoints: schedule)
    }

    /// In a small run an epoch takes milliseconds: the ends of epochs alone cause no checkpoints. There is one after a
    /// second, and one at the end.
    @Test func isWrittenWhenTheScheduleSaysSo() throws {
        let kept = KeptCheckpoints()
        let run = try run(epochs: 50, kept.schedule(seconds: 1000))
        run.start()
        run.wait()
        #expect(1...2 ~= kept.count)
        #expect(try kept.checkpoint().isEnd)
    }

    @Test func theFirstComesSoon() throws {
        let kept = KeptCheckpoints()
        let run = try run(epochs: 1_000_000, kept.schedule(seconds: 1000))
        run.start()
        #expect(eventually { kept.count > 0 })
        #expect(try !kept.checkpoint().isEnd)
        run.stop()
        run.wait()
        #expect(kept.count == 2)
    }

    /// Slow writing is done rarely: after a checkpoint of some milliseconds the next would be hours later.
    @Test func takesASmallShareOfTheTime() throws {
        let kept = KeptCheckpoints()
        let run = try run(epochs: 1_000_000, kept.schedule(share: 1e-7) { _ in Thread.sleep(forTimeInterval: 0.005) })
        run.start()
        #expect(eventually { kept.count == 1 })
        let step = run.snapshot.step
        #expect(eventually { run.snapshot.step > step + 500 })
        #expect(kept.count == 1)
        run.stop()
        run.wait()
        #expect(kept.count == 2)
    }

    /// A change survives a kill even if the schedule asks for no checkpoint, also during a pause.
    @Test(arguments: [false, true]) func aLiveChangeIsSaved(inPause: Bool) throws {
        let kept = KeptCheckpoints()
        let run = try run(epochs: 1_000_000, kept.schedule(seconds: 1000))
        run.start()
        #expect(eventually { kept.count == 1 })
        if inPause {
            run.pause()
            #expect(eventually { kept.count == 2 })
        }
        run.setLearningRate(0.001)
        run.setLearningRate(0.002)
        func saved() -> Float? {
            guard case .learningRate(let rate)? = (try? kept.checkpoint())?.changes.last?.change else { return nil }
            return rate
        }
        #expect(eventually { saved() == 0.002 })
        run.suspend()
        run.wait()
    }

    /// Checkpoints that are due while one is being written wait; only the latest is kept.
    @Test func theLatestIsWritten() throws {
        let hold = Mutex(true)
        let released = Mutex<[Int]>([])
        let run = try run(
            epochs: 1_000_000,
            CheckpointSchedule(seconds: 1000) { checkpoint in
                _ = eventually { !hold.withLock { $0 } }
                released.withLock { $0.append(checkpoint.changes.count) }
            })
        run.pause()
        run.start()
        #expect(eventually { run.snapshot.phase == .paused })
        for pauses in 1...3 {
            run.setLearningRate(Float(pauses) * 0.001)
            run.resume()
            #expect(eventually { run.changes.count == pauses && run.snapshot.phase == .running })
            run.pause()
            #expect(eventually { run.snapshot.phase == .paused })
        }
        hold.withLock { $0 = false }
        run.suspend()
        run.wait()
        // The checkpoint of the first pause, perhaps others in between, and the last; none goes back.
        let written = released.withLock { $0 }
        #expect(written == written.sorted() && written.last == 3 && written.count <= 3)
    }
}
