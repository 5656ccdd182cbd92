/// Tells what each part of a source is, for colours.
package struct SpanFinder {
    private let catalogue: Catalogue
    private let tokens: [Token]

    package init(_ source: String, _ catalogue: Catalogue) {
        self.catalogue = catalogue
        tokens = Lexer.tokens(of: source).filter { !$0.range.isEmpty && $0.kind != .newline }
    }

    /// In order; spaces are left out.
    package var spans: [SourceSpan] {
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
                case .comma, .colon, .equals, .pipe, .dot, .range, .plus, .minus, .times, .over: break
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
        if after?.isSymbol(.open) == true { return catalogue.function(name) == nil ? .wrong : .function }
        if after?.isSymbol(.equals) == true { return .definition }
        if after?.isSymbol(.colon) == true { return .label }
        return catalogue.isReserved(name) ? .function : .name
    }
}
