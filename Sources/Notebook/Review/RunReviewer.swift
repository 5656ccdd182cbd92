import Datasets
import Recurrent
import Synchronization

/// Looks again at what a run says of its examples, where somebody wants to see it: in the background, and while the run trains for no more than a twentieth
/// of the time.
final class RunReviewer: Sendable {
    /// What is looked at: weights, and the examples of which they say something.
    struct Material: Sendable {
        var model: Model
        var data: SequenceDataset
    }

    /// Why nothing can be looked at.
    struct Obstacle: Error, Sendable {
        /// What a user is told.
        var sentence: String
        /// As long as this is the same, trying again leads to the same.
        var key: [String]
    }

    fileprivate struct State: Sendable {
        var review: RunReview?
        var forecast: RunForecast?
        var contributions: RunContributions?
        /// What is said of the watched example of a run that has ended.
        var prediction: StepwisePrediction?
        /// The watched example of a run that has ended; nil for the one that was watched at its end.
        var watched: SequenceExample?
        /// Where the watched example is to go as soon as there is data.
        var move: ExampleMove?
        /// What was fetched from the disk.
        var material: Material?
        var notice: String?
        var obstacle: Obstacle?
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

    /// Why nothing could be looked at the last time; nil where it could.
    var obstacle: Obstacle? { state.withLock { $0.obstacle } }

    /// Adds what was found to a run that has ended.
    func complete(_ live: inout LiveRun) {
        let state = state.withLock { $0 }
        (live.review, live.forecast, live.contributions) = (state.review, state.forecast, state.contributions)
        if let watched = state.watched { live.watchedExample = watched }
        if let prediction = state.prediction { live.snapshot.stepwisePrediction = prediction }
        live.awaitsExample = state.move != nil
        (live.reviewNotice, live.reviewProblem) = (state.notice, state.obstacle?.sentence)
    }

    /// Lets go of what was fetched from the disk.
    func letGo() { state.withLock { $0.material = nil } }

    /// Looks again at a run that is here, unless nothing has changed since, or it was done a moment ago.
    ///
    /// - Parameters:
    ///   - subject: what is looked at; what the run tells by itself is not.
    ///   - example: the example that is watched.
    func look(at subject: ReviewSubject, _ run: TrainingRun, _ data: SequenceDataset, example: Int, on workers: CellWorkers) {
        let snapshot = run.snapshot
        let (step, isFinal) = (snapshot.step, snapshot.phase.isEnd)
        guard step > 0, subject != .example else { return }
        let wanted = state.withLock { state -> Wanted? in
            let wanted = state.wanted(subject, example: example, prediction: nil, step, isFinal)
            let isDue = isFinal || state.next.map { ContinuousClock.now >= $0 } ?? true
            // Another example is shown at once.
            guard !state.isAtWork, wanted.all && isDue || wanted.example && (isDue || wanted.isElsewhere) else { return nil }
            state.isAtWork = true
            return Wanted(all: wanted.all && isDue, example: wanted.example, isElsewhere: wanted.isElsewhere)
        }
        guard let wanted else { return }
        workers.async { [self] in
            let start = ContinuousClock.now
            let found = Found(wanted, of: subject, Material(model: run.model, data: data), example: example, step, isFinal)
            let end = ContinuousClock.now
            state.withLock { state in
                state.take(found)
                state.next = end + max(Self.leastPause, (end - start) * Self.pausePerWork)
                state.isAtWork = false
            }
        }
    }

    /// Looks again at a run that has ended, unless that was done before.
    ///
    /// - Parameters:
    ///   - live: the run at its end.
    ///   - fetch: called on a worker for weights, and for all examples where they are needed, with what they are fetched from until they are there.
    func look(
        at subject: ReviewSubject, _ live: LiveRun, on workers: CellWorkers,
        fetch: @escaping @Sendable (_ needsData: Bool, _ failed: [String]?, _ tell: (String) -> Void) -> Result<Material, Obstacle>
    ) {
        let step = live.step
        guard step > 0, let last = live.watchedExample else { return }
        let work = state.withLock { state -> (Wanted, Material?, [String]?)? in
            let example = state.watched?.index ?? last.index
            let prediction = state.prediction ?? live.snapshot.stepwisePrediction
            let wanted = state.wanted(subject, example: example, prediction: prediction, step, true)
            guard !state.isAtWork, wanted.all || wanted.example || state.move != nil,
                state.obstacle == nil || state.next.map({ ContinuousClock.now >= $0 }) ?? true
            else { return nil }
            state.isAtWork = true
            return (wanted, state.material, state.obstacle?.key)
        }
        guard let (wanted, held, failed) = work else { return }
        workers.async { [self] in
            let needsData = subject != .example || state.withLock { $0.move } != nil
            let fetched = held.map(Result.success) ?? fetch(needsData, failed) { [self] notice in state.withLock { $0.notice = notice } }
            switch fetched {
            case .failure(let obstacle):
                state.withLock { state in
                    (state.obstacle, state.notice, state.move, state.isAtWork) = (obstacle, nil, nil, false)
                    state.next = ContinuousClock.now + Self.leastPause * 2
                }
            case .success(var material):
                let (example, isMoved) = state.withLock { state -> (SequenceExample, Bool) in
                    let now = state.watched ?? last
                    guard needsData else { return (now, false) }
                    let index = state.move.map { $0.index(from: now.index, of: material.data.count) } ?? now.index
                    let example = SequenceExample(dataset: material.data, index: index) ?? now
                    (state.material, state.watched, state.move) = (material, example, nil)
                    (state.notice, state.obstacle) = (nil, nil)
                    return (example, index != now.index)
                }
                // Of an example that was kept alone all that is said can be found without the others.
                if !needsData { material.data = example.dataset }
                let wanted = isMoved ? Wanted(all: wanted.all, example: true, isElsewhere: true) : wanted
                let found = Found(wanted, of: subject, material, example: example.index, step, true)
                state.withLock { state in
                    state.take(found)
                    (state.notice, state.isAtWork) = (nil, false)
                }
            }
        }
    }

    /// Watches another example of a run that has ended: at once where its data is at hand, else as soon as it is.
    ///
    /// - Parameter last: the example that was watched at its end.
    func move(_ move: ExampleMove, from last: SequenceExample?, in data: SequenceDataset?) {
        state.withLock { state in
            guard let data = data ?? state.material?.data, let now = state.watched ?? last else {
                state.move = move
                return
            }
            state.watched = SequenceExample(dataset: data, index: move.index(from: now.index, of: data.count)) ?? now
        }
    }

    // MARK: What is looked at

    fileprivate struct Wanted: Sendable {
        var all: Bool
        var example: Bool
        /// Whether it is another example, or another of its steps, than before.
        var isElsewhere: Bool
    }

    /// What a look comes to.
    fileprivate struct Found: Sendable {
        var review: RunReview?
        var forecast: RunForecast?
        var contributions: RunContributions?
        var prediction: StepwisePrediction?

        /// - Complexity: that of an evaluation where all examples are looked at.
        init(_ wanted: Wanted, of subject: ReviewSubject, _ material: Material, example: Int, _ step: Int, _ isFinal: Bool) {
            let (model, data) = (material.model, material.data)
            if wanted.all {
                review = (try? RunReview(of: model, data, step: step, isFinal: isFinal)) ?? RunReview(step: step, isFinal: isFinal)
            }
            guard wanted.example else { return }
            switch subject {
            case .all: break
            case .example:
                prediction = try? StepwisePredictor(model, data).prediction(example: example)
                prediction?.trainingStep = step
            case .forecast: forecast = RunForecast(of: model, data, example: example, step: step, isFinal: isFinal)
            case .contributions(let place):
                contributions = RunContributions(of: model, data, example: example, place: place, step: step, isFinal: isFinal)
            }
        }
    }
}

extension RunReviewer.State {
    fileprivate func wanted(
        _ subject: ReviewSubject, example: Int, prediction: StepwisePrediction?, _ step: Int, _ isFinal: Bool
    ) -> RunReviewer.Wanted {
        var wanted = RunReviewer.Wanted(all: false, example: false, isElsewhere: false)
        wanted.all = subject.needsAll && review.map { $0.step != step || $0.isFinal != isFinal } ?? true
        switch subject {
        case .all: break
        case .example:
            wanted.isElsewhere = prediction?.example != example
            wanted.example = wanted.isElsewhere || prediction?.trainingStep != step
        case .forecast:
            wanted.isElsewhere = forecast?.example != example
            wanted.example = wanted.isElsewhere || forecast?.step != step || forecast?.isFinal != isFinal
        case .contributions(let place):
            wanted.isElsewhere = contributions?.example != example || contributions?.place != place
            wanted.example = wanted.isElsewhere || contributions?.step != step || contributions?.isFinal != isFinal
        }
        return wanted
    }

    fileprivate mutating func take(_ found: RunReviewer.Found) {
        if let review = found.review { self.review = review }
        if let forecast = found.forecast { self.forecast = forecast }
        if let contributions = found.contributions { self.contributions = contributions }
        if let prediction = found.prediction { self.prediction = prediction }
    }
}
