/// What users of other libraries type out of habit, with what does the same here.
package struct Habits: Sendable {
    /// Names and functions.
    package var names: [String: String]
    /// Members of values.
    package var members: [String: String]
    /// Labels of arguments; of one function alone behind its name and a dot, as in `adam.lr`.
    package var labels: [String: String]

    /// Words with sentences that follow "there is no …;".
    package init(names: [String: String] = [:], members: [String: String] = [:], labels: [String: String] = [:]) {
        (self.names, self.members, self.labels) = (names, members, labels)
    }

    /// What is wrong, with what to do about it where that is known.
    func explained(_ problem: Problem) -> Problem {
        if case .unknownFunction(let name, _) = problem, let remedy = names[name] {
            return .told("There is no function `\(name)`; \(remedy).")
        }
        if case .unknownName(let name, _) = problem, let remedy = names[name] { return .told("There is no `\(name)`; \(remedy).") }
        if case .unknownMember(let name, let kind, _, _) = problem, let remedy = members[name] {
            return .told("\(kind.withCapital) has no `\(name)`; \(remedy).")
        }
        if case .unknownLabel(let label, let function, _, _) = problem, let remedy = labels[function + "." + label] ?? labels[label] {
            return .told("\(function) has no `\(label)`; \(remedy).")
        }
        return problem
    }
}
