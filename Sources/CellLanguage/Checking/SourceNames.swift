/// What a source defines and what it needs.
package struct SourceNames: Sendable {
    /// Names that statements give values to.
    package private(set) var definitions: Set<String> = []
    /// Names whose values come from elsewhere.
    package private(set) var uses: Set<String> = []
    /// Names of the functions that are called.
    package private(set) var functions: Set<String> = []
    private let catalogue: Catalogue
    /// Names that a call gives to the call inside of it.
    private var labels: Set<String> = []

    /// Walks over the statements in order. What cannot be read as a whole does not run, and so needs and defines nothing.
    package init(_ source: ParsedSource, _ catalogue: Catalogue) {
        self.catalogue = catalogue
        guard source.isWhole else { return }
        for statement in source.statements {
            visit(statement.value)
            if let name = statement.name { definitions.insert(name.text) }
        }
    }

    private mutating func visit(_ expression: CellExpression) {
        switch expression.kind {
        case .name(let name):
            if !definitions.contains(name), !labels.contains(name) { uses.insert(name) }
        case .call(let call):
            functions.insert(call.name.text)
            visit(call, of: catalogue.function(call.name.text))
        case .method(let value, let call):
            visit(value)
            visit(call, of: catalogue.entries(named: call.name.text).first(where: \.isMember))
        case .number, .text, .list, .range, .member, .element, .operation, .negation, .pipe, .missing:
            for part in expression.parts { visit(part) }
        }
    }

    /// Words that are choices of a parameter, such as `before`, name nothing.
    private mutating func visit(_ call: Call, of function: Signature?) {
        var words: Set<SourceRange> = []
        let outer = labels
        defer { labels = outer }
        if let function {
            for pair in CallBinding(call, to: function).pairs {
                if pair.parameter.word(in: pair.argument.value) != nil { words.insert(pair.argument.value.range) }
                if pair.parameter.takesLabels, let label = pair.argument.label { labels.insert(label.text) }
            }
        }
        for argument in call.arguments where !words.contains(argument.value.range) { visit(argument.value) }
    }
}
