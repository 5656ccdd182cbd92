/// Assignments given from outside the session, such as `folder="data/mnist"`.
public enum Overrides {
    /// What is wrong with such an assignment. `description` is the whole sentence that a user sees.
    public enum OverrideError: Error, Sendable, Equatable, CustomStringConvertible {
        /// The text is no assignment.
        case noAssignment(String)
        /// No cell assigns the name; `known` are those that some cell assigns, sorted.
        case unknownName(String, known: [String])

        /// A sentence for users.
        public var description: String {
            switch self {
            case .noAssignment(let text):
                return "`\(text)` is not an assignment; write name=expression, as in folder='\"data/mnist\"'."
            case .unknownName(let name, let known):
                let list = known.isEmpty ? "it assigns no names" : "it assigns " + known.map { "`\($0)`" }.joined(separator: ", ")
                return "The session does not assign `\(name)`; \(list)."
            }
        }
    }

    /// Expressions by name; of two for one name the later counts.
    ///
    /// - Throws: `OverrideError` where a text is no assignment, or no cell of the document assigns the name.
    /// - Complexity: O(size of the document), unless there are no assignments.
    public static func parse(_ assignments: [String], for document: Document) throws(OverrideError) -> [String: String] {
        guard !assignments.isEmpty else { return [:] }
        let known = document.cells.reduce(into: Set<String>()) { $0.formUnion(CellCode($1.source).definitions) }
        var overrides: [String: String] = [:]
        for assignment in assignments {
            guard let sign = assignment.firstIndex(of: "="), sign != assignment.startIndex else { throw .noAssignment(assignment) }
            let name = assignment[..<sign].filter { $0 != " " }
            let expression = String(assignment[assignment.index(after: sign)...])
            guard !expression.allSatisfy(\.isWhitespace) else { throw .noAssignment(assignment) }
            guard known.contains(name) else { throw .unknownName(name, known: known.sorted()) }
            overrides[name] = expression
        }
        return overrides
    }
}
