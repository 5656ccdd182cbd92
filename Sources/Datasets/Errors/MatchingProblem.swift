extension DataError {
    /// Why data does not belong to a run that was trained on other data. `data` is its name; what the run knows is matched by name.
    public enum MatchingProblem: Sendable, Equatable {
        case unknownClasses(data: String, [String], known: [String])
        case unknownSymbols(data: String, [String], known: Int)
        /// Columns that the run needs, and that are not there.
        case missingColumns(data: String, [String], known: [String])
        /// Columns that are there, and that the run does not know.
        case unknownColumns(data: String, [String], known: [String])
        /// The inputs of one are symbols, those of the other numbers.
        case inputs(data: String, isSymbolic: Bool)
    }
}
