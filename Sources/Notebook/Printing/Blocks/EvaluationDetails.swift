import Datasets
import Recurrent
import TextFormatting

/// What an evaluation tells on request beside its figures: each class, how far probabilities can be believed, and the worst predictions.
public struct EvaluationDetails: Sendable, Equatable {
    /// Whether each class has a line.
    public var hasClasses: Bool
    /// What a second look at the predictions found; nil where none was asked for.
    public var review: PredictionReview?
    /// What the sequences of the worst predictions are called: their names, or numbers.
    var sequenceNames: [String] = []
    /// How the target values were scaled; nil where they are as they were.
    var scale: Standardization?

    /// Most values of a prediction that are listed.
    private static let columns = 4

    /// The tables, each with an empty line above it.
    func lines(_ report: EvaluationReport) -> [String] {
        var lines: [String] = []
        if hasClasses, report.hasClassTables { lines += [""] + Self.classes(report) }
        if let calibration = review?.calibration { lines += [""] + Self.lines(calibration) }
        if let worst = review?.worst, !worst.isEmpty { lines += [""] + list(worst, report.classNames) }
        return lines
    }

    private static func classes(_ report: EvaluationReport) -> [String] {
        var table = TextTable(
            alignments: [.left, .right, .right, .right, .right], rows: [["class", "count", "precision", "recall", "F1"]])
        for (name, score) in zip(report.classNames, report.evaluation.classScores) {
            table.rows.append(
                [name.visible, EvaluationReport.count(score.count)]
                    + [score.precision, score.recall, score.f1].map { $0.map { Figures.fixed($0, 3) } ?? "" })
        }
        return table.lines
    }

    /// Bins that hold predictions; the error below is over all of them.
    private static func lines(_ calibration: Calibration) -> [String] {
        var table = TextTable(alignments: [.left, .right, .right, .right], rows: [["probability", "count", "mean", "right"]])
        let width = 1 / Double(calibration.bins.count)
        let decimals = calibration.bins.count <= 10 ? 1 : calibration.bins.count <= 100 ? 2 : 3
        for (place, bin) in calibration.bins.enumerated() {
            guard let mean = bin.meanProbability, let share = bin.share else { continue }
            let ends = [Double(place) * width, Double(place + 1) * width].map { Figures.fixed($0, decimals) }
            table.rows.append([
                ends.joined(separator: " to "), EvaluationReport.count(bin.count), Figures.fixed(mean, 3), Figures.fixed(share, 3),
            ])
        }
        let error = calibration.error.map { Figures.fixed($0, 4) } ?? "unknown"
        return table.lines + ["calibration error \(error), expected over \(Figures.count(calibration.bins.count, "bin"))"]
    }

    private func list(_ worst: [WorstPrediction], _ classNames: [String]) -> [String] {
        let hasSteps = worst.contains { $0.step != nil }
        // A space would not be seen.
        func name(_ index: Int) -> String {
            guard classNames.indices.contains(index) else { return "" }
            return classNames[index] == " " ? "\" \"" : classNames[index].visible
        }
        func values(_ values: [Float], outputs: Int = 1) -> String {
            let own = scale?.inOwnUnits(values, outputs: outputs) ?? values
            let shown = own.prefix(Self.columns).map { $0.isNaN ? "none" : Figures.fixed(Double($0), 4) }
            return shown.joined(separator: " ") + (own.count > Self.columns ? " ..." : "")
        }
        var rows: [[String]] = []
        for (prediction, sequence) in zip(worst, sequenceNames) {
            let place = [sequence.visible] + (hasSteps ? [prediction.step.map { String($0 + 1) } ?? ""] : [])
            let loss = prediction.loss.isFinite ? Figures.loss(prediction.loss) : "no number"
            switch prediction.answer {
            case .classes(let target, let predicted, let ofTarget, let ofPredicted):
                rows.append(
                    place + [loss, name(target), Figures.percent(Double(ofTarget)), name(predicted), Figures.percent(Double(ofPredicted))])
            case .labels(let target, let predicted):
                func names(_ labels: [Int]) -> String { labels.isEmpty ? "none" : labels.map(name).joined(separator: ", ") }
                rows.append(place + [loss, names(target), names(predicted)])
            case .readings(let target, let predicted):
                func text(_ labels: [Int]) -> String {
                    labels.isEmpty ? "nothing" : LabelText.joined(labels.map(name), of: classNames)
                }
                rows.append(place + [loss, text(target), text(predicted)])
            case .values(let target, let predicted):
                rows.append(place + [loss, values(target), values(predicted, outputs: max(1, predicted.count / max(1, target.count)))])
            }
        }
        let isOfClasses = rows.first.map { $0.count - (hasSteps ? 2 : 1) == 5 } ?? false
        let head =
            ["worst"] + (hasSteps ? ["step"] : []) + ["loss", "target"] + (isOfClasses ? [""] : []) + ["predicted"]
            + (isOfClasses ? [""] : [])
        let sides: [TextTable.Alignment] =
            [.left] + (hasSteps ? [.right] : []) + [.right, .left] + (isOfClasses ? [.right, .left, .right] : [.left])
        return TextTable(alignments: sides, rows: [head] + rows).lines
    }
}
