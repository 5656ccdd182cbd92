import Recurrent
import Synchronization

/// Which trials are worth going on with: at a few epochs, each so many times as late as the one before, a trial goes on only if it is among the best part of those
/// that have come there.
///
/// Source: the stopping form of asynchronous successive halving, L. Li et al., "A System for Massively Parallel Hyperparameter Tuning", 2020.
final class SuccessiveHalving: Sendable {
    /// One of so many trials goes on.
    private let factor: Int
    /// Epochs after which trials are compared.
    private let rungs: [Int]
    /// Losses of the trials that came to each rung.
    private let losses: Mutex<[Int: [Double]]>

    /// - Parameters:
    ///   - factor: 2 or more.
    ///   - epochs: of a whole trial.
    init(factor: Int, epochs: Int) {
        self.factor = factor
        var rungs: [Int] = []
        var rung = epochs / factor
        while rung >= 1 {
            rungs.append(rung)
            rung /= factor
        }
        self.rungs = rungs
        losses = Mutex([:])
    }

    /// Takes note of an epoch of a trial.
    ///
    /// - Returns: whether the trial goes on.
    func goesOn(after epoch: EpochResult) -> Bool {
        guard rungs.contains(epoch.epoch) else { return true }
        let given = epoch.test?.loss ?? epoch.trainLoss
        let loss = given.isFinite ? given : .infinity
        return losses.withLock { losses in
            losses[epoch.epoch, default: []].append(loss)
            let all = losses[epoch.epoch] ?? []
            guard all.count >= factor else { return true }
            return all.count { $0 < loss } < all.count / factor
        }
    }
}
