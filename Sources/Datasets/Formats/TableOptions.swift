/// How a table of text is to be read; what is nil is found out from its first rows.
public struct TableOptions: Sendable, Hashable {
    /// A column by its name in the header or its number from 1.
    public enum Column: Sendable, Hashable, CustomStringConvertible {
        case name(String)
        case number(Int)

        public var description: String {
            switch self {
            case .name(let name): "\"\(name)\""
            case .number(let number): "\(number)"
            }
        }
    }

    /// What a row holds.
    public enum Rows: Sendable, Hashable {
        /// One time step; the sequences are told apart by a column, or all rows are one sequence.
        case steps
        /// A whole sequence with one feature.
        case sequences
    }

    public enum Target: Sendable, Hashable {
        case classes
        case values
    }

    /// Between cells; a comma, semicolon or tab where nil.
    public var separator: Character?
    /// Whether the first row names the columns.
    public var header: Bool?
    public var rows: Rows?
    /// The column with the sequence's name, for rows that are steps.
    public var sequence: Column?
    /// The column with the class or value to be predicted.
    public var label: Column?
    /// Whether labels are classes or numbers; where nil they are numbers if one of them is a number with a fraction.
    public var target: Target?
    /// Columns that are not read.
    public var ignored: [Column] = []
    public var missing = MissingValues.refuse

    public init() {}
}
