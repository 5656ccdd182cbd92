import Datasets
import Dispatch
import Synchronization

/// Where a run and those who watch it meet: what it publishes, and what they ask for. Every lock is held for a copy at most.
final class RunMailbox: Sendable {
    struct Orders {
        var isPaused = false
        var wantsStop = false
        var wantsSuspension = false
        var learningRate: Float?
        var watchedExample: Int?
    }

    let snapshot: Mutex<TrainingSnapshot>
    /// How many snapshots were published.
    let publications = Atomic(0)
    let model: Mutex<Model>
    let changes: Mutex<[RecordedChange]>
    /// The state at the run's end, once it is over and not suspended.
    let end = Mutex<Checkpoint?>(nil)
    let orders = Mutex(Orders())
    /// Wakes a paused run before its time.
    let wake = DispatchSemaphore(value: 0)

    init(_ snapshot: TrainingSnapshot, model: Model, changes: [RecordedChange]) {
        self.snapshot = Mutex(snapshot)
        self.model = Mutex(model)
        self.changes = Mutex(changes)
    }

    /// Reads the model where the run has not begun or is over; made when it is first asked for, and only on the run's queue.
    private let predictor = Mutex<StepwisePredictor?>(nil)

    /// What the model says about an example of `data`, always the same dataset; nil where there is no such example. Not while training goes on.
    func stepwisePrediction(_ data: SequenceDataset, example: Int) -> StepwisePrediction? {
        let model = model.withLock { $0 }
        return predictor.withLock { predictor in
            if predictor == nil { predictor = try? StepwisePredictor(model, data) }
            return try? predictor?.prediction(example: example)
        }
    }

    /// To be called where the model changes.
    func forgetPredictor() { predictor.withLock { $0 = nil } }

    func stop() {
        orders.withLock { $0.wantsStop = true }
        wake.signal()
    }

    func suspend() {
        orders.withLock { $0.wantsSuspension = true }
        wake.signal()
    }
}
