import CellLanguage
import Recurrent
import Synchronization

/// Trials that are trained by several threads: which come next, which are at work, and what the others came to. It prints their table.
final class TrialBoard: Sendable {
    private let plans: [TrialRunner.Plan]
    private let empty: RunSet
    private let cell: RunningCell
    private let state = Mutex(State())

    private struct State {
        var next = 0
        /// The trials at work, by their place.
        var working: Set<Int> = []
        var ended: [Int: RunSet.Trial] = [:]
        /// Why no other trial begins, where one was stopped by hand.
        var remark: String?
        var error: CellError?
        /// What is to be said of a log.
        var problem: String?
        var isShown = false

        var isOver: Bool { remark != nil || error != nil }
    }

    init(_ plans: [TrialRunner.Plan], _ empty: RunSet, _ cell: RunningCell) {
        (self.plans, self.empty, self.cell) = (plans, empty, cell)
    }

    /// Takes the next trial, with its place and what its run is called; nil where there is none left, or no other is to begin.
    func next() -> (Int, TrialRunner.Plan, name: String)? {
        state.withLock { state in
            guard state.next < plans.count, !state.isOver else { return nil }
            let index = state.next
            state.next += 1
            state.working.insert(index)
            show(&state)
            return (index, plans[index], "\(empty.name) \(index + 1) of \(plans.count)")
        }
    }

    /// Whether no other trial is to begin, and those at work are to end.
    var isOver: Bool { state.withLock { $0.isOver } }

    /// Takes what a trial came to; nil where it has no end of its own.
    func end(_ index: Int, _ trial: RunSet.Trial?) {
        state.withLock { state in
            state.working.remove(index)
            state.ended[index] = trial
            if !state.working.isEmpty { show(&state) }
        }
    }

    /// Lets no other trial begin, since the user has stopped one; those at work are ended, too.
    func stop(_ remark: String) {
        state.withLock { $0.remark = $0.remark ?? remark }
        cell.endTraining()
    }

    /// Lets no other trial begin, since one cannot be trained.
    func fail(_ error: CellError) {
        state.withLock { $0.error = $0.error ?? error }
        cell.endTraining()
    }

    /// Takes what is to be said of a log that cannot be written.
    func note(_ problem: String) {
        state.withLock { $0.problem = $0.problem ?? problem }
    }

    /// Prints what all came to.
    ///
    /// - Throws: `CellError` where one could not be trained.
    func finish() throws(CellError) -> RunSet {
        let (result, error) = state.withLock { state -> (RunSet, CellError?) in
            state.working = []
            if state.error == nil, !cell.isSuspended { show(&state) }
            if let problem = state.problem { cell.print(.text("log: " + problem)) }
            return (runs(state), state.error)
        }
        if let error { throw error }
        if cell.isInterrupted { cell.cutShort() }
        return result
    }

    /// Those that have come to their end, in the order of the plans.
    private func runs(_ state: borrowing State) -> RunSet {
        var runs = empty
        runs.trials = state.ended.sorted { $0.key < $1.key }.map(\.value)
        return runs
    }

    private func show(_ state: inout State) {
        let block = OutputBlock.runs(RunTable(runs(state), remark: state.remark ?? remark(state.working.sorted())))
        if state.isShown { cell.replaceLast(with: block) } else { cell.print(block) }
        state.isShown = true
    }

    /// Which trials are at work, a line each; nil for none.
    private func remark(_ working: [Int]) -> String? {
        guard !working.isEmpty else { return nil }
        let lines = working.map { index -> String in
            let settings = zip(empty.settings, plans[index].values).map { name, value in "\(name) \(value.written)" }
            return (["\(empty.name): \(index + 1) of \(plans.count)"] + settings).joined(separator: ", ")
        }
        return lines.joined(separator: "\n")
    }
}
