import CellLanguage
import Recurrent
import TextFormatting

/// Trains networks one after another in one cell, each in sight of the user, and prints the table of those that have come to their end.
///
/// Each run is kept in the session's store like any other: a cell that is cut off and run again goes on where it was.
struct TrialRunner {
    /// A training to be made.
    struct Plan {
        /// What is set for it, in the order of the set's settings.
        var values: [Value]
        var call: TrainingCall
    }

    let cell: RunningCell
    /// Ends trials early; nil for all to their end.
    var halving: SuccessiveHalving?

    /// Trains all, unless the user ends the cell.
    ///
    /// - Returns: those that have come to their end.
    /// - Throws: `CellError` where one cannot be trained, or was changed by hand, which no cell can say.
    func train(_ plans: [Plan], into empty: RunSet) throws(CellError) -> RunSet {
        var runs = empty
        var isShown = false
        var problem: String?
        for (index, plan) in plans.enumerated() {
            guard !cell.isInterrupted else { break }
            show(runs, &isShown, remark: "\(runs.name): \(index + 1) of \(plans.count)" + settings(runs, plan))
            let ending = Flag()
            let name = "\(runs.name) \(index + 1) of \(plans.count)"
            var call = plan.call
            call.log = call.log.map { "\($0)/\(index + 1)" }
            let run = try call.train(
                name, in: cell, from: kept(of: plan),
                onEpoch: { [cell, halving, plan] epoch in
                    guard let halving, epoch.epoch < plan.call.plan.epochs, !halving.goesOn(after: epoch) else { return }
                    ending.raise()
                    cell.endTraining()
                }, onProblem: { problem = problem ?? $0 })
            let isWhole = run.changes == plan.call.changes
            switch run.snapshot.phase {
            case .suspended:
                cell.cutShort()
                return runs
            case .stopped where !isWhole && !ending.isRaised:
                cell.cutShort()
                show(runs, &isShown, remark: "stopped in \(name)")
                return runs
            case .finished where !isWhole:
                throw CellError(
                    .told(
                        "\(name) was changed while it trained, which this cell cannot record; run the cell again, and it goes on from here")
                )
            case .stopped, .finished, .failed, .waiting, .running, .paused, .evaluating: break
            }
            runs.trials.append(RunSet.Trial(values: plan.values, run: run, isEndedEarly: ending.isRaised))
        }
        if cell.isInterrupted { cell.cutShort() }
        show(runs, &isShown, remark: nil)
        if let problem { cell.print(.text("log: " + problem)) }
        return runs
    }

    /// What an earlier try of the trial came to, where it would have come to the same now; nil for none.
    private func kept(of plan: Plan) -> Checkpoint? {
        guard let halving else { return plan.call.kept(in: cell) }
        if let end = plan.call.keptEnd(after: halving.rungs, in: cell), halving.end(of: end.history) == end.history.count - 1 { return end }
        guard let kept = plan.call.kept(in: cell), let end = halving.end(of: kept.history) else { return plan.call.kept(in: cell) }
        return end == kept.history.count - 1 && !kept.isEnd ? kept : nil
    }

    private func settings(_ runs: RunSet, _ plan: Plan) -> String {
        let texts = zip(runs.settings, plan.values).map { "\($0) \($1.written)" }
        return texts.isEmpty ? "" : ", " + texts.joined(separator: ", ")
    }

    private func show(_ runs: RunSet, _ isShown: inout Bool, remark: String?) {
        let block = OutputBlock.runs(RunTable(runs, remark: remark))
        if isShown { cell.replaceLast(with: block) } else { cell.print(block) }
        isShown = true
    }
}
