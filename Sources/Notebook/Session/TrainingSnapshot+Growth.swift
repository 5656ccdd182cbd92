import Recurrent
import TextFormatting

extension TrainingSnapshot {
    /// From so many times the loss of the first steps on, that of the last epoch is worth a word.
    private static let greatGrowth = 3.0

    /// The loss of the first steps and that of the last epoch, of a run that has unlearned more than it learned by its end; nil for any other.
    var growth: (from: Double, to: Double)? {
        guard phase == .finished, let first = losses.bins.first?.mean, first > 0, let last = history.last?.trainLoss,
            last > Self.greatGrowth * first
        else { return nil }
        return (first, last)
    }

    /// What is said of such a run.
    var growthWarning: String? {
        guard let growth else { return nil }
        let (from, to) = (Figures.loss(growth.from), Figures.loss(growth.to))
        return "The loss grew from \(from) to \(to): a smaller learning rate, or `clip:`, may help."
    }
}
