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
    let rungs: [Int]
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
    func goesOn(after epoch: EpochResult) -> Bool { goesOn(after: epoch.epoch, loss: epoch.comparedLoss) }

    /// Takes note of the loss of a trial after an epoch.
    ///
    /// - Returns: whether the trial goes on.
    func goesOn(after epoch: Int, loss: Double) -> Bool {
        guard rungs.contains(epoch) else { return true }
        return losses.withLock { losses in
            defer { losses[epoch, default: []].append(loss) }
            return isWorthwhile(loss, among: losses[epoch] ?? [])
        }
    }

    /// The first of these epochs with which the trial that has gone through them would end; nil where it goes on.
    func end(of epochs: [EpochResult]) -> Int? {
        losses.withLock { losses in
            epochs.firstIndex { rungs.contains($0.epoch) && !isWorthwhile($0.comparedLoss, among: losses[$0.epoch] ?? []) }
        }
    }

    private func isWorthwhile(_ loss: Double, among others: [Double]) -> Bool {
        let count = others.count + 1
        return count < factor || others.count { $0 < loss } < count / factor
    }
}

extension EpochResult {
    /// The loss that trials are compared by: the less the better.
    var comparedLoss: Double {
        let loss = test?.loss ?? trainLoss
        return loss.isFinite ? loss : .infinity
    }
}
