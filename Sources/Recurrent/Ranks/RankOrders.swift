/// Orders to a run from users at one of its ranks, or from signals there: they are carried out at all ranks, before the same step.
struct RankOrders: Sendable, Equatable {
    var isPaused = false
    var wantsStop = false
    var wantsSuspension = false
    /// The learning rate from the next step on; nil for no change.
    var learningRate: Float?

    /// The number of words in a message with orders.
    static let count = 2

    /// The orders as a message.
    var encoded: [UInt64] {
        let flags = (isPaused ? 1 : 0) | (wantsStop ? 2 : 0) | (wantsSuspension ? 4 : 0) | (learningRate == nil ? 0 : 8)
        return [UInt64(flags), UInt64((learningRate ?? 0).bitPattern)]
    }

    init(isPaused: Bool = false, wantsStop: Bool = false, wantsSuspension: Bool = false, learningRate: Float? = nil) {
        (self.isPaused, self.wantsStop) = (isPaused, wantsStop)
        (self.wantsSuspension, self.learningRate) = (wantsSuspension, learningRate)
    }

    /// Combines the orders of all ranks; of several learning rates, that of the lowest rank applies.
    init(all messages: some Collection<ArraySlice<UInt64>>) {
        for message in messages {
            guard let flags = message.first, let rate = message.last else { continue }
            isPaused = isPaused || flags & 1 != 0
            wantsStop = wantsStop || flags & 2 != 0
            wantsSuspension = wantsSuspension || flags & 4 != 0
            if flags & 8 != 0, learningRate == nil { learningRate = Float(bitPattern: UInt32(truncatingIfNeeded: rate)) }
        }
    }
}
