extension DataError {
    /// Why data does not match a run that was trained on other data. `data` is its name; columns and classes are matched by name.
    public enum MatchingProblem: Sendable, Equatable {
        case unknownClasses(data: String, [String], known: [String])
        case unknownSymbols(data: String, [String], known: Int)
        /// Columns that the run needs are missing.
        case missingColumns(data: String, [String], known: [String])
        /// There are columns that the run does not know.
        case unknownColumns(data: String, [String], known: [String])
        /// The inputs of one are symbols, and those of the other are numbers.
        case inputs(data: String, isSymbolic: Bool)
    }
}
