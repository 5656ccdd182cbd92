/// Why data could not be read or made: the place, and the problem there. Messages for users are worded elsewhere.
public struct DataError: Error, Sendable, Equatable {
    /// A place in a file.
    public struct Location: Sendable, Equatable {
        /// The file, as the user named it; empty if no file is involved.
        public var file: String
        /// Line in the file, from 1; nil for binary formats.
        public var line: Int?
        /// Column in the line, from 1.
        public var column: Int?

        /// A place, as exactly as it is known.
        public init(file: String = "", line: Int? = nil, column: Int? = nil) {
            self.file = file
            self.line = line
            self.column = column
        }
    }

    /// Where the problem is.
    public var location: Location
    /// What is wrong there.
    public var problem: Problem

    /// A problem at a place; without a place it is about data in memory.
    public init(_ problem: Problem, file: String = "", line: Int? = nil, column: Int? = nil) {
        self.location = Location(file: file, line: line, column: column)
        self.problem = problem
    }
}

extension DataError {
    /// The problem, by the kind of data it was found in.
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
        /// The work was to end before it was done.
        case cancelled
        /// There is nothing to predict: no labels, and no sequence has a next step.
        case nothingToPredict

        // Data in memory
        case task(TaskProblem)
        case operation(OperationProblem)
        /// Data that a run does not know.
        case matching(MatchingProblem)

        /// Whether a value is missing that could be filled.
        var isMissingValue: Bool {
            switch self {
            case .value(.missing), .arrays(.missing): true
            default: false
            }
        }
    }
}
