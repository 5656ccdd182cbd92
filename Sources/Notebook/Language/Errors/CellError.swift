/// Something wrong in a cell, with its place.
struct CellError: Error, Sendable, Equatable {
    var problem: Problem
    /// The part of the source that is to blame; nil until it is known.
    var range: SourceRange?

    init(_ problem: Problem, _ range: SourceRange? = nil) {
        self.problem = problem
        self.range = range
    }

    /// The error with a place, unless it has one.
    func at(_ range: SourceRange) -> CellError {
        CellError(problem, self.range ?? range)
    }
}
