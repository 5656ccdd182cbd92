import Datasets
import Recurrent
import Synchronization

/// Looks again at what a run says of its examples, where somebody wants to see it: in the background, and while the run trains for no more than a twentieth
/// of the time.
final class RunReviewer: Sendable {
    private struct State: Sendable {
        var review: RunReview?
        var forecast: RunForecast?
        var isAtWork = false
        var next: ContinuousClock.Instant?
    }

    private let state: Mutex<State>
    private static let leastPause = Duration.milliseconds(500)
    private static let pausePerWork = 20

    init(_ review: RunReview? = nil, _ forecast: RunForecast? = nil) {
        state = Mutex(State(review: review, forecast: forecast))
    }

    /// What was found last; nil before anything was looked at.
    var review: RunReview? { state.withLock { $0.review } }

    /// How the example that was looked at last goes on; nil where that was not asked for, or cannot be said.
    var forecast: RunForecast? { state.withLock { $0.forecast } }

    /// Looks again, unless nothing has changed since, or it was done a moment ago.
    ///
    /// - Parameter example: the one whose series is to be gone on with; nil for none.
    func look(_ run: TrainingRun, _ data: SequenceDataset, example: Int?, on workers: CellWorkers) {
        let snapshot = run.snapshot
        let (step, isFinal) = (snapshot.step, snapshot.phase.isEnd)
        guard step > 0 else { return }
        let wanted = state.withLock { state -> (review: Bool, forecast: Bool)? in
            let isNew = state.review.map { $0.step != step || $0.isFinal != isFinal } ?? true
            let isOther =
                example != nil
                && (state.forecast.map { $0.example != example || $0.step != step || $0.isFinal != isFinal } ?? true)
            let isDue = isFinal || state.next.map { ContinuousClock.now >= $0 } ?? true
            // Another example is shown at once.
            let isElsewhere = example != nil && state.forecast.map { $0.example != example } ?? true
            guard !state.isAtWork, (isNew && isDue) || (isOther && (isDue || isElsewhere)) else { return nil }
            state.isAtWork = true
            return (isNew && isDue, isOther)
        }
        guard let wanted else { return }
        workers.async { [self] in
            let start = ContinuousClock.now
            let model = run.model
            let review = wanted.review ? try? RunReview(of: model, data, step: step, isFinal: isFinal) : nil
            let forecast =
                wanted.forecast ? example.map { RunForecast(of: model, data, example: $0, step: step, isFinal: isFinal) } : nil
            let end = ContinuousClock.now
            state.withLock { state in
                if let review { state.review = review } else if wanted.review { state.review = RunReview(step: step, isFinal: isFinal) }
                if let forecast { state.forecast = forecast }
                state.next = end + max(Self.leastPause, (end - start) * Self.pausePerWork)
                state.isAtWork = false
            }
        }
    }
}

extension SessionManager {
    /// Has what the active run says of its examples looked at again, for fronts that show it; `LiveRun` tells what was found. Nothing is done where nothing has
    /// changed since.
    ///
    /// - Parameter wantsForecast: whether it is to be said how the watched example goes on, too.
    package func lookAgain(wantsForecast: Bool = false) {
        guard let active = core.withLock({ $0.active }), active.watchedData.count > 0 else { return }
        active.reviewer.look(
            active.run, active.watchedData, example: wantsForecast ? active.watchedExample : nil, on: workers)
    }
}
