import CellLanguage
import Recurrent
import TextFormatting

/// Members of evaluations of classes that are about one class each.
enum ClassMembers {
    static let all: [Function] = [classes, named] + figures.flatMap { [$0.ofClass, $0.ofAll] } + [count]

    /// A figure of a class, and a list of it over the classes that occur.
    struct Figure {
        let ofClass: Function
        let ofAll: Function

        init(_ name: String, _ sentence: String, _ figure: @escaping @Sendable (ClassScore) -> Double?) {
            ofClass = Function.immediateMember(
                name, .members, sentence + " of a class.", example: ClassMembers.setup + "evaluate(run).class(\"3\").\(name)",
                related: ["class", "classes"]
            ) { (one: ClassFigures) throws(CellError) in
                guard let number = figure(one.score) else { throw CellError(.noSuchFigure) }
                return number
            }
            ofAll = Function.immediateMember(
                name, .members, sentence + " of each class that occurs, as a list; 0 if a class was never predicted.",
                example: ClassMembers.setup + "evaluate(run).classes.\(name)", related: ["class", "classes"]
            ) { (all: ClassList) throws(CellError) -> [Value] in
                all.classes.filter { $0.score.count > 0 }.map { .number(figure($0.score) ?? 0) }
            }
        }
    }

    private static let setup = TrainingFunctions.setup

    private static let figures = [
        Figure("precision", "Precision, the share of right answers among the predictions", \.precision),
        Figure("recall", "Recall, the share that was found among the members", \.recall),
        Figure("f1", "F1, the harmonic mean of precision and recall,", \.f1),
    ]

    static let classes = Function.immediateMember(
        "classes", .members, "The classes of an evaluation, each with precision, recall, F1 and count.",
        example: ClassMembers.setup + "evaluate(run).classes\nevaluate(run).classes[3].recall", related: ["class", "evaluate"]
    ) { (report: EvaluationReport) throws(CellError) in try list(report) }

    static let named = Function.memberWhenRun(
        "class", .members, "One class of an evaluation, by its name.", of: EvaluationReport.self,
        parameters: [.required("name", .text, "The name of the class.")],
        example: ClassMembers.setup + "evaluate(run).class(\"3\").f1", related: ["classes", "evaluate"]
    ) { (report, arguments) throws(CellError) -> ClassFigures in
        let (name, all) = (try arguments.text("name"), try list(report))
        guard let found = all.classes.first(where: { $0.name == name }) else {
            let names = all.classes.prefix(12).map(\.name.visible).joined(separator: ", ")
            throw CellError(
                .told(
                    "\(report.dataset.visible) has no class \(name.debugDescription.visible); its classes are \(names)\(all.count > 12 ? ", ..." : "")"
                ))
        }
        return found
    }

    static let count = Function.immediateMember(
        "count", .members, "The number of members of a class.", example: ClassMembers.setup + "evaluate(run).class(\"3\").count",
        related: ["class"]
    ) { (one: ClassFigures) throws(CellError) in one.score.count }

    private static func list(_ report: EvaluationReport) throws(CellError) -> ClassList {
        let scores = report.evaluation.classScores
        guard !scores.isEmpty, scores.count == report.classNames.count else { throw CellError(.noSuchFigure) }
        return ClassList(name: report.dataset, classes: zip(report.classNames, scores).map { ClassFigures(name: $0, score: $1) })
    }
}

/// Scores of one class.
struct ClassFigures: CellObject {
    static let typeDescription = TypeDescription("the figures of a class", example: "evaluate(run).class(\"3\")")

    let name: String
    let score: ClassScore

    /// Count, precision, recall and F1 as they are printed.
    fileprivate var fields: [String] {
        [name.visible, EvaluationReport.count(score.count)]
            + [score.precision, score.recall, score.f1].map { $0.map { Figures.fixed($0, 3) } ?? "" }
    }

    var written: String {
        let shares = zip(["precision", "recall", "F1"], fields.dropFirst(2)).map { "\($0) \($1.isEmpty ? "unknown" : $1)" }
        return "\(name.visible): \(EvaluationReport.count(score.count)), " + shares.joined(separator: ", ")
    }
}

/// The classes of an evaluation.
struct ClassList: IndexedObject {
    static let typeDescription = TypeDescription("the classes of an evaluation", example: "evaluate(run).classes")

    let name: String
    let classes: [ClassFigures]

    var count: Int { classes.count }

    var written: String { Figures.count(count, "class", "classes") + " of \(name)" }

    func element(at index: Int) -> ClassFigures? { classes[index] }

    func elements(_ range: Range<Int>) -> ClassList { ClassList(name: name, classes: Array(classes[range])) }
}

extension ClassList: PrintedObject {
    var blocks: [OutputBlock] {
        let head = ["class", "count", "precision", "recall", "F1"]
        return [.text(TextTable(alignments: [.left, .right, .right, .right, .right], rows: [head] + classes.map(\.fields)).text)]
    }
}
