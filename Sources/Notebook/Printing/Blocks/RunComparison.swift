import Recurrent
import TextFormatting

/// Compares runs side by side by their final results.
struct RunComparison {
    let runs: [TrainedRun]

    init(_ runs: [TrainedRun]) {
        self.runs = runs
    }

    /// What tells runs apart comes first.
    var text: String {
        let tests = runs.map { $0.snapshot.history.last?.test }
        let hasError = tests.contains { $0?.error != nil }
        let hasTargets = tests.contains { $0?.targets != nil }
        let best = runs.map { $0.snapshot.history.compactMap { $0.test?.loss }.min() }
        let parts = Set(runs.map(\.data.checkedPart.rawValue)).sorted().reversed().joined(separator: " or ")
        var table = TextTable(
            alignments: [.left, .right, .right, .right, .right, .right, .right, .left],
            rows: [
                [
                    "run", "epochs", "train loss", parts + " loss", "best", hasError ? parts + " error" : hasTargets ? "targets" : "R2",
                    "parameters", "network",
                ]
            ])
        // Said where it is not what a run has anyway.
        let namesPrecision = runs.contains { $0.model.precision != .single }
        if namesPrecision {
            table.alignments.insert(.left, at: 7)
            table.rows[0].insert("precision", at: 7)
        }
        for (index, run) in runs.enumerated() {
            table.rows.append([
                run.name, Figures.grouped(run.snapshot.epoch),
                loss(run.snapshot.history.last?.trainLoss), loss(tests[index]?.loss), loss(best[index]),
                tests[index]?.targetWords
                    ?? (hasError ? tests[index]?.error.map { Figures.percent($0) } : tests[index]?.r2.map { Figures.fixed($0, 4) }) ?? "",
                Figures.grouped(run.model.parameters.reduce(0) { $0 + $1.values.count }),
                run.model.network.written,
            ])
            if namesPrecision { table.rows[index + 1].insert(run.model.precision.rawValue, at: 7) }
        }
        return table.text
    }

    private func loss(_ loss: Double?) -> String { loss.map(Figures.loss) ?? "" }
}
