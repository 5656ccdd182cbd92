import Datasets
import Dispatch
import Synchronization

/// Where a run and its observers exchange state and requests. Every lock is held only for a copy.
final class RunMailbox: Sendable {
    struct Orders {
        var isPaused = false
        var wantsStop = false
        var wantsSuspension = false
        var learningRate: Float?
        var watchedExample: Int?
    }

    let snapshot: Mutex<TrainingSnapshot>
    /// The number of snapshots published.
    let publications = Atomic(0)
    let model: Mutex<Model>
    let changes: Mutex<[RecordedChange]>
    /// The state at the run's end, once it is over and not suspended.
    let end = Mutex<Checkpoint?>(nil)
    let orders = Mutex(Orders())
    /// Wakes a paused run early.
    let wake = DispatchSemaphore(value: 0)

    init(_ snapshot: TrainingSnapshot, model: Model, changes: [RecordedChange]) {
        self.snapshot = Mutex(snapshot)
        self.model = Mutex(model)
        self.changes = Mutex(changes)
    }

    /// Predicts with the model before the run begins or after it is over; created on first use, and only on the run's queue.
    private let predictor = Mutex<StepwisePredictor?>(nil)

    /// The model's prediction for an example of `data`, always the same dataset; nil if there is no such example. Not to be called during
    /// training.
    func stepwisePrediction(_ data: SequenceDataset, example: Int) -> StepwisePrediction? {
        let model = model.withLock { $0 }
        return predictor.withLock { predictor in
            if predictor == nil { predictor = try? StepwisePredictor(model, data) }
            return try? predictor?.prediction(example: example)
        }
    }

    /// Must be called when the model changes.
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
