import Recurrent
import Synchronization

/// Successive halving among the trials that groups of ranks train side by side: those of a round are compared in their order once all have come to the same epoch, so that each is judged by the
/// very losses by which it is judged where one comes after another.
final class TrialComparison: Sendable {
    private let halving: SuccessiveHalving
    private let ranks: RankGroup
    private let parts: [Range<Int>]
    /// The place of this rank's trial in the round; that of none where its group has none.
    private let own: Int
    private let state = Mutex(State())

    private struct State {
        /// Epochs that have been compared.
        var compared = 0
        /// Of each trial of the round, by the epoch, whether it goes on.
        var decisions: [Int: [Int: Bool]] = [:]
        /// Whether nothing is compared any more, since all are to end.
        var isOver = false
    }

    /// What a trial tells at an epoch where trials are compared.
    private enum Message {
        case nothing
        case loss(Double)
        /// It was cut off, and is to go on later.
        case cut

        var encoded: [UInt64] {
            switch self {
            case .nothing: [0, 0]
            case .loss(let loss): [1, loss.bitPattern]
            case .cut: [2, 0]
            }
        }

        init(_ numbers: [UInt64]) {
            switch numbers.first {
            case 1: self = .loss(Double(bitPattern: numbers.last ?? 0))
            case 2: self = .cut
            default: self = .nothing
            }
        }
    }

    /// - Parameters:
    ///   - ranks: all of them.
    ///   - parts: those of each group.
    ///   - own: which of the groups this rank is of.
    init(_ halving: SuccessiveHalving, _ ranks: RankGroup, _ parts: [Range<Int>], own: Int) {
        (self.halving, self.ranks, self.parts, self.own) = (halving, ranks, parts, own)
    }

    /// Epochs after which trials are compared, the first of them first.
    private var rungs: [Int] { halving.rungs.sorted() }

    /// Whether this rank's trial goes on after an epoch; waits for the others where trials are compared there.
    func goesOn(after epoch: EpochResult) -> Bool {
        guard rungs.contains(epoch.epoch) else { return true }
        if let known = state.withLock({ $0.decisions[own]?[epoch.epoch] }) { return known }
        // A trial that goes on from a run may have begun after the first of them.
        while let next = nextRung, next < epoch.epoch { compare(.nothing) }
        if nextRung == epoch.epoch { compare(.loss(epoch.comparedLoss)) }
        return decision(own, after: epoch)
    }

    /// Whether a trial of the round went on after an epoch.
    func decision(_ place: Int, after epoch: EpochResult) -> Bool {
        state.withLock { $0.decisions[place]?[epoch.epoch] ?? true }
    }

    /// Of two states that an earlier try of this rank's trial came to, the one from which it goes on as if it began now; nil for none.
    ///
    /// - Parameters:
    ///   - ended: at the end of an epoch where it was ended then.
    ///   - kept: another.
    func choose(_ ended: Checkpoint?, _ kept: Checkpoint?) -> Checkpoint? {
        let history = [ended, kept].compactMap { $0?.history }.max { $0.count < $1.count } ?? []
        guard let end = history.firstIndex(where: { !goesOn(after: $0) }) else { return kept }
        if let ended, ended.history.count - 1 == end { return ended }
        return kept.flatMap { $0.history.count - 1 == end && !$0.isEnd ? $0 : nil }
    }

    /// Goes through the comparisons that this rank's trial does not come to. To be called once at its end.
    ///
    /// - Parameter isCut: whether it was cut off.
    func finish(isCut: Bool) {
        while nextRung != nil { compare(isCut ? .cut : .nothing) }
    }

    /// The next epoch where trials are compared; nil for none.
    private var nextRung: Int? {
        state.withLock { state in state.isOver || state.compared == rungs.count ? nil : rungs[state.compared] }
    }

    private func compare(_ message: Message) {
        guard let rung = nextRung else { return }
        // The first rank of a group knows what its trial has come to.
        let all = try? ranks.tell(message.encoded)
        let told = parts.map { part in all.map { Message($0[part.lowerBound]) } ?? .cut }
        let isCut = told.contains { if case .cut = $0 { true } else { false } }
        state.withLock { state in
            state.compared += 1
            state.isOver = isCut
            guard !isCut else { return }
            for (place, message) in told.enumerated() {
                guard case .loss(let loss) = message else { continue }
                state.decisions[place, default: [:]][rung] = halving.goesOn(after: rung, loss: loss)
            }
        }
        // Nobody can be judged before all are there.
        if isCut { ranks.requestSuspension(hurries: false) }
    }
}
