import CellLanguage
import Datasets

/// Tables with one row per time step or one row per sequence.
enum TableFunctions {
    static let all: [Function] = [csv, tsv]

    static let csv = Function.whenRun(
        "csv", .files, "A table with commas or semicolons: one row per time step or one row per sequence.",
        parameters: parameters + [.optional("separator", .text, "The character between cells; detected by default.")],
        example: "csv(\"data/steps.csv\", sequence: \"id\", label: \"class\")", related: ["tsv", "jsonl", "ts"]
    ) { (arguments, context) throws(CellError) in
        var separator: Character?
        if let text = try arguments.optionalText("separator") {
            guard text.count == 1 else { throw arguments.wrong("separator") }
            separator = text.first
        }
        return try load(arguments, separator: separator, &context)
    }

    static let tsv = Function.whenRun(
        "tsv", .files, "A table with tabs: one row per time step or one row per sequence.",
        parameters: parameters,
        example: "tsv(\"data/rows.tsv\", rows: sequences, label: 1)", related: ["csv"]
    ) { (arguments, context) throws(CellError) in
        try load(arguments, separator: "\t", &context)
    }

    private static let parameters: [Parameter] = [
        FileFunctions.train("The file"), FileFunctions.test,
        .optional("header", .boolean, "Whether the first row names the columns; detected by default."),
        .optional(
            "rows", .choice(Rows.allCases.map(\.rawValue)),
            "Whether a row is a time step or a whole sequence; detected by default."),
        .optional("sequence", .column, "The column that tells sequences apart, if rows are steps."),
        .optional(
            "label", .columns,
            "The column to predict; without one, the next row is predicted. Several columns are labels that a sequence may have at "
                + "once: 1 if it has the label, 0 if not."
        ),
        .optional(
            "target", .either([.choice(FileFunctions.targetKinds), .columns]),
            "Whether labels are classes, values, labels, a class at each step, or multilabel, any number per sequence, as in sad;slow; "
                + "or, without labels, the columns whose next values are predicted."
        ),
        .optional("weights", .column, "The column with the weight of each sequence in loss and figures: 0 for not at all, 2 for twice."),
        .optional("known", .columns, "Columns whose values are known in advance for the predicted row, such as holidays."),
        .optional(
            "calendar", .calendar,
            "What the network knows about the time of the predicted row: month, day, weekday or hour, each as the sine and cosine of "
                + "its cycle."
        ),
        .optional("ignore", .columns, "Columns to ignore."),
        .optional("time", .column, "The column with the time of each row, which is not a feature; a row is a step."),
        .optional("features", .columns, "The columns with the features; by default, all others."),
        .optional("decimal", .text, "The decimal separator, \",\" or \".\"; detected by default."),
        .optional("skip", .whole(0...1_000_000), .number(0), "The number of lines before the table."),
        FileFunctions.missing,
        .optional(
            "targets", .columns,
            "Two or more columns that are each a target of their own, in place of label: classes, or values if one has a fraction. A "
                + "network learns them together; its outputs stand side "
                + "by side, as in join(dense(3), dense(1))."
        ),
        .optional(
            "step_weights", .column,
            "The column with the weight of each step in loss and figures, if something is predicted at each: 0 for not at all, 2 for twice."
        ),
    ]

    /// What a row is, by its name in cells.
    private enum Rows: String, CaseIterable {
        case steps, sequences

        var option: TableOptions.Rows {
            switch self {
            case .steps: .steps
            case .sequences: .sequences
            }
        }
    }

    private static func load(
        _ arguments: Arguments, separator: Character?, _ context: inout EvaluationContext
    ) throws(CellError) -> DataPair {
        var options = TableOptions()
        options.separator = separator
        if arguments.has("header") { options.header = try arguments.boolean("header") }
        options.rows = try arguments.optionalChoice("rows", Rows.self)?.option
        if case .text(let word) = arguments["target"], FileFunctions.targetKinds.contains(word) {
            options.target = try FileFunctions.target(arguments)
        } else {
            options.predicted = try arguments.list("target")
        }
        options.known = try arguments.list("known")
        for part in try arguments.list("calendar", of: String.self) {
            guard let part = CalendarPart(rawValue: part) else { throw arguments.wrong("calendar") }
            options.calendar.append(part)
        }
        if let decimal = try arguments.optionalText("decimal") {
            guard decimal == "," || decimal == "." else { throw arguments.wrong("decimal") }
            options.decimalComma = decimal == ","
        }
        options.skippedLines = try arguments.integer("skip")
        options.time = try arguments.optional("time")
        if arguments.has("features") { options.features = try arguments.list("features") }
        options.sequence = try arguments.optional("sequence")
        options.weights = try arguments.optional("weights")
        options.stepWeights = try arguments.optional("step_weights")
        options.targets = try arguments.list("targets")
        if arguments.has("targets") {
            guard options.targets.count > 1 else { throw arguments.wrong("targets") }
            for name in ["label", "target", "known"] where arguments.has(name) {
                throw CellError(.told("`targets` replaces label, target and known: leave out \(name)."))
            }
        }
        let labels: [TableOptions.Column] = try arguments.list("label")
        (options.label, options.moreLabels) = (labels.first, Array(labels.dropFirst()))
        options.ignored = try arguments.list("ignore")
        options.missing = try FileFunctions.missing(arguments)
        let (train, test) = (try arguments.text("train"), try arguments.optionalText("test"))
        return try FileFunctions.noted(&context) { () throws(DataError) in try Table.load(train: train, test: test, options: options) }
    }
}

extension TableOptions.Column: ValueRepresentable {
    package static var valueType: ValueType { .text }

    package init?(cellValue: Value) {
        switch cellValue {
        case .text(let name): self = .name(name)
        case .number(let number):
            guard let whole = Int(exactly: number), (1...1_000_000).contains(whole) else { return nil }
            self = .number(whole)
        case .nothing, .boolean, .list, .range, .object: return nil
        }
    }

    package var cellValue: Value {
        switch self {
        case .name(let name): .text(name)
        case .number(let number): .number(Double(number))
        }
    }
}

extension ParameterType {
    /// A column of a table, by its name or its number from 1.
    static let column = ParameterType.special(
        SpecialType([.text, .number], words: "a column, by its name in quotes or its number from 1") {
            TableOptions.Column(cellValue: $0) != nil
        })

    /// Parts of a calendar.
    fileprivate static let calendar = ParameterType.special(
        SpecialType([.list, .text], words: "a list of month, day, weekday and hour, such as [\"month\", \"hour\"]") { value in
            let values: [Value] = if case .list(let values) = value { values } else { [value] }
            return values.allSatisfy { if case .text(let text) = $0 { CalendarPart(rawValue: text) != nil } else { false } }
        })

    /// Several columns; a single one stands for a list of one.
    fileprivate static let columns = ParameterType.special(
        SpecialType([.list, .text, .number], words: "a list of columns, such as [\"time\", 4]") { value in
            guard case .list(let values) = value else { return TableOptions.Column(cellValue: value) != nil }
            return values.allSatisfy { TableOptions.Column(cellValue: $0) != nil }
        })
}
