import Dispatch
import Synchronization

/// Writes checkpoints beside the training, one at a time.
final class CheckpointWriter {
    private let schedule: CheckpointSchedule
    private let queue = DispatchQueue(label: "unroll.checkpoints", qos: .utility)
    private let clock = ContinuousClock()
    private var next: ContinuousClock.Instant
    private let state = State()

    private final class State: Sendable {
        let waiting = Mutex<Checkpoint?>(nil)
        let problem = Mutex<SafetensorsError?>(nil)
    }

    init(_ schedule: CheckpointSchedule) {
        self.schedule = schedule
        next = clock.now + .seconds(schedule.seconds)
    }

    var isDue: Bool { clock.now >= next }

    /// Why the last checkpoint could not be written; nil where it could.
    var problem: SafetensorsError? { state.problem.withLock { $0 } }

    /// Writes this checkpoint, or a later one where writing takes longer than it takes to come.
    func write(_ checkpoint: Checkpoint, waits: Bool) {
        next = clock.now + .seconds(schedule.seconds)
        state.waiting.withLock { $0 = checkpoint }
        let (state, file) = (state, schedule.file)
        queue.async {
            guard let checkpoint = state.waiting.withLock({ $0.take() }) else { return }
            do throws(SafetensorsError) {
                try checkpoint.write(to: file)
                state.problem.withLock { $0 = nil }
            } catch {
                state.problem.withLock { $0 = error }
            }
        }
        if waits { queue.sync {} }
    }
}
