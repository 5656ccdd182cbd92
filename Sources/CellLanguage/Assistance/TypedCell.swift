/// A cell while it is typed: its source, the cursor, and what can be found out about both.
struct TypedCell {
    private let bytes: [UInt8]
    /// Where the cursor is, in UTF-8 bytes.
    let offset: Int
    let tokens: [Token]
    let parsed: ParsedSource
    let checker: Checker
    let catalogue: Catalogue
    /// What names mean where the cell begins.
    let scopeBefore: Scope
    /// The token that the cursor is in, or at the end of.
    let typedToken: Token?
    /// The statement that is being typed: the last one that begins before the cursor.
    let statement: Statement?

    init(_ source: String, at offset: Int, _ catalogue: Catalogue, _ scope: Scope) {
        bytes = Array(source.utf8)
        let offset = max(0, min(offset, bytes.count))
        self.offset = offset
        self.catalogue = catalogue
        tokens = Lexer.tokens(of: source)
        parsed = Parser.parse(tokens)
        scopeBefore = scope
        var checker = Checker(catalogue, scope)
        checker.check(parsed.statements)
        self.checker = checker
        typedToken = tokens.first { $0.range.lowerBound < offset && offset <= $0.range.upperBound }
        statement = parsed.statements.last { $0.range.lowerBound < offset }
    }

    /// What names mean at the cursor: those of cells above and of statements before it.
    var scope: Scope {
        var checker = Checker(catalogue, scopeBefore)
        checker.check(parsed.statements.filter { $0.range.upperBound < offset })
        return checker.scope
    }

    /// The outermost expression that is as asked for, in the statement that is being typed.
    func expression(where isWanted: (CellExpression) -> Bool) -> CellExpression? {
        statement?.value.first(where: isWanted)
    }

    /// Part of the source.
    func text(_ range: SourceRange) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}

/// The call whose brackets the cursor is in, as far as it is typed.
struct OpenCall {
    var name: Word
    var isMember: Bool
    /// How many arguments without a label stand before the cursor's.
    var unlabelled = 0
    /// Labels before the cursor's argument.
    var labels: [String] = []
    /// The label of the cursor's argument.
    var label: String?
}

extension TypedCell {
    /// The innermost call around the cursor; nil where there is none, or a list's bracket is nearer.
    var openCall: OpenCall? {
        var open: [OpenCall?] = []
        let before = tokens.filter { $0.range.upperBound <= offset && $0.kind != .comment && $0.kind != .end }
        for (index, token) in before.enumerated() {
            switch token.kind {
            case .symbol(.open):
                if index > 0, case .name(let name) = before[index - 1].kind {
                    let isMember = index > 1 && before[index - 2].isSymbol(.dot)
                    open.append(OpenCall(name: Word(text: name, range: before[index - 1].range), isMember: isMember))
                } else {
                    open.append(nil)
                }
            case .symbol(.openList): open.append(nil)
            case .symbol(.close), .symbol(.closeList): _ = open.popLast()
            case .newline: open = []
            case .symbol(.comma):
                if let last = open.indices.last { open[last]?.endArgument() }
            case .symbol(.colon):
                if let last = open.indices.last, index > 0, case .name(let label) = before[index - 1].kind { open[last]?.label = label }
            default: break
            }
        }
        return open.last ?? nil
    }

    /// What the catalogue knows of the function that is called.
    func function(of call: OpenCall) -> Signature? {
        guard call.isMember else { return catalogue.function(call.name.text) }
        let method = expression { expression in
            if case .method(_, let own) = expression.kind { own.name.range == call.name.range } else { false }
        }
        if case .method(let value, _)? = method?.kind, let type = checker.found[value.range]?.type {
            return catalogue.member(call.name.text, of: type)
        }
        return catalogue.entries(named: call.name.text).first(where: \.isMember)
    }

    /// All labels of a call, those behind the cursor among them.
    func labels(of call: OpenCall) -> Set<String> {
        var labels = Set(call.labels)
        let whole = expression { expression in
            switch expression.kind {
            case .call(let own), .method(_, let own): own.name.range == call.name.range
            default: false
            }
        }
        switch whole?.kind {
        case .call(let own)?, .method(_, let own)?:
            for label in own.arguments.compactMap(\.label) where label.range.upperBound != offset { labels.insert(label.text) }
        default: break
        }
        return labels
    }
}

extension OpenCall {
    fileprivate mutating func endArgument() {
        if let label { labels.append(label) } else { unlabelled += 1 }
        label = nil
    }

    /// The parameter that the cursor's argument is for.
    func parameter(of function: Signature) -> Parameter? {
        if let label { return function.parameter(label) }
        return labels.isEmpty ? CallBinding.parameter(of: function, at: unlabelled) : nil
    }
}
