/// How often a loss has reached a plateau, and how close it is to the next.
struct LossPlateau: Sendable, Codable, Equatable {
    /// The number of times that the loss has not decreased for `patience` epochs.
    private(set) var count = 0
    private var least = Double.greatestFiniteMagnitude
    private var epochsWithoutLess = 0

    /// Records an epoch's loss.
    mutating func note(_ loss: Double, patience: Int) {
        if loss < least {
            (least, epochsWithoutLess) = (loss, 0)
            return
        }
        epochsWithoutLess += 1
        if epochsWithoutLess >= patience { (count, epochsWithoutLess) = (count + 1, 0) }
    }

    /// Whether this can be the state after `epochs` epochs.
    func isSound(epochs: Int) -> Bool { 0...epochs ~= count && 0...epochs ~= epochsWithoutLess && !least.isNaN }
}
