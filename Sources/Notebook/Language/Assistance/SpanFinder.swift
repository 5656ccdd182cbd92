/// Tells what each part of a source is, for colours.
struct SpanFinder {
    private let tokens: [Token]

    init(_ source: String) {
        tokens = Lexer.tokens(of: source).filter { !$0.range.isEmpty && $0.kind != .newline }
    }

    var spans: [SourceSpan] {
        var spans: [SourceSpan] = []
        var open: [Symbol] = []
        for (index, token) in tokens.enumerated() {
            var kind: SourceSpan.Kind
            switch token.kind {
            case .number: kind = .number
            case .text: kind = .string
            case .comment: kind = .comment
            case .wrong: kind = .wrong
            case .name(let name): kind = self.kind(of: name, at: index)
            case .symbol(let symbol):
                kind = .symbol
                switch symbol {
                case .open, .openList: open.append(symbol)
                case .close, .closeList: if open.popLast()?.closing != symbol { kind = .wrong }
                default: break
                }
            case .newline, .end: continue
            }
            spans.append(SourceSpan(kind: kind, range: token.range))
        }
        return spans
    }

    private func kind(of name: String, at index: Int) -> SourceSpan.Kind {
        let before = index > 0 ? tokens[index - 1] : nil
        let after = index + 1 < tokens.count ? tokens[index + 1] : nil
        if before?.isSymbol(.dot) == true { return .member }
        if after?.isSymbol(.open) == true { return Catalogue.function(name) == nil ? .wrong : .function }
        if after?.isSymbol(.equals) == true { return .definition }
        if after?.isSymbol(.colon) == true { return .label }
        return Catalogue.isReserved(name) ? .function : .name
    }
}
