import Charts
import Recurrent
import TextFormatting

/// How well a network did on a dataset.
public struct EvaluationReport: Sendable, Equatable {
    /// The name of the dataset.
    public var dataset: String
    /// What the test found.
    public var evaluation: Evaluation
    /// Names of the classes, in the order of the confusion matrix; empty for values.
    public var classNames: [String]
    /// What was predicted: it decides which figures matter.
    public var task: SequenceTask
    /// What else was asked for; nil for nothing.
    public var details: EvaluationDetails?
    /// As how many streams a long text was read; nil where it was read at once, and for all else.
    public var streams: Int?
    /// How far values are from the truth, beside forecasts that need no network; nil for classes.
    public var values: ValueReview?
    /// A report on each of several targets, which are called as their datasets; empty where there is but one.
    public var targets: [EvaluationReport] = []

    /// A report of this evaluation on the dataset of this name.
    public init(dataset: String, evaluation: Evaluation, classNames: [String], task: SequenceTask) {
        self.dataset = dataset
        self.evaluation = evaluation
        self.classNames = classNames
        self.task = task
    }

    var plain: String {
        guard targets.isEmpty else { return ([summary] + targets.map(\.plain)).joined(separator: "\n\n") }
        return ([summary] + valueTables + classTables + detailLines).joined(separator: "\n")
    }

    /// What was asked for besides, with an empty line above each table.
    var detailLines: [String] { details?.lines(self) ?? [] }

    /// The figures for all classes together.
    var summary: String { ([heading] + figures.lines).joined(separator: "\n") }

    private var heading: String {
        "\(dataset): " + Figures.count(evaluation.count, task.isTranscription ? "label" : task.predictsSteps ? "step" : "sequence")
            + (evaluation.readings.map { " in " + Self.count($0.sequences) + ($0.sequences == 1 ? " sequence" : " sequences") } ?? "")
            + (streams.map { $0 == 1 ? " in one stream" : " in \(Figures.grouped($0)) streams" } ?? "")
            + (evaluation.weight.map { ", weighted: \(Figures.plain($0)) in all" } ?? "")
    }

    private var figures: TextTable {
        var table = TextTable(alignments: [.left, .left], rows: [])
        if task.outputKind == .several {
            table.rows.append(["loss", Figures.loss(evaluation.loss) + lossWords])
            return table
        }
        if task.outputKind != .values {
            table.rows.append(["loss", Figures.loss(evaluation.loss)])
        } else {
            if !task.quantiles.isEmpty { table.rows += pinballRows }
            table.rows.append(["squared error", Figures.loss(evaluation.squaredError ?? evaluation.loss)])
            if evaluation.squaredError != nil, task.quantiles.isEmpty {
                table.rows.append(["standardized", Figures.loss(evaluation.loss)])
            }
            if let r2 = evaluation.r2 { table.rows.append(["R2", Figures.fixed(r2, 4) + meanOfR2]) }
        }
        if case .languageModel = task {
            table.rows.append(["bits a symbol", Figures.fixed(evaluation.bitsPerSymbol, 4)])
            table.rows.append(["perplexity", Figures.fixed(evaluation.perplexity, 2)])
        }
        if evaluation.error?.isNaN == true {
            table.rows.append(["error", "unknown: the network's outputs are not numbers"])
            return table
        }
        if let readings = evaluation.readings {
            table.rows.append(["label error", Figures.percent(readings.labelError) + " (" + Self.count(readings.edits) + " edits)"])
            table.rows.append([
                "sequence error", Figures.percent(readings.sequenceError) + " (" + Self.count(readings.wrongSequences) + " wrong)",
            ])
        } else if let match = evaluation.exactMatch {
            let right = (evaluation.weight ?? Double(evaluation.count)) * match
            table.rows.append(["exact match", Figures.percent(match) + " (" + Self.count((right * 1000).rounded() / 1000) + " right)"])
            if let f1 = evaluation.microF1 { table.rows.append(["F1 of all labels", Figures.fixed(f1, 4)]) }
        } else if let error = evaluation.error {
            table.rows.append(["error", Figures.percent(error) + " (" + Self.count(wrong) + " wrong)"])
        }
        if let error = evaluation.topFiveError { table.rows.append(["not in top 5", Figures.percent(error)]) }
        if case .languageModel = task { return table }
        if let f1 = evaluation.macroF1 { table.rows.append(["mean F1", Figures.fixed(f1, 4)]) }
        if let score = evaluation.entities {
            let shares = "precision \(Figures.fixed(score.precision, 4)), recall \(Figures.fixed(score.recall, 4))"
            table.rows.append(["entity F1", "\(Figures.fixed(score.f1, 4)) (\(shares), \(Self.count(score.real)) entities)"])
        }
        if let row = errorByStep { table.rows.append(row) }
        return table
    }

    /// What the loss of several targets is the sum of.
    private var lossWords: String {
        let losses = targets.map { "\($0.dataset.visible) \(Figures.loss($0.evaluation.loss))" }.joined(separator: ", ")
        return losses.isEmpty ? "" : " (\(losses))"
    }

    /// A count, which may have a fraction where sequences have weights.
    static func count(_ count: Double) -> String {
        Int(exactly: count).map { Figures.grouped($0) } ?? Figures.plain((count * 100).rounded() / 100)
    }

    private var wrong: Double {
        guard evaluation.confusion.count == evaluation.classes * evaluation.classes, !evaluation.confusion.isEmpty else {
            let wrong = (evaluation.error ?? 0) * (evaluation.weight ?? Double(evaluation.count))
            return evaluation.weight == nil ? wrong.rounded() : wrong
        }
        return evaluation.confusion.reduce(0, +)
            - (0..<evaluation.classes).reduce(0) { $0 + evaluation.confusion[$1 * evaluation.classes + $1] }
    }

    /// Bars, one for each step or for several, high where the error is.
    private var errorByStep: [String]? {
        let errors = evaluation.errorByStep
        guard errors.count > 1, let most = errors.filter({ !$0.isNaN }).max(), most > 0 else { return nil }
        let columns = min(errors.count, SequenceExample.width - 16)
        let heights = (0..<columns).map { column -> Float? in
            let group = errors[column * errors.count / columns..<(column + 1) * errors.count / columns].filter { !$0.isNaN }
            return group.isEmpty ? 0 : group.reduce(0, +) / Float(group.count) / most
        }
        return [
            "error by step",
            BlockBar.columns(heights, .plain) + " 1 to \(Figures.grouped(errors.count)), at most " + Figures.percent(Double(most)),
        ]
    }
}

// MARK: Classes

extension EvaluationReport {
    /// Most classes of which the whole confusion matrix is printed.
    private static let largestMatrix = 20
    /// How many classes, and pairs of classes, are printed where there are more.
    private static let worst = 10

    /// Whether there is anything to say of single classes.
    var hasClassTables: Bool {
        if case .languageModel = task { return false }
        if evaluation.error?.isNaN == true { return false }
        return evaluation.classes == classNames.count && confusion.isSound
    }

    private var classTables: [String] {
        if let labels = labelTable { return [""] + labels }
        guard hasClassTables else { return [] }
        if classNames.count <= Self.largestMatrix { return [""] + confusion.lines(.plain).map(\.text) }
        return [""] + weakestClasses + [""] + confusion.pairLines(Self.worst, .plain).map(\.text)
    }

    /// Which classes are taken for which.
    var confusion: ConfusionChart { ConfusionChart(counts: evaluation.confusion.map { Int($0.rounded()) }, names: classNames) }

    /// A line a label; nil where sequences have one class each.
    private var labelTable: [String]? {
        guard let labels = evaluation.labels, labels.count == classNames.count, evaluation.error?.isNaN == false else { return nil }
        var table = TextTable(
            alignments: [.left, .right, .right, .right, .right, .right], rows: [["label", "count", "said", "precision", "recall", "F1"]])
        for ((name, counts), score) in zip(zip(classNames, labels), evaluation.classScores) {
            table.rows.append(
                [name.visible, Self.count(counts.real), Self.count(counts.said)]
                    + [score.precision, score.recall, score.f1].map(Self.score))
        }
        return table.lines
    }

    private var weakestClasses: [String] {
        let scores = evaluation.classScores
        var table = TextTable(
            alignments: [.left, .right, .right, .right, .right], rows: [["weakest", "count", "precision", "recall", "F1"]])
        let weakest = scores.indices.filter { scores[$0].count > 0 }
            .sorted { (scores[$0].f1 ?? 0, $0) < (scores[$1].f1 ?? 0, $1) }
            .prefix(Self.worst)
        for index in weakest {
            let score = scores[index]
            table.rows.append(
                [classNames[index].visible, Self.count(score.count)] + [score.precision, score.recall, score.f1].map(Self.score))
        }
        return table.lines
    }

    private static func score(_ score: Double?) -> String { score.map { Figures.fixed($0, 3) } ?? "" }
}
