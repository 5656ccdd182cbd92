import CellLanguage

/// A cell's source, read once: what it defines and what it needs.
struct CellCode: Sendable {
    let source: String
    let parsed: ParsedSource
    let names: SourceNames
    /// Whether the cell calls functions that keep all cores busy: of such cells one runs at a time.
    let usesAllCores: Bool

    init(_ source: String) {
        self.source = source
        parsed = Parser.parse(source)
        names = SourceNames(parsed, .notebook)
        usesAllCores = names.functions.contains { name in
            Catalogue.notebook.function(name).flatMap(Functions.function)?.usesAllCores ?? false
        }
    }

    /// The names that the cell gives values to.
    var definitions: Set<String> { names.definitions }

    /// Names whose values come from other cells.
    var uses: Set<String> { names.uses }
}
