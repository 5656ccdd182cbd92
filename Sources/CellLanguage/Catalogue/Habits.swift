/// What users of other libraries type out of habit, with what does the same here.
package struct Habits: Sendable {
    /// Names and functions.
    package var names: [String: String]
    /// Members of values; of one kind of values alone behind its last word and a dot, as in `network.train`.
    package var members: [String: String]
    /// Labels of arguments; of one function alone behind its name and a dot, as in `adam.lr`.
    package var labels: [String: String]
    /// Arguments that do not fit, or are missing: by the function's name, a dot and the parameter's. Too many, by the function's name alone. Calls and
    /// elements of values that have none: by the last word of their kind and the brackets, as in `network()` and `history[]`.
    package var arguments: [String: String]
    /// Names that stand before a dot in other libraries.
    package var modules: Set<String>

    /// Words with sentences that follow "there is no …;".
    package init(
        names: [String: String] = [:], members: [String: String] = [:], labels: [String: String] = [:], arguments: [String: String] = [:],
        modules: Set<String> = []
    ) {
        (self.names, self.members, self.labels, self.arguments, self.modules) = (names, members, labels, arguments, modules)
    }

    /// What is wrong, with what to do about it where that is known.
    func explained(_ problem: Problem) -> Problem {
        if case .unknownFunction(let name, _) = problem, let remedy = names[name] {
            return .told("There is no function `\(name)`; \(remedy).")
        }
        if case .unknownName(let name, _) = problem, let remedy = names[name] { return .told("There is no `\(name)`; \(remedy).") }
        if case .unknownMember(let name, let kind, _, _) = problem,
            let remedy = members[(kind.split(separator: " ").last ?? "") + "." + name] ?? members[name]
        {
            return .told("\(kind.withCapital) has no `\(name)`; \(remedy).")
        }
        if case .unknownLabel(let label, let function, _, _) = problem, let remedy = labels[function + "." + label] ?? labels[label] {
            return .told("\(function) has no `\(label)`; \(remedy).")
        }
        if case .unknownChoice(let word, let parameter, let function, _, _) = problem, let remedy = names[word.lowercased()] {
            return .told("\(function): `\(parameter)` cannot be \(word); \(remedy).")
        }
        if case .wrongArgument(let name, let function, _, let found) = problem, let remedy = arguments[function + "." + name] {
            return .told("\(function): `\(name)` cannot be \(found); \(remedy).")
        }
        if case .tooManyArguments(let function, let most, _) = problem, let remedy = arguments[function] {
            let taken = most == 0 ? "no arguments" : "at most \(most)"
            return .told("\(function) takes \(taken); \(remedy).")
        }
        if case .missingArguments(let names, let function, _) = problem, names.count == 1, let remedy = arguments[function + "." + names[0]]
        {
            return .told("`\(names[0])` is missing; \(remedy).")
        }
        if case .callOfValue(let name, let kind) = problem, let remedy = arguments[(kind.split(separator: " ").last ?? "") + "()"] {
            return .told("`\(name)` is \(kind), not a function; \(remedy).")
        }
        if case .noElements(let kind) = problem, let remedy = arguments[(kind.split(separator: " ").last ?? "") + "[]"] {
            return .told("\(kind.withCapital) has no elements to take with [ ]; \(remedy).")
        }
        return problem
    }
}
