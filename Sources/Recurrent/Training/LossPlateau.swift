/// How often a loss has come to a plateau, and how far it is from the next.
struct LossPlateau: Sendable, Codable, Equatable {
    /// How often so many epochs as there is patience for have not made the loss less.
    private(set) var count = 0
    private var least = Double.greatestFiniteMagnitude
    private var epochsWithoutLess = 0

    /// Takes note of an epoch's loss.
    mutating func note(_ loss: Double, patience: Int) {
        if loss < least {
            (least, epochsWithoutLess) = (loss, 0)
            return
        }
        epochsWithoutLess += 1
        if epochsWithoutLess >= patience { (count, epochsWithoutLess) = (count + 1, 0) }
    }

    /// Whether this can have come of so many epochs.
    func isSound(epochs: Int) -> Bool { 0...epochs ~= count && 0...epochs ~= epochsWithoutLess && !least.isNaN }
}
