/// How to read a text table; options that are nil are detected from its first rows.
public struct TableOptions: Sendable, Hashable {
    /// A column, by its name in the header or its number.
    public enum Column: Sendable, Hashable {
        /// The name in the header.
        case name(String)
        /// The number, from 1.
        case number(Int)
    }

    /// What each row is.
    public enum Rows: Sendable, Hashable {
        /// One time step; a column identifies the sequences, or all rows are one sequence.
        case steps
        /// A whole sequence with one feature.
        case sequences
    }

    /// The separator between cells; if nil, a comma, semicolon, bar or tab is detected.
    public var separator: Character?
    /// Whether numbers have decimal commas.
    public var decimalComma: Bool?
    /// Lines to skip before the table.
    public var skippedLines = 0
    /// Whether the first row names the columns.
    public var header: Bool?
    /// What each row is; if nil, a step if a column identifies sequences or holds times, or if no column holds labels; else a sequence.
    public var rows: Rows?
    /// The column that identifies the sequence, for rows that are steps.
    public var sequence: Column?
    /// The column with the class or value to predict.
    public var label: Column?
    /// Further columns that are each one label, like that of `label`: 1 if the sequence has it, 0 if not.
    public var moreLabels: [Column] = []
    /// Two or more columns that are each a target, instead of `label`; each holds classes or values, as `label` would.
    public var targets: [Column] = []
    /// The column with the weight of each sequence.
    public var weights: Column?
    /// The column with the weight of each step.
    public var stepWeights: Column?
    /// The column with the time of each row, for rows that are steps.
    public var time: Column?
    /// The columns with the features; nil for all that have no other role.
    public var features: [Column]?
    /// The columns whose next values are predicted if there is no label; empty for all features.
    public var predicted: [Column] = []
    /// Columns that are known before the predicted step, such as holidays.
    public var known: [Column] = []
    /// Calendar features made from each row's time, which are known ahead.
    public var calendar: [CalendarPart] = []
    /// The kind of labels; if nil, values if one of them has a fraction, else classes.
    public var target: TargetKind?
    /// Columns that are ignored.
    public var ignored: [Column] = []
    /// How missing values are treated.
    public var missing = MissingValues.refuse

    /// Options that detect everything from the table.
    public init() {}
}
