import Datasets
import Recurrent
import Synchronization

/// Looks again at what a run says of its examples, where somebody wants to see it: in the background, and while the run trains for no more than a twentieth
/// of the time.
final class RunReviewer: Sendable {
    private struct State: Sendable {
        var review: RunReview?
        var forecast: RunForecast?
        var contributions: RunContributions?
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

    /// Why the example that was looked at last is read as it is; nil where that was not asked for.
    var contributions: RunContributions? { state.withLock { $0.contributions } }

    /// Looks again, unless nothing has changed since, or it was done a moment ago.
    ///
    /// - Parameters:
    ///   - subject: what is looked at.
    ///   - example: the example that is watched.
    func look(at subject: ReviewSubject, _ run: TrainingRun, _ data: SequenceDataset, example: Int, on workers: CellWorkers) {
        let snapshot = run.snapshot
        let (step, isFinal) = (snapshot.step, snapshot.phase.isEnd)
        guard step > 0 else { return }
        let wanted = state.withLock { state -> (review: Bool, example: Bool)? in
            let isNew = subject.needsAll && state.review.map { $0.step != step || $0.isFinal != isFinal } ?? true
            // Another example is shown at once.
            var (isElsewhere, isOther) = (false, false)
            switch subject {
            case .all: break
            case .forecast:
                isElsewhere = state.forecast?.example != example
                isOther = isElsewhere || state.forecast?.step != step || state.forecast?.isFinal != isFinal
            case .contributions(let place):
                let found = state.contributions
                isElsewhere = found?.example != example || found?.place != place
                isOther = isElsewhere || found?.step != step || found?.isFinal != isFinal
            }
            let isDue = isFinal || state.next.map { ContinuousClock.now >= $0 } ?? true
            guard !state.isAtWork, (isNew && isDue) || (isOther && (isDue || isElsewhere)) else { return nil }
            state.isAtWork = true
            return (isNew && isDue, isOther)
        }
        guard let wanted else { return }
        workers.async { [self] in
            let start = ContinuousClock.now
            let model = run.model
            let review = wanted.review ? try? RunReview(of: model, data, step: step, isFinal: isFinal) : nil
            var (forecast, contributions): (RunForecast?, RunContributions?) = (nil, nil)
            if wanted.example {
                switch subject {
                case .all: break
                case .forecast: forecast = RunForecast(of: model, data, example: example, step: step, isFinal: isFinal)
                case .contributions(let place):
                    contributions = RunContributions(of: model, data, example: example, place: place, step: step, isFinal: isFinal)
                }
            }
            let end = ContinuousClock.now
            state.withLock { state in
                if let review { state.review = review } else if wanted.review { state.review = RunReview(step: step, isFinal: isFinal) }
                if let forecast { state.forecast = forecast }
                if let contributions { state.contributions = contributions }
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
    package func lookAgain(at subject: ReviewSubject = .all) {
        guard let active = core.withLock({ $0.active }), active.watchedData.count > 0 else { return }
        active.reviewer.look(at: subject, active.run, active.watchedData, example: active.watchedExample, on: workers)
    }
}
