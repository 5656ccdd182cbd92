/// The results of the epochs of a run, in bounded memory.
///
/// Confusion and error by step are kept only for the latest and the best epoch. Beyond `capacity` epochs, every second epoch is kept, then
/// every fourth and so on, and always the latest and the best.
struct EpochHistory: Sendable, Equatable, Codable {
    /// The greatest number of epochs kept.
    static let capacity = 2000

    /// Ordered by epoch.
    private(set) var results: [EpochResult] = []
    /// The epoch with the lowest test loss, counted from 1, and that loss.
    private(set) var best: Int?
    private(set) var leastLoss = Double.infinity
    /// Epochs that are multiples of this number are kept.
    private(set) var spacing = 1

    /// Adds the epoch that has just ended.
    ///
    /// - Returns: whether it is the best so far.
    @discardableResult
    mutating func append(_ result: EpochResult) -> Bool {
        let isBest = result.test.map { $0.loss < leastLoss } ?? false
        let last = results.count - 1
        if isBest, let place = results.firstIndex(where: { $0.epoch == best }), place != last { results[place].forgetDetails() }
        if let loss = result.test?.loss, isBest { (best, leastLoss) = (result.epoch, loss) }
        if last >= 0, results[last].epoch != best { results[last].forgetDetails() }
        if last >= 0, !isKept(results[last]) { results.removeLast() }
        if results.count >= Self.capacity - 1 {
            spacing *= 2
            results = results.filter(isKept)
        }
        results.append(result)
        return isBest
    }

    /// Forgets which epoch is the best: later epochs are tested on other data, or the weights of the best are missing.
    mutating func forgetBest() { (best, leastLoss) = (nil, .infinity) }

    /// Removes the last epoch if its test loss is not finite.
    mutating func dropFailedEpoch() {
        guard let loss = results.last?.test?.loss, !loss.isFinite else { return }
        results.removeLast()
    }

    private func isKept(_ result: EpochResult) -> Bool { result.epoch % spacing == 0 || result.epoch == best }
}

extension EpochResult {
    fileprivate mutating func forgetDetails() { test?.forgetDetails() }
}
