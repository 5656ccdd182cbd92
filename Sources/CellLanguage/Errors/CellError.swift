/// Something wrong in a cell, with its place.
package struct CellError: Error, Sendable, Equatable {
    /// What is wrong.
    package var problem: Problem
    /// The part of the source that is to blame; nil until it is known.
    package var range: SourceRange?

    package init(_ problem: Problem, _ range: SourceRange? = nil) {
        self.problem = problem
        self.range = range
    }

    /// The error with a place, unless it has one.
    package func at(_ range: SourceRange) -> CellError {
        CellError(problem, self.range ?? range)
    }
}
