/// Something that a check found wrong.
///
/// What was probably meant by a name that means nothing is sought only when the error is asked for: all names are looked at for it, and while one
/// types, most names that mean nothing are only unfinished.
package struct CheckFinding: Sendable {
    /// What is wrong, without what was meant by an unknown name.
    let error: CellError
    /// What names meant there; nil where nothing is to be suggested.
    private let scope: Scope?

    package init(_ error: CellError) {
        self.error = error
        scope = nil
    }

    /// That a name means nothing.
    init(unknownName name: String, in scope: Scope, _ range: SourceRange) {
        error = CellError(.unknownName(name, suggestion: nil), range)
        self.scope = scope
    }

    /// What is wrong, with what was probably meant.
    ///
    /// - Complexity: O(names) for an unknown name.
    package func error(_ catalogue: Catalogue) -> CellError {
        if case .missingValue(let label, let function, _) = error.problem {
            let parameter = catalogue.entries(named: function).lazy.compactMap { $0.parameter(label) }.first
            return CellError(.missingValue(label, function: function, expected: parameter?.words), error.range)
        }
        if case .questionMark(let name?) = error.problem, catalogue.entries(named: name).isEmpty {
            return CellError(.questionMark(nil), error.range)
        }
        if case .callWithoutBrackets(let function, _) = error.problem, catalogue.habits.names[function] != nil {
            return CellError(catalogue.habits.explained(.unknownFunction(function, suggestion: nil)), error.range)
        }
        guard let scope, case .unknownName(let name, _) = error.problem else { return error }
        var own = NearestName(to: name)
        own.consider(scope.names.keys)
        own.consider(scope.withoutValue)
        if own.name == nil, catalogue.habits.names[name] != nil { return CellError(catalogue.habits.explained(error.problem), error.range) }
        let suggestion = own.name ?? Suggestion.nearest(to: name, in: catalogue.functionNames)
        return CellError(.unknownName(name, suggestion: suggestion), error.range)
    }
}
