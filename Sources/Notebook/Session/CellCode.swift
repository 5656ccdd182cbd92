import CellLanguage

/// A cell's source, read once: what it defines and what it needs.
struct CellCode: Sendable {
    let source: String
    let parsed: ParsedSource
    let names: SourceNames
    /// Whether the cell calls functions that keep all cores busy: of such cells one runs at a time.
    let usesAllCores: Bool

    /// Files that the cell writes, or reads where another may write them: each as an argument says it, in a form that is no name.
    let files: Set<String>

    init(_ source: String) {
        self.source = source
        parsed = Parser.parse(source)
        names = SourceNames(parsed, .notebook)
        files = parsed.errors.isEmpty ? Self.files(in: parsed, of: source) : []
        usesAllCores = names.functions.contains { name in
            Catalogue.notebook.function(name).flatMap(Functions.function)?.usesAllCores ?? false
        }
    }

    /// Some of the statements of a cell, as if it had no others: places in the source are those of the cell.
    init(_ code: CellCode, keeping places: [Int]) {
        var parsed = code.parsed
        parsed.statements = places.map { code.parsed.statements[$0] }
        source = code.source
        self.parsed = parsed
        names = SourceNames(parsed, .notebook)
        (usesAllCores, files) = (code.usesAllCores, code.files)
    }

    /// The arguments that name files, of all calls whose order matters.
    private static func files(in parsed: ParsedSource, of source: String) -> Set<String> {
        var files: Set<String> = []
        func visit(_ expression: CellExpression) {
            if case .call(let call) = expression.kind, let signature = Catalogue.notebook.function(call.name.text),
                Functions.function(signature)?.ordersFiles ?? false
            {
                for pair in CallBinding(call, to: signature).pairs {
                    guard pair.parameter.type.namesFile(pair.argument.value) else { continue }
                    let range = pair.argument.value.range
                    let written = String(decoding: Array(source.utf8)[range], as: UTF8.self)
                    files.insert("file " + written)
                    let path = String(written.dropFirst().dropLast())
                    if ModuleFile.isModule(path) { files.insert("file \"\(ModuleFile.weights(of: path))\"") }
                }
            }
            for part in expression.parts { visit(part) }
        }
        for statement in parsed.statements { visit(statement.value) }
        return files
    }

    /// The names that the cell gives values to.
    var definitions: Set<String> { names.definitions }

    /// Names whose values come from other cells.
    var uses: Set<String> { names.uses }
}

extension ParameterType {
    /// Whether an argument of this type names a file: where it may be something else as well, a text does.
    fileprivate func namesFile(_ argument: CellExpression) -> Bool {
        switch self {
        case .file: return true
        case .either(let types):
            guard case .text = argument.kind else { return false }
            return types.contains { $0.namesFile(argument) }
        case .whole, .number, .text, .folder, .choice, .functionName, .boolean, .value, .special, .list, .call: return false
        }
    }
}
