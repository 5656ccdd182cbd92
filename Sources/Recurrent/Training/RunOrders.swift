/// The orders to a run, at this rank or another.
struct RunOrders {
    private let mailbox: RunMailbox
    private let ranks: RankGroup?
    /// The orders that all ranks agreed on in the latest step, until they are carried out; nil before.
    private var agreed: RankOrders?
    private var asksAgain = true

    init(_ mailbox: RunMailbox, _ ranks: RankGroup?) {
        (self.mailbox, self.ranks) = (mailbox, ranks)
    }

    /// Makes the ranks agree once more: whoever received the end of an epoch may have made it the last.
    mutating func askAgain() { asksAgain = true }

    /// Takes the orders that all ranks agreed on in a step.
    mutating func take(_ agreed: RankOrders?) { self.agreed = agreed }

    /// The orders before a step; nil if a rank does not respond.
    mutating func next(step: Int) -> RankOrders? {
        guard let ranks else { return own() }
        ranks.note(step: step)
        let before = agreed
        agreed = nil
        if let before, !asksAgain { return before }
        guard var told = try? ranks.agree(own()) else { return nil }
        asksAgain = false
        // A rate is handed over only once, so one that was agreed on before is kept.
        told.learningRate = told.learningRate ?? before?.learningRate
        return told
    }

    /// The orders given at this rank.
    func own() -> RankOrders {
        mailbox.orders.withLock { orders in
            defer { orders.learningRate = nil }
            return RankOrders(
                isPaused: orders.isPaused, wantsStop: orders.wantsStop,
                wantsSuspension: orders.wantsSuspension || ranks?.isSuspensionRequested ?? false, learningRate: orders.learningRate)
        }
    }
}
