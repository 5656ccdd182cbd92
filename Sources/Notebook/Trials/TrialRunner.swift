import CellLanguage
import Recurrent

/// Trains networks in one cell, in sight of the user, and prints the table of those that have come to their end. Small ones are trained side by side,
/// each on a share of the cores; that changes no bit of them.
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
    /// Ends trials early, by what those before came to, so that these have to have ended; nil for all to their end.
    var halving: SuccessiveHalving?
    /// How many threads compute in all.
    var threads = Processor.threads

    /// Trains all, unless the user ends the cell.
    ///
    /// - Returns: those that have come to their end.
    /// - Throws: `CellError` where one cannot be trained, or was changed by hand, which no cell can say.
    func train(_ plans: [Plan], into empty: RunSet) throws(CellError) -> RunSet {
        let board = TrialBoard(plans, empty, cell)
        if let ranks = cell.runs.ranks, cell.runs.groups > 1 {
            takeTrials(board, ranks, groups: cell.runs.groups)
            return try board.finish()
        }
        let width = width(of: plans)
        if width > 1 {
            cell.sideBySide(width) { takeTrials(board, threads: max(1, threads / width)) }
        } else {
            takeTrials(board, threads: threads)
        }
        return try board.finish()
    }

    /// How many trials are trained at once. A network that is large uses all cores by itself, and needs their caches.
    func width(of plans: [Plan]) -> Int {
        // Ranks have to meet in the same run.
        guard cell.runs.ranks == nil else { return 1 }
        let demands = plans.map(\.call.memoryDemand)
        guard halving == nil, demands.allSatisfy({ $0.map { $0.weights < Self.smallWeights } ?? false }) else { return 1 }
        let largest = demands.compactMap(\.self).sorted { $0.bytes > $1.bytes }
        return (1...max(1, min(plans.count, threads))).last { MemoryDemand.fit(largest.prefix($0)) } ?? 1
    }

    /// Bytes of weights and what belongs to them, up to which a network is small.
    private static let smallWeights = 64e6

    /// Trains one trial after another, until there is none left or the board is over.
    private func takeTrials(_ board: TrialBoard, threads: Int) {
        while !cell.isInterrupted, let (index, plan, name) = board.next() {
            do throws(CellError) {
                board.end(index, try train(plan, index, name, threads, board, from: kept(of: plan)))
            } catch {
                board.fail(error)
            }
        }
    }

    /// - Parameters:
    ///   - kept: what an earlier try came to; nil for the beginning.
    ///   - share: which of the ranks train it, where these are not all.
    ///   - goesOn: whether a trial goes on after an epoch; nil for what `halving` says.
    func train(
        _ plan: Plan, _ index: Int, _ name: String, _ threads: Int, _ board: TrialBoard, from kept: Checkpoint?,
        among share: TrialShare? = nil, goesOn: (@Sendable (EpochResult) -> Bool)? = nil
    ) throws(CellError) -> RunSet.Trial? {
        let ending = Flag()
        let goesOn = goesOn ?? { [halving] epoch in halving?.goesOn(after: epoch) ?? true }
        var call = plan.call
        call.log = call.log.map { "\($0)/\(index + 1)" }
        let epochs = plan.call.plan.epochs
        let run = try call.train(
            name, in: cell, from: kept, threads: threads, among: share,
            onBegin: { if board.isOver { cell.endTraining() } },
            onEpoch: { [cell] epoch in
                guard epoch.epoch < epochs, !goesOn(epoch) else { return }
                ending.raise()
                cell.endTraining()
            }, onProblem: board.note)
        let isWhole = run.changes == plan.call.changes
        switch run.snapshot.phase {
        case .suspended:
            cell.cutShort()
            return nil
        case .stopped where board.isOver: return nil
        case .stopped where !isWhole && !ending.isRaised:
            cell.cutShort()
            board.stop("stopped in \(name)")
            return nil
        case .finished where !isWhole:
            throw CellError(
                .told("\(name) was changed while it trained, which this cell cannot record; run the cell again to continue from here."))
        case .stopped, .finished, .failed, .waiting, .running, .paused, .evaluating:
            return RunSet.Trial(values: plan.values, run: run, isEndedEarly: ending.isRaised)
        }
    }

    /// What an earlier try of the trial came to, where it would have come to the same now; nil for none.
    private func kept(of plan: Plan) -> Checkpoint? {
        guard let halving else { return plan.call.kept(in: cell) }
        if let end = plan.call.keptEnd(after: halving.rungs, in: cell), halving.end(of: end.history) == end.history.count - 1 { return end }
        guard let kept = plan.call.kept(in: cell), let end = halving.end(of: kept.history) else { return plan.call.kept(in: cell) }
        return end == kept.history.count - 1 && !kept.isEnd ? kept : nil
    }
}
