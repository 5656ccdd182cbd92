import CellLanguage
import Recurrent

/// Trials side by side on groups of ranks.
extension TrialRunner {
    /// Trains trials round by round, in each of them one on each group; after a round all ranks have what its trials came to, and the first keeps it. Where some are ended early, those of a round
    /// wait for one another at the epochs where trials are compared.
    func takeTrials(_ board: TrialBoard, _ ranks: RankGroup, groups: Int) {
        let parts = ranks.parts(groups)
        let (part, own) = (ranks.part(of: parts), parts.firstIndex { $0.contains(ranks.rank) } ?? 0)
        while !cell.isInterrupted, !board.isOver {
            let round = parts.compactMap { _ in board.next() }
            guard !round.isEmpty else { return }
            let comparison = halving.map { TrialComparison($0, ranks, parts, own: own) }
            let kept = round.map { ($0.1.call.keptEnd(after: halving?.rungs ?? [], in: cell), $0.1.call.kept(in: cell)) }
            var (outcome, trial) = (Outcome.nothing, RunSet.Trial?.none)
            if own < round.count {
                let share = TrialShare(part, from: comparison.map { $0.choose(kept[own].0, kept[own].1) } ?? kept[own].1)
                (outcome, trial) = train(round[own], board, share, comparison)
            }
            comparison?.finish(isCut: own < round.count && outcome.isCut)
            for (place, next) in round.enumerated() {
                let message = place == own ? outcome.encoded : []
                let found = (try? ranks.share(message, of: parts[place].lowerBound)).map { Outcome($0) } ?? .nothing
                if place == own, trial != nil {
                    board.end(next.0, trial)
                } else {
                    take(found, of: next, board, ranks, comparison.map { ($0, place) })
                }
            }
            guard ranks.meet() else { return }
        }
    }

    /// What a trial came to, for ranks that have not trained it.
    private enum Outcome {
        case nothing
        case state(Checkpoint)
        case problem(String)

        init(_ bytes: [UInt8]) {
            let contents = Array(bytes.dropFirst())
            switch bytes.first {
            case 1: self = (try? Checkpoint(bytes: contents)).map { .state($0) } ?? .nothing
            case 2: self = .problem(String(decoding: contents, as: UTF8.self))
            default: self = .nothing
            }
        }

        /// Whether the trial has come to no end.
        var isCut: Bool {
            switch self {
            case .nothing: true
            case .state(let checkpoint): !checkpoint.isEnd
            case .problem: false
            }
        }

        var encoded: [UInt8] {
            switch self {
            case .nothing: []
            case .state(let checkpoint): (try? checkpoint.encoded()).map { [1] + $0 } ?? []
            case .problem(let sentence): [2] + Array(sentence.utf8)
            }
        }
    }

    private typealias Place = (Int, Plan, name: String)

    private func train(
        _ place: Place, _ board: TrialBoard, _ share: TrialShare, _ comparison: TrialComparison?
    ) -> (Outcome, RunSet.Trial?) {
        let (index, plan, name) = place
        do throws(CellError) {
            let goesOn = comparison.map { comparison in { @Sendable (epoch: EpochResult) in comparison.goesOn(after: epoch) } }
            let trial = try train(plan, index, name, threads, board, from: share.latest, among: share, goesOn: goesOn)
            return (share.latest.map { .state($0) } ?? .nothing, trial)
        } catch {
            return (.problem(error.problem.sentence), nil)
        }
    }

    /// Takes what a trial came to elsewhere.
    ///
    /// - Parameter comparison: by which some trials were ended early, and the place of this one in its round; nil for none.
    private func take(
        _ outcome: Outcome, of place: Place, _ board: TrialBoard, _ ranks: RankGroup, _ comparison: (TrialComparison, place: Int)?
    ) {
        let (index, plan, name) = place
        switch outcome {
        case .nothing:
            cell.cutShort()
            board.end(index, nil)
        case .problem(let sentence):
            board.end(index, nil)
            board.fail(CellError(.told(sentence)))
        case .state(let checkpoint):
            // A state that cannot be kept is computed again.
            if ranks.isFirst { try? plan.call.schedule(in: cell)?.write(checkpoint) }
            guard checkpoint.isEnd else {
                cell.cutShort()
                return board.end(index, nil)
            }
            do throws(CellError) {
                let goesOn = comparison.map { comparison, place in
                    { @Sendable (epoch: EpochResult) in comparison.decision(place, after: epoch) }
                }
                board.end(index, try train(plan, index, name, threads, board, from: checkpoint, goesOn: goesOn))
            } catch {
                board.fail(error)
            }
        }
    }
}
