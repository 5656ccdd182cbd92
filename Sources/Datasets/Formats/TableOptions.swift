/// How to read a table of text; options that are nil are detected from its first rows.
public struct TableOptions: Sendable, Hashable {
    /// A column by its name in the header or its number from 1.
    public enum Column: Sendable, Hashable {
        /// By its name in the header.
        case name(String)
        /// By its place, from 1.
        case number(Int)
    }

    /// What a row holds.
    public enum Rows: Sendable, Hashable {
        /// One time step; the sequences are told apart by a column, or all rows are one sequence.
        case steps
        /// A whole sequence with one feature.
        case sequences
    }

    /// Between cells; a comma, semicolon, bar or tab where nil.
    public var separator: Character?
    /// Whether numbers have decimal commas.
    public var decimalComma: Bool?
    /// Lines to skip before the table.
    public var skippedLines = 0
    /// Whether the first row names the columns.
    public var header: Bool?
    /// What a row holds; where nil, a step if a column tells sequences apart, has times, or none holds labels, else a sequence.
    public var rows: Rows?
    /// The column with the sequence's name, for rows that are steps.
    public var sequence: Column?
    /// The column with the class or value to predict.
    public var label: Column?
    /// Columns beside that of `label` where each is a label of its own: 1 where the sequence has it, 0 where not.
    public var moreLabels: [Column] = []
    /// Columns that are each a target of their own, two or more, in place of `label`; each is classes or values as `label` would be.
    public var targets: [Column] = []
    /// The column with the weight of each sequence.
    public var weights: Column?
    /// The column with the weight of each step.
    public var stepWeights: Column?
    /// The column with the time of each row, which is a step.
    public var time: Column?
    /// The columns with the features; nil for all that have no other role.
    public var features: [Column]?
    /// The columns whose next values are predicted, where there is no label; all features where it is empty.
    public var predicted: [Column] = []
    /// Columns that are known before the step that is predicted, such as holidays.
    public var known: [Column] = []
    /// What a calendar tells of each row's time, as features that are known ahead.
    public var calendar: [CalendarPart] = []
    /// What labels are; where nil they are values if one of them is a number with a fraction, else classes.
    public var target: TargetKind?
    /// Columns that are not read.
    public var ignored: [Column] = []
    /// How missing values are treated.
    public var missing = MissingValues.refuse

    /// Everything is detected from the table.
    public init() {}
}
