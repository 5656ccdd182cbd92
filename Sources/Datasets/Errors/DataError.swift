/// Why data could not be read or made: a problem and its location. The messages for users are written elsewhere.
public struct DataError: Error, Sendable, Equatable {
    /// A location in a file.
    public struct Location: Sendable, Equatable {
        /// The file, as the user named it; empty if no file is involved.
        public var file: String
        /// The line in the file, from 1; nil for binary formats.
        public var line: Int?
        /// The column in the line, from 1.
        public var column: Int?

        /// A location, as precisely as it is known.
        public init(file: String = "", line: Int? = nil, column: Int? = nil) {
            self.file = file
            self.line = line
            self.column = column
        }
    }

    /// Where the problem occurred.
    public var location: Location
    /// The problem.
    public var problem: Problem

    /// A problem at a location; without a file it concerns data in memory.
    public init(_ problem: Problem, file: String = "", line: Int? = nil, column: Int? = nil) {
        self.location = Location(file: file, line: line, column: column)
        self.problem = problem
    }
}

extension DataError {
    /// The problem, by the kind of data in which it was found.
    public enum Problem: Sendable, Equatable {
        // Formats
        case file(FileProblem)
        case folder(FolderProblem)
        case archive(ArchiveProblem)
        case value(ValueProblem)
        case plainText(PlainTextProblem)
        case table(TableProblem)
        case json(JSONProblem)
        case jsonLines(JSONLinesProblem)
        case timeSeries(TimeSeriesProblem)
        case relation(RelationProblem)
        case conllU(ConllUProblem)
        case letters(LettersProblem)
        case wave(WaveProblem)
        case idx(IDXProblem)
        case mnist(MNISTProblem)
        case numPy(NumPyProblem)
        case arrays(ArraysProblem)
        /// The work was cancelled.
        case cancelled
        /// There is no target: there are no labels, and no sequence has a next step.
        case nothingToPredict

        // Data in memory
        case task(TaskProblem)
        case operation(OperationProblem)
        /// Data that does not match a run.
        case matching(MatchingProblem)

        /// Whether this is a missing value that could be filled.
        var isMissingValue: Bool {
            switch self {
            case .value(.missing), .arrays(.missing): true
            default: false
            }
        }
    }
}
