/// What a run is told to do, at this rank or another.
struct RunOrders {
    private let mailbox: RunMailbox
    private let ranks: RankGroup?
    /// What all ranks were told with the latest step, until it is done; nil before.
    private var agreed: RankOrders?
    private var asksAgain = true

    init(_ mailbox: RunMailbox, _ ranks: RankGroup?) {
        (self.mailbox, self.ranks) = (mailbox, ranks)
    }

    /// Has ranks ask one another once more: whoever looked at an epoch may have said that it was the last.
    mutating func askAgain() { asksAgain = true }

    /// Takes what all ranks have agreed on in a step.
    mutating func take(_ agreed: RankOrders?) { self.agreed = agreed }

    /// What the run is told before a step; nil where a rank does not answer.
    mutating func next(step: Int) -> RankOrders? {
        guard let ranks else { return own() }
        ranks.note(step: step)
        let before = agreed
        agreed = nil
        if let before, !asksAgain { return before }
        guard var told = try? ranks.agree(own()) else { return nil }
        asksAgain = false
        // A rate is told once.
        told.learningRate = told.learningRate ?? before?.learningRate
        return told
    }

    /// What the run is told here.
    func own() -> RankOrders {
        mailbox.orders.withLock { orders in
            defer { orders.learningRate = nil }
            return RankOrders(
                isPaused: orders.isPaused, wantsStop: orders.wantsStop,
                wantsSuspension: orders.wantsSuspension || ranks?.isSuspensionRequested ?? false, learningRate: orders.learningRate)
        }
    }
}
