import CellLanguage
import Charts
import Recurrent

/// A part of an output as fronts with a screen show it.
package enum OutputPart: Sendable {
    /// Sentences, which may be broken anew.
    case text(String)
    /// A diagnostic.
    case error(String)
    /// Rows of figures below their headings.
    case table(String)
    /// The same where other widths have a picture of them, so that they are not text to search either.
    case figures(String)
    /// What the picture below is about.
    case headline(String)
    /// Lines that are drawn already.
    case lines([StyledLine])
    /// A picture for the whole width.
    case chart(any Drawable, rows: Int)
}

extension OutputBlock {
    /// Most rows of a picture.
    private static let greatestHeight = 60
    /// Most classes in a picture of theirs.
    fileprivate static let greatestClasses = 20

    /// What the block shows where pictures can be drawn, from top to bottom.
    ///
    /// - Parameter width: columns there are.
    package func parts(width: Int, _ terminalStyle: TerminalStyle) -> [OutputPart] {
        switch self {
        case .text(let text):
            [
                .text(
                    width < HelpPage.usualWidth
                        ? HelpPage(.notebook, width: width).reset(text) ?? EpochTable.folded(text) : EpochTable.folded(text))
            ]
        case .error(let text): [.error(text)]
        case .network(let summary): [.table(summary.plain(width: width))]
        case .data: [.table(plain)]
        case .epochs(let table): Self.parts(table)
        case .runs(let table): [.table(table.text)] + (table.chart.map { [.text(""), .chart($0, rows: RunTable.chartRows)] } ?? [])
        case .example(let example): Self.parts(example, width: width, terminalStyle)
        case .evaluation(let report): parts(report, width: width, terminalStyle)
        case .picture(let picture):
            [.headline(picture.headline), .chart(picture.chart, rows: OutputPicture.rows)]
                + (picture.table.isEmpty ? [] : [.table(picture.table)])
        case .prediction(let prediction): parts(prediction, width: width, terminalStyle)
        }
    }

    private static func parts(_ table: EpochTable) -> [OutputPart] {
        var rows = table
        rows.remark = nil
        return (rows.rows.isEmpty ? [] : [.table(rows.short)]) + (table.remark.map { [.text($0)] } ?? [])
    }

    private static func parts(_ example: SequenceExample, width: Int, _ terminalStyle: TerminalStyle) -> [OutputPart] {
        let drawing = SequenceDrawing(example.picture)
        // Beside channels stand their numbers.
        let room = max(1, min(SequenceExample.width, width - 4))
        guard drawing.fits(width) else { return [.headline(example.headline)] }
        return [.headline(example.headline), .lines(drawing.lines(width: room, terminalStyle).map(\.trimmed))]
    }

    private func parts(_ report: EvaluationReport, width: Int, _ terminalStyle: TerminalStyle) -> [OutputPart] {
        guard report.targets.isEmpty else {
            return [.table(report.summary)] + report.targets.flatMap { [.text("")] + parts($0, width: width, terminalStyle) }
        }
        guard report.drawsConfusion else { return [.table(report.plain)] }
        var chart = report.confusion
        let details = report.detailLines
        chart.showsF1 = true
        // The table names them as well, but may be cut.
        let axes = OutputPart.lines([StyledLine("rows: true, columns: predicted", terminalStyle.theme.muted)])
        let matrix: OutputPart =
            chart.width <= width
            ? .chart(chart, rows: report.classNames.count + 1)
            : .figures(chart.lines(.plain).map(\.text).joined(separator: "\n"))
        return [.table(report.summary), .text(""), axes, matrix] + (details.isEmpty ? [] : [.table(details.joined(separator: "\n"))])
    }

    /// A prediction without a picture.
    private static func written(_ prediction: Prediction) -> [OutputPart] {
        [.headline(prediction.example.headline), .figures(prediction.plain.split(separator: "\n", maxSplits: 1).dropFirst().joined())]
    }

    private func parts(_ prediction: Prediction, width: Int, _ terminalStyle: TerminalStyle) -> [OutputPart] {
        guard prediction.task.parts.isEmpty else {
            let parts = prediction.parts
            guard !parts.isEmpty else { return Self.written(prediction) }
            return [.headline(prediction.example.headline)]
                + parts.flatMap { name, part in
                    [OutputPart.text(name.visible)]
                        + self.parts(part, width: width, terminalStyle).filter { if case .headline = $0 { false } else { true } }
                }
        }
        let (sequence, outputs) = (prediction.example.picture, prediction.stepwisePrediction.stepwiseOutputs(of: prediction.example))
        guard outputs.isSound else { return Self.written(prediction) }
        let headline = OutputPart.headline(prediction.example.headline)
        switch prediction.task {
        case .classification where sequence.classNames.count == outputs.width:
            let chart = StepwisePredictionChart(sequence: sequence, outputs: outputs)
            let rows = min(chart.rows(width: width, classes: Self.greatestClasses), Self.greatestHeight)
            let top = TopClasses(sequence: sequence, outputs: outputs, step: outputs.steps - 1).line(width: width, terminalStyle)
            return [headline, .chart(chart, rows: rows), .lines([top])]
        case .multiLabel where sequence.classNames.count == outputs.width:
            let chart = StepwisePredictionChart(sequence: sequence, outputs: outputs)
            let rows = min(chart.rows(width: width, classes: Self.greatestClasses), Self.greatestHeight)
            return [headline, .chart(chart, rows: rows)]
        case .transcription where sequence.classNames.count == outputs.width:
            let band = LabelBand(sequence: sequence, outputs: outputs)
            return [headline, .chart(band, rows: band.rows(width: width, atMost: Self.greatestHeight))]
        case .labelling where sequence.classNames.count == outputs.width:
            let band = LabelBand(sequence: sequence, outputs: outputs)
            return [headline, .chart(band, rows: band.rows(width: width, atMost: Self.greatestHeight))]
        case .sequenceRegression, .stepRegression:
            return [
                headline,
                .chart(
                    ValueChart(sequence: sequence, outputs: outputs), rows: 12 * min(outputs.width / max(1, outputs.quantiles.count), 4)),
            ]
        case .classification, .labelling, .languageModel, .multiLabel, .transcription, .several:
            return Self.written(prediction)
        }
    }
}

extension EvaluationReport {
    /// Whether its confusion matrix is a picture where there is room for it.
    fileprivate var drawsConfusion: Bool {
        targets.isEmpty && confusion.isSound && classNames.count <= OutputBlock.greatestClasses && hasClassTables
    }

    /// The text of it that is no picture, nor stands in place of one.
    fileprivate var textToSearch: String {
        guard targets.isEmpty else { return ([summary] + targets.map(\.textToSearch)).joined(separator: "\n") }
        return drawsConfusion ? ([summary] + detailLines).joined(separator: "\n") : plain
    }
}

extension OutputBlock {
    /// The lines without pictures, whose signs are no text.
    var textToSearch: String {
        switch self {
        case .text, .error, .network, .data, .epochs, .runs: plain
        case .evaluation(let report): report.textToSearch.visibleLines
        case .example(let example): example.headline.visibleLines
        case .picture(let picture): [picture.headline, picture.table].joined(separator: "\n").visibleLines
        case .prediction(let prediction):
            ([prediction.example.headline] + prediction.parts.map(\.name)).joined(separator: "\n").visibleLines
        }
    }
}
