/// Whether a return ends a cell.
package enum SourceEnd {
    /// Whether a return ends the cell, rather than a line of it: no bracket is open and nothing is missing at the end, or more lines could not mend it.
    package static func isComplete(_ source: String) -> Bool {
        var open = 0
        var last = Token.Kind.newline
        for token in Lexer.tokens(of: source) {
            switch token.kind {
            case .symbol(.open), .symbol(.openList): open += 1
            case .symbol(.close), .symbol(.closeList): open -= 1
            case .newline, .comment, .end: continue
            case .wrong: return true
            case .number, .text, .name, .symbol: break
            }
            last = token.kind
        }
        switch last {
        case .symbol(.pipe), .symbol(.equals), .symbol(.comma), .symbol(.colon), .symbol(.dot), .symbol(.range), .symbol(.plus),
            .symbol(.minus),
            .symbol(.times), .symbol(.over):
            return false
        case .symbol(.open), .symbol(.openList), .symbol(.close), .symbol(.closeList): return open <= 0
        case .number, .text, .name, .newline, .comment, .wrong, .end: return open <= 0
        }
    }
}
