import Dispatch
import Synchronization

/// Writes checkpoints concurrently with training, one at a time, and decides when the next is due.
final class CheckpointWriter {
    private let schedule: CheckpointSchedule
    private let queue = DispatchQueue(label: "unroll.checkpoints", qos: .utility)
    private let clock = ContinuousClock()
    private var lastTaken: ContinuousClock.Instant?
    /// When a checkpoint is due ahead of schedule.
    private var hastened: ContinuousClock.Instant?
    private let state: State

    private final class State: Sendable {
        struct Fields {
            var waiting: Checkpoint?
            /// When the next checkpoint is due; nil while one is being written.
            var next: ContinuousClock.Instant?
            var problem: SafetensorsError?
        }
        let fields: Mutex<Fields>

        init(first: ContinuousClock.Instant) { fields = Mutex(Fields(next: first)) }
    }

    /// Seconds before the first checkpoint, and between checkpoints ahead of schedule.
    private static let shortest = 1.0

    init(_ schedule: CheckpointSchedule) {
        self.schedule = schedule
        state = State(first: clock.now + Self.duration(min(Self.shortest, schedule.seconds)))
    }

    var isDue: Bool {
        let now = clock.now
        if let hastened, now >= hastened { return true }
        return state.fields.withLock { $0.next.map { now >= $0 } ?? false }
    }

    /// Why the last checkpoint could not be written; nil if it could.
    var problem: SafetensorsError? { state.fields.withLock { $0.problem } }

    /// Makes a checkpoint due at once, or one second after the last one.
    func hasten() {
        let soonest = lastTaken.map { $0 + Self.duration(Self.shortest) } ?? clock.now
        hastened = min(hastened ?? soonest, soonest)
    }

    /// Writes the result of `take`, or a later checkpoint if writing takes longer than the time between them.
    func write(waits: Bool, _ take: () -> Checkpoint) {
        let start = clock.now
        let checkpoint = take()
        let taken = clock.now
        lastTaken = taken
        hastened = nil
        state.fields.withLock {
            $0.waiting = checkpoint
            $0.next = nil
        }
        queue.async { [state, schedule, clock] in
            guard let checkpoint = state.fields.withLock({ $0.waiting.take() }) else { return }
            let writing = clock.now
            var problem: SafetensorsError?
            do {
                try schedule.write(checkpoint)
            } catch let error as SafetensorsError {
                problem = error
            } catch {
                problem = SafetensorsError(file: "", problem: .checkpointUnwritable(reason: "\(error)"))
            }
            let cost = (taken - start) + (clock.now - writing)
            state.fields.withLock {
                $0.problem = problem
                if $0.waiting == nil { $0.next = clock.now + Self.duration(max(schedule.seconds, cost.seconds / schedule.share)) }
            }
        }
        if waits { queue.sync {} }
    }

    /// Seconds as a duration, which cannot be infinite; infinity becomes a time longer than any run.
    private static func duration(_ seconds: Double) -> Duration {
        let never = 1e9
        return .seconds(seconds < never ? max(0, seconds) : never)
    }
}
