import TextFormatting

/// Symbols laid out as text in lines of a certain width; a symbol that is a line break ends its line.
struct SymbolText {
    struct Piece {
        var text: String
        var row: Int
        var column: Int
        var width: Int
    }

    private(set) var pieces: [Piece] = []
    private(set) var rows = 0

    /// - Parameters:
    ///   - symbols: indices into `vocabulary`; others are shown as question marks.
    ///   - showsBreaks: whether line breaks are visible.
    init(_ symbols: some Sequence<Int>, _ vocabulary: [String], width: Int, showsBreaks: Bool) {
        guard width > 0 else { return }
        let gap = vocabulary.contains { $0.count > 1 } ? 1 : 0
        var row = 0
        var column = 0
        for symbol in symbols {
            let name = vocabulary.indices.contains(symbol) ? vocabulary[symbol] : "?"
            let breaks = name == "\n" || name == "\r\n"
            let text = breaks && !showsBreaks ? "" : name.visible
            let taken = min(width, DisplayWidth.of(text))
            if column + taken > width { (row, column) = (row + 1, 0) }
            pieces.append(Piece(text: text, row: row, column: column, width: taken))
            column += taken + gap
            if breaks { (row, column) = (row + 1, 0) }
        }
        rows = (pieces.last?.row ?? -1) + 1
    }
}
