import ArgumentParser
import Notebook

/// What all commands that run a session take.
struct SessionOptions: ParsableArguments {
    @Option(
        name: .customLong("set"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Use this expression in place of the one that the session assigns to the name, as in --set folder='\"data/mnist\"'.",
            valueName: "name=expression"))
    var assignments: [String] = []

    /// Expressions by name.
    ///
    /// - Throws: `ValidationError` where an option is no assignment, or the session assigns no such name.
    func overrides(for document: Document) throws -> [String: String] {
        do {
            return try Overrides.parse(assignments, for: document)
        } catch {
            throw ValidationError(error.description)
        }
    }
}
