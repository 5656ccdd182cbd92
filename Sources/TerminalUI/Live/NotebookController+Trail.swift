import Notebook
import TextFormatting

/// What is wrong, one example after another.
extension NotebookController {
    /// Asks for what the view shows of all examples, and goes on where that was waited for.
    mutating func followReview() {
        followMove()
        let view = model.view.shown(of: shownRun)
        let subject = view.subject(at: model.step) ?? (model.trail?.awaited == nil ? nil : .all)
        if let subject { manager.lookAgain(at: subject, of: shownNumber) }
        if let direction = model.trail?.awaited, review != nil || shownRun?.reviewProblem != nil { go(direction) }
    }

    /// Says what another example of a run of before waits for, or why there is none.
    private mutating func followMove() {
        guard let awaited = model.awaited, let run = shownRun else { return }
        if let problem = run.reviewProblem {
            (model.message, model.awaited) = (problem, nil)
        } else if run.awaitsExample {
            let text = run.reviewNotice ?? awaited
            (model.message, model.awaited) = (text, text)
        } else {
            if model.message == awaited { model.message = nil }
            model.awaited = nil
        }
    }

    /// Which of the runs is shown; nil where it has no number.
    var shownNumber: Int? { shownRun.flatMap { $0.number > 0 ? $0.number : nil } }

    /// What was found of the shown run, as it is now or, while it trains, was a little while ago.
    private var review: RunReview? {
        guard let run = shownRun, let review = run.review, !run.isOver || review.isFinal else { return nil }
        return review
    }

    /// Goes to the next example that is wrong; of the cell of the confusion matrix that is selected where one is.
    mutating func goToWrong() {
        if model.view.shown(of: shownRun) == .confusion, let pair = model.pair { return goThrough(pair) }
        if model.trail == nil { model.trail = ExampleTrail(kind: .wrong) }
        go(1)
    }

    /// Shows the first example of a cell of the confusion matrix; those after it are the next ones.
    mutating func goThrough(_ pair: RunReview.ClassPair) {
        (model.pair, model.trail) = (pair, ExampleTrail(kind: .pair(pair)))
        go(1)
    }

    /// Watches the next example, or the one before: among those that are gone through where they are of one cell.
    mutating func goOn(_ direction: Int) {
        if case .pair? = model.trail?.kind { return go(direction) }
        guard shownRun?.watchableExamples != 1 else {
            model.message = "There is a single example to look at."
            return
        }
        if direction > 0 { manager.nextExample(of: shownNumber) } else { manager.previousExample(of: shownNumber) }
        if shownRun.map({ $0.awaitsExample || $0.reviewProblem != nil }) ?? false { model.awaited = "The example is being read." }
    }

    /// All examples are gone through again, one after another.
    mutating func leaveTrail() { (model.trail, model.pair) = (nil, nil) }

    /// Shows another view.
    mutating func show(_ view: LivePanel.View) {
        model.view = view
        leaveTrail()
    }

    private mutating func go(_ direction: Int) {
        guard var trail = model.trail, let run = shownRun else {
            (model.trail, model.message) = (nil, "No run is shown.")
            return
        }
        if let problem = run.reviewProblem {
            (model.trail, model.message) = (nil, problem)
            return manager.lookAgain(of: shownNumber)
        }
        guard run.isReviewable else {
            model.trail = nil
            model.message = "The examples of this run can be shown once it has been trained here."
            return
        }
        guard run.step > 0 else {
            (model.trail, model.message) = (nil, "Nothing has been learned yet.")
            return
        }
        guard let review else {
            trail.awaited = direction
            (model.trail, model.message) = (trail, "All examples are being read.")
            manager.lookAgain(of: shownNumber)
            return
        }
        trail.awaited = nil
        let answers = trail.answers(review)
        guard !answers.isEmpty else {
            model.trail = nil
            model.message = none(trail, review, run)
            return
        }
        let count = answers.count
        let place = trail.place.map { ($0 + direction + count) % count } ?? 0
        let answer = answers[place % count]
        trail.place = place % count
        model.trail = trail
        manager.watch(example: answer.sequence, of: shownNumber)
        model.step = answer.step
        // What tells nothing of an example gives way to it.
        switch model.view.shown(of: run) {
        case .confusion, .gradients, .errorByStep, .epochs, .loss: model.view = .example
        case .example, .activity, .scatter, .residuals, .forecast, .contributions: break
        }
        model.message = told(answer, place % count, of: count, trail, run)
    }

    private func told(_ answer: RunReview.Answer, _ place: Int, of count: Int, _ trail: ExampleTrail, _ run: LiveRun) -> String {
        let name = run.exampleName(answer.sequence) + (answer.step.map { ", step \(Figures.grouped($0 + 1))" } ?? "")
        let number = "\(Figures.grouped(place + 1)) of \(Figures.grouped(count))"
        if case .pair(let pair) = trail.kind { return "\(name): \(number) \(Self.words(pair, run.classNames))." }
        let loss = Figures.plain(Figures.significant(answer.loss, digits: 3))
        guard let pair = answer.classes else {
            return run.showsValues ? "\(name): off by \(loss), \(number), the worst first." : "\(name): wrong, \(number), the worst first."
        }
        return "\(name): \(run.classNames[checked: pair.truth]) was taken for \(run.classNames[checked: pair.said]), loss \(loss), "
            + "\(number) wrong ones, the worst first."
    }

    private func none(_ trail: ExampleTrail, _ review: RunReview, _ run: LiveRun) -> String {
        switch trail.kind {
        case .wrong:
            return review.answers.isEmpty ? "There are no examples to go through one by one here." : "Nothing is wrong."
        case .pair(let pair):
            return "With the weights after step \(Figures.grouped(review.step)) there is no example \(Self.words(pair, run.classNames))."
        }
    }

    /// Such as `that is 4 and was taken for 9`.
    private static func words(_ pair: RunReview.ClassPair, _ names: [String]) -> String {
        let truth = names[checked: pair.truth]
        return pair.truth == pair.said
            ? "where \(truth) was predicted and is true" : "where \(truth) was taken for \(names[checked: pair.said])"
    }

    /// Selects the next pair of classes that is confused, the one that is most often first.
    mutating func movePair(_ direction: Int) {
        guard let chart = shownRun?.confusionChart, !chart.pairs.isEmpty else {
            model.message = "No class is mistaken for another."
            return
        }
        let pairs = chart.pairs.map { RunReview.ClassPair(truth: $0.row, said: $0.column) }
        let place = model.pair.flatMap(pairs.firstIndex(of:)).map { ($0 + direction + pairs.count) % pairs.count }
        let pair = pairs[place ?? (direction > 0 ? 0 : pairs.count - 1)]
        model.pair = pair
        let count = chart.counts[pair.truth * chart.names.count + pair.said]
        let key = model.keys.sequences(of: "wrong", in: mode).first?.name ?? ":wrong"
        model.message =
            "\(chart.names[checked: pair.truth]) was taken for \(chart.names[checked: pair.said]): "
            + "\(Figures.count(count, "time")); \(key) shows the examples."
    }
}

extension [String] {
    /// The name at a place; a question mark where there is none.
    fileprivate subscript(checked place: Int) -> String { indices.contains(place) ? self[place].visible : "?" }
}
