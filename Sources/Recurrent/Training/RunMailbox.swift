import Dispatch
import Synchronization

/// Where a run and those who watch it meet: what it publishes, and what they ask for. Every lock is held for a copy at most.
final class RunMailbox: Sendable {
    struct Orders {
        var isPaused = false
        var wantsStop = false
        var learningRate: Float?
        var watchedExample: Int?
    }

    let snapshot: Mutex<TrainingSnapshot>
    let model: Mutex<Model>
    let changes: Mutex<[RecordedChange]>
    let orders = Mutex(Orders())
    /// Wakes a paused run before its time.
    let wake = DispatchSemaphore(value: 0)

    init(_ snapshot: TrainingSnapshot, model: Model, changes: [RecordedChange]) {
        self.snapshot = Mutex(snapshot)
        self.model = Mutex(model)
        self.changes = Mutex(changes)
    }

    func stop() {
        orders.withLock { $0.wantsStop = true }
        wake.signal()
    }
}
