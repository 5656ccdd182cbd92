import CellLanguage
import Recurrent
import TextFormatting

/// A line a run, and what they come to.
public struct RunTable: Sendable {
    let runs: RunSet
    /// What follows the table while runs are still to come; nil at the end.
    private let remark: String?

    init(_ runs: RunSet, remark: String? = nil) {
        (self.runs, self.remark) = (runs, remark)
    }

    /// The lines with `\n` between them.
    public var text: String {
        guard !runs.trials.isEmpty else { return remark ?? "no run has come to an end" }
        var table = TextTable(alignments: runs.settings.map { _ in .right } + columns.map { _ in .right } + [.left], rows: [])
        table.rows.append(runs.settings + columns.map(\.title) + [""])
        for trial in order {
            table.rows.append(trial.values.map(\.written) + columns.map { $0.text($0.number(trial.run)) } + [mark(trial)])
        }
        if runs.purpose == .spread, runs.count > 1 { table.rows += summary }
        return ([table.text] + [conclusion, remark].compactMap(\.self)).joined(separator: "\n")
    }

    /// A score as it is printed.
    static func figure(_ score: Double, isShare: Bool) -> String { isShare ? Figures.percent(score) : Figures.loss(score) }

    // MARK: Columns

    private struct Column {
        var title: String
        var number: (TrainedRun) -> Double?
        /// How a number is printed; empty for none.
        var text: (Double?) -> String
        /// Whether its mean says anything.
        var isSummedUp = true
    }

    private var columns: [Column] {
        let results = runs.trials.compactMap(\.run.result)
        let part = runs.trials.first?.run.data.checkedPart.rawValue ?? "test"
        func loss(_ number: Double?) -> String { number.map(Figures.loss) ?? "" }
        var columns = [
            Column(title: "epochs", number: { Double($0.snapshot.epoch) }, text: { $0.map { Figures.plain($0) } ?? "" }, isSummedUp: false),
            Column(title: "train loss", number: { $0.result?.trainLoss }, text: loss),
        ]
        if results.contains(where: { $0.test != nil }) {
            columns.append(Column(title: part + " loss", number: { $0.result?.test?.loss }, text: loss))
        }
        if results.contains(where: { $0.test?.error != nil }) {
            columns.append(
                Column(title: part + " error", number: { $0.result?.test?.error }, text: { $0.map { Figures.percent($0) } ?? "" }))
        }
        if results.contains(where: { $0.test?.r2 != nil }) {
            columns.append(Column(title: "R2", number: { $0.result?.test?.r2 }, text: { $0.map { Figures.fixed($0, 4) } ?? "" }))
        }
        return columns
    }

    // MARK: Lines

    /// The best first where they are to choose among, runs that were ended early last.
    private var order: [RunSet.Trial] {
        guard runs.purpose == .choice else { return runs.trials }
        func key(_ place: Int) -> (Int, Double, Int) {
            let trial = runs.trials[place]
            return (trial.isEndedEarly ? 1 : 0, trial.run.score ?? .infinity, place)
        }
        return runs.trials.indices.sorted { key($0) < key($1) }.map { runs.trials[$0] }
    }

    private func mark(_ trial: RunSet.Trial) -> String {
        if case .failed = trial.run.snapshot.phase { return "failed" }
        // A run that has unlearned more than it learned is not among the others without a word.
        let growth = trial.run.snapshot.growth == nil ? nil : "! loss grew"
        return [growth, trial.isEndedEarly ? "ended early" : nil].compactMap(\.self).joined(separator: ", ")
    }

    private var summary: [[String]] {
        let measures: [(name: String, of: ([Double]) -> Double?)] = [
            ("mean", RunSet.mean), ("deviation", RunSet.deviation), ("least", { $0.min() }), ("greatest", { $0.max() }),
        ]
        return measures.map { measure in
            [measure.name] + runs.settings.dropFirst().map { _ in "" }
                + columns.map { column in
                    column.isSummedUp ? column.text(measure.of(runs.trials.compactMap { column.number($0.run) })) : ""
                } + [""]
        }
    }

    private var conclusion: String? {
        guard runs.purpose == .choice, runs.count > 1, let best = runs.best, let score = best.run.score else { return nil }
        let settings = zip(runs.settings, best.values).map { "\($0) \($1.written)" }.joined(separator: ", ")
        return "best: \(settings), with \(runs.scoreWord) \(Self.figure(score, isShare: runs.countsErrors))"
    }
}
