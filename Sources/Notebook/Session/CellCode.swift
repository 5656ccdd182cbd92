/// A cell's source, read once: what it defines and what it needs.
struct CellCode: Sendable {
    let source: String
    let definitions: Set<String>
    /// Names whose values come from other cells.
    let uses: Set<String>
    /// The functions that it calls by name.
    let calls: Set<String>
    let parsed: ParsedSource

    init(_ source: String) {
        self.source = source
        parsed = Parser.parse(source)
        var names = NameCollector()
        // A cell that cannot be read as a whole does not run, and so needs and defines nothing.
        if parsed.errors.isEmpty {
            for statement in parsed.statements { names.visit(statement) }
        }
        definitions = names.definitions
        uses = names.uses
        calls = names.functions
    }

    /// Whether the cell computes on all cores: of such cells one runs at a time.
    var usesAllCores: Bool { !calls.isDisjoint(with: ["train", "evaluate"]) }
}

/// Walks over statements in order and gathers names.
private struct NameCollector {
    var definitions: Set<String> = []
    var uses: Set<String> = []
    var functions: Set<String> = []

    mutating func visit(_ statement: Statement) {
        visit(statement.value)
        if let name = statement.name { definitions.insert(name.text) }
    }

    private mutating func visit(_ expression: CellExpression) {
        switch expression.kind {
        case .name(let name):
            if !definitions.contains(name) { uses.insert(name) }
        case .call(let call):
            functions.insert(call.name.text)
            visit(call, of: Catalogue.function(call.name.text))
        case .method(let value, let call):
            visit(value)
            visit(call, of: Catalogue.entries(named: call.name.text).first(where: \.isMember))
        default:
            for part in expression.parts { visit(part) }
        }
    }

    /// Words that are choices of a parameter, such as `before`, name nothing.
    private mutating func visit(_ call: Call, of function: Function?) {
        let words = function.map { CallBinding(call, to: $0).pairs.filter { $0.parameter.word(in: $0.argument.value) != nil } } ?? []
        for argument in call.arguments where !words.contains(where: { $0.argument.value.range == argument.value.range }) {
            visit(argument.value)
        }
    }
}
