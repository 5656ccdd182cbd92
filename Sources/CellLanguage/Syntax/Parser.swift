import TextFormatting

/// What a cell's source says, as far as it can be read, and what is wrong with it.
package struct ParsedSource: Sendable {
    /// In order; those with an error as far as they could be read.
    package var statements: [Statement]
    /// For each statement at most one that kept the rest of it from being read, and those that did not.
    package var errors: [CellError]

    /// Whether every statement could be read to its end.
    package var isWhole: Bool { statements.allSatisfy(\.isWhole) }
}

/// Reads statements from tokens. It reads on after an error, so that the rest of a cell is known while it is typed.
package struct Parser {
    let tokens: [Token]
    var place = 0
    var depth = 0
    private var errors: [CellError] = []
    /// Whether an error was met in this statement: the rest of it is passed over.
    var hasFailed = false
    /// Where the statement begins.
    var start = 0

    /// How deep brackets, calls and members can be nested: each level takes stack wherever the expression is walked through.
    package static let deepest = 48

    /// What a source says. Any text can be read: what is wrong with it is among the errors.
    package static func parse(_ source: String) -> ParsedSource {
        parse(Lexer.tokens(of: source))
    }

    static func parse(_ tokens: [Token]) -> ParsedSource {
        var parser = Parser(tokens: tokens.filter { $0.kind != .comment })
        let statements = parser.statements()
        return ParsedSource(statements: statements, errors: parser.errors)
    }

    private init(tokens: [Token]) {
        self.tokens = tokens
    }

    // MARK: Tokens

    var current: Token { tokens[place] }
    var next: Token { tokens[min(place + 1, tokens.count - 1)] }

    mutating func advance() {
        if place + 1 < tokens.count { place += 1 }
    }

    mutating func take(_ symbol: Symbol) -> Bool {
        guard !hasFailed, current.isSymbol(symbol) else { return false }
        advance()
        return true
    }

    /// Takes the symbol where it is the next token, on this line or at the start of a later one.
    mutating func takeAcrossLines(_ symbol: Symbol) -> Bool {
        guard !hasFailed else { return false }
        var index = place
        while tokens[index].kind == .newline { index += 1 }
        guard tokens[index].isSymbol(symbol) else { return false }
        place = index
        advance()
        return true
    }

    mutating func skipNewlines() {
        while current.kind == .newline { advance() }
    }

    mutating func fail(_ problem: Problem, _ range: SourceRange) {
        guard !hasFailed else { return }
        hasFailed = true
        errors.append(CellError(problem, range))
    }

    /// Tells of something that does not keep the statement from being read.
    mutating func note(_ problem: Problem, _ range: SourceRange) {
        guard !hasFailed else { return }
        errors.append(CellError(problem, range))
    }

    /// Says that the present token cannot stand here.
    mutating func failHere(_ problem: Problem) {
        switch current.kind {
        case .wrong(let own, let range): fail(own, range)
        case .symbol(.close), .symbol(.closeList):
            if depth <= 1 { fail(.unmatchedBracket(text(current)), current.range) } else { fail(problem, current.range) }
        default: fail(problem, current.range)
        }
    }

    func text(_ token: Token) -> String {
        switch token.kind {
        case .symbol(let symbol): symbol.rawValue
        case .name(let name): name
        case .number(let number): Figures.plain(number)
        case .text: "text"
        case .newline, .end, .comment, .wrong: ""
        }
    }

    var missing: CellExpression {
        CellExpression(kind: .missing, range: current.range.lowerBound..<current.range.lowerBound)
    }

    /// An expression made of others.
    mutating func node(_ kind: CellExpression.Kind, _ range: SourceRange) -> CellExpression {
        var expression = CellExpression(kind: kind, range: range)
        expression.height = 1 + (expression.parts.map(\.height).max() ?? 0)
        guard expression.height <= Self.deepest else {
            fail(.nestedTooDeeply, range)
            return CellExpression(kind: .missing, range: range)
        }
        return expression
    }

    var lastEnd: Int { place > 0 ? tokens[place - 1].range.upperBound : 0 }
}
