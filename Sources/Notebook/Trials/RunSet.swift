import CellLanguage
import Recurrent

/// Runs that were trained under settings of their own, to choose among them or to see how far chance goes.
struct RunSet: Sendable {
    /// What the runs differ in.
    enum Purpose: Sendable {
        /// Seeds or folds: figures are summed up.
        case spread
        /// Settings that were tried: the best comes first.
        case choice
    }

    /// One of the runs.
    struct Trial: Sendable {
        /// What was set for it, in the order of `RunSet.settings`.
        var values: [Value]
        var run: TrainedRun
        /// Whether it was ended early for want of hope.
        var isEndedEarly = false
    }

    /// What the runs are called together.
    let name: String
    let purpose: Purpose
    /// Names of what the runs differ in.
    let settings: [String]
    /// In the order in which they were trained.
    var trials: [Trial] = []

    /// The run with the least score; of equal ones the first. Of those that were ended early only where there is no other.
    var best: Trial? { bestPlace.map { trials[$0] } }

    /// Where that is.
    var bestPlace: Int? {
        let scored = trials.indices.filter { trials[$0].run.score != nil }
        let whole = scored.filter { !trials[$0].isEndedEarly }
        return (whole.isEmpty ? scored : whole).min { trials[$0].run.score ?? 0 < trials[$1].run.score ?? 0 }
    }

    /// Scores of all runs that have one.
    var scores: [Double] { trials.compactMap(\.run.score) }

    /// The mean of the scores; nil where there are none.
    var mean: Double? { Self.mean(scores) }

    /// How far scores are from their mean; nil for fewer than two.
    var deviation: Double? { Self.deviation(scores) }

    static func mean(_ numbers: [Double]) -> Double? {
        numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
    }

    /// The standard deviation of a sample: the sum of squares is divided by one less than there are.
    static func deviation(_ numbers: [Double]) -> Double? {
        guard numbers.count > 1, let mean = mean(numbers) else { return nil }
        return (numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count - 1)).squareRoot()
    }
}

extension RunSet: IndexedObject {
    static let typeDescription = TypeDescription("runs to choose among", example: "repeat(train(net, data), seeds: 3)")

    var written: String {
        let figure = mean.map { ", mean \(scoreWord) \(RunTable.figure($0, isShare: countsErrors))" } ?? ""
        return "\(trials.count) runs\(figure)"
    }

    var count: Int { trials.count }

    func element(at index: Int) -> TrainedRun? { trials[index].run }

    func elements(_ range: Range<Int>) -> RunSet {
        RunSet(name: name, purpose: purpose, settings: settings, trials: Array(trials[range]))
    }

    /// Whether scores are shares of wrong classes.
    var countsErrors: Bool { trials.contains { $0.run.result?.test?.error != nil } }

    /// What the score is.
    var scoreWord: String {
        guard let run = trials.first?.run, run.result?.test != nil else { return "train loss" }
        return run.data.checkedPart.rawValue + (countsErrors ? " error" : " loss")
    }
}

extension RunSet: PrintedObject {
    /// Printed while the trials went on.
    var blocks: [OutputBlock] { [.runs(RunTable(self))] }
}

extension TrainedRun {
    /// The epoch whose weights the run gives, where it has kept the best, else the last.
    var result: EpochResult? {
        let history = snapshot.history
        guard end?.identity.plan.keepsBest ?? false else { return history.last }
        return history.filter { $0.test?.loss.isFinite ?? false }.min { $0.test?.loss ?? 0 < $1.test?.loss ?? 0 } ?? history.last
    }

    /// What runs are compared by, the less the better: the error in validation or testing, the loss there where nothing is right or wrong, the training loss where
    /// nothing is tested. Nil where it is no number.
    var score: Double? {
        let score = result.flatMap { $0.test.map { $0.error ?? $0.loss } ?? $0.trainLoss }
        return score.flatMap { $0.isFinite ? $0 : nil }
    }
}
