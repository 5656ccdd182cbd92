import TextFormatting

/// What a cell's source says, as far as it can be read, and what is wrong with it.
package struct ParsedSource: Sendable {
    /// In order; those with an error as far as they could be read.
    package var statements: [Statement]
    /// At most one for each statement.
    package var errors: [CellError]
}

/// Reads statements from tokens. It reads on after an error, so that the rest of a cell is known while it is typed.
package struct Parser {
    private let tokens: [Token]
    private var place = 0
    private var depth = 0
    private var errors: [CellError] = []
    /// Whether an error was met in this statement: the rest of it is passed over.
    private var hasFailed = false
    /// Where the statement begins.
    private var start = 0

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

    private var current: Token { tokens[place] }
    private var next: Token { tokens[min(place + 1, tokens.count - 1)] }

    private mutating func advance() {
        if place + 1 < tokens.count { place += 1 }
    }

    private mutating func take(_ symbol: Symbol) -> Bool {
        guard !hasFailed, current.isSymbol(symbol) else { return false }
        advance()
        return true
    }

    /// Takes the symbol where it is the next token, on this line or at the start of a later one.
    private mutating func takeAcrossLines(_ symbol: Symbol) -> Bool {
        guard !hasFailed else { return false }
        var index = place
        while tokens[index].kind == .newline { index += 1 }
        guard tokens[index].isSymbol(symbol) else { return false }
        place = index
        advance()
        return true
    }

    private mutating func skipNewlines() {
        while current.kind == .newline { advance() }
    }

    private mutating func fail(_ problem: Problem, _ range: SourceRange) {
        guard !hasFailed else { return }
        hasFailed = true
        errors.append(CellError(problem, range))
    }

    /// Says that the present token cannot stand here.
    private mutating func failHere(_ problem: Problem) {
        switch current.kind {
        case .wrong(let own, let range): fail(own, range)
        case .symbol(.close), .symbol(.closeList):
            if depth <= 1 { fail(.unmatchedBracket(text(current)), current.range) } else { fail(problem, current.range) }
        default: fail(problem, current.range)
        }
    }

    private func text(_ token: Token) -> String {
        switch token.kind {
        case .symbol(let symbol): symbol.rawValue
        case .name(let name): name
        case .number(let number): Figures.plain(number)
        case .text: "text"
        case .newline, .end, .comment, .wrong: ""
        }
    }

    private var missing: CellExpression {
        CellExpression(kind: .missing, range: current.range.lowerBound..<current.range.lowerBound)
    }

    /// An expression made of others.
    private mutating func node(_ kind: CellExpression.Kind, _ range: SourceRange) -> CellExpression {
        var expression = CellExpression(kind: kind, range: range)
        expression.height = 1 + (expression.parts.map(\.height).max() ?? 0)
        guard expression.height <= Self.deepest else {
            fail(.nestedTooDeeply, range)
            return CellExpression(kind: .missing, range: range)
        }
        return expression
    }

    private var lastEnd: Int { place > 0 ? tokens[place - 1].range.upperBound : 0 }
}

// MARK: Statements

extension Parser {
    private mutating func statements() -> [Statement] {
        var statements: [Statement] = []
        while true {
            skipNewlines()
            if current.kind == .end { return statements }
            hasFailed = false
            depth = 0
            start = place
            var statement = statement()
            if current.kind != .newline, current.kind != .end { failTrailing() }
            statement.isWhole = !hasFailed
            statements.append(statement)
            while current.kind != .newline, current.kind != .end { advance() }
        }
    }

    private mutating func statement() -> Statement {
        guard case .name(let name) = current.kind, next.isSymbol(.equals) else { return Statement(name: nil, value: expression()) }
        let word = Word(text: name, range: current.range)
        advance()
        advance()
        if current.isSymbol(.equals), tokens[place - 1].range.upperBound == current.range.lowerBound {
            fail(.comparison, tokens[place - 1].range.lowerBound..<current.range.upperBound)
        }
        skipNewlines()
        return Statement(name: word, value: expression())
    }

    private mutating func failTrailing() {
        switch current.kind {
        case .symbol(.equals): failHere(.assignmentToExpression)
        case .symbol(.colon): failHere(keyword.map(Problem.keyword) ?? .strayColon)
        default: failHere(trailing)
        }
    }

    /// What is wrong with a token behind a whole statement: what was probably meant by it.
    private var trailing: Problem {
        let found = text(current)
        if let keyword { return .keyword(keyword) }
        guard place > start else { return .trailing(found) }
        let before = tokens[place - 1]
        if case .name(let function) = before.kind, let argument = written(current) {
            // In `a = 1 b 2` the name was one too many already.
            return .callWithoutBrackets(function, argument: argument)
        }
        guard case .name = current.kind, !next.isSymbol(.equals) else { return .trailing(found) }
        if before.isSymbol(.close) { return .missingPipe(found) }
        if case .name = before.kind { return .missingPipe(found) }
        return .trailing(found)
    }

    /// The word of another language that the statement begins with.
    private var keyword: Keyword? {
        guard case .name(let word) = tokens[start].kind else { return nil }
        return Keyword(rawValue: word)
    }

    /// A number or a text as it is written; nil for anything else.
    private func written(_ token: Token) -> String? {
        if case .number(let number) = token.kind { return Figures.plain(number) }
        if case .text(let text) = token.kind { return "\"\(text)\"" }
        return nil
    }
}

// MARK: Expressions

extension Parser {
    private mutating func expression() -> CellExpression {
        guard !hasFailed else { return missing }
        guard depth < Self.deepest else {
            fail(.nestedTooDeeply, current.range)
            return missing
        }
        depth += 1
        defer { depth -= 1 }
        let first = sum()
        var parts = [first]
        while takeAcrossLines(.pipe) {
            skipNewlines()
            parts.append(sum())
        }
        var value = first
        if parts.count > 1 { value = node(.pipe(parts), first.range.lowerBound..<parts[parts.count - 1].range.upperBound) }
        guard take(.range) else { return value }
        let upper = sum()
        return node(.range(value, upper), value.range.lowerBound..<upper.range.upperBound)
    }

    /// Products that are added and taken away, from left to right.
    private mutating func sum() -> CellExpression {
        var value = product()
        while let operation = takeOperator([.plus, .minus]) { value = self.operation(operation, value, product()) }
        return value
    }

    /// Values that are multiplied and divided, from left to right.
    private mutating func product() -> CellExpression {
        var value = factor()
        while let operation = takeOperator([.times, .over]) { value = self.operation(operation, value, factor()) }
        return value
    }

    private mutating func factor() -> CellExpression {
        let start = current.range.lowerBound
        guard take(.minus) else { return chain() }
        let value = chain()
        return node(.negation(value), start..<value.range.upperBound)
    }

    private mutating func takeOperator(_ operators: [Operator]) -> Operator? {
        guard !hasFailed, case .symbol(let symbol) = current.kind, let operation = symbol.operation, operators.contains(operation) else {
            return nil
        }
        advance()
        skipNewlines()
        return operation
    }

    private mutating func operation(_ operation: Operator, _ first: CellExpression, _ second: CellExpression) -> CellExpression {
        node(.operation(operation, first, second), first.range.lowerBound..<second.range.upperBound)
    }

    /// A value with its members and elements: `a.b(c)[d]`.
    private mutating func chain() -> CellExpression {
        var value = primary()
        let start = value.range.lowerBound
        while !hasFailed {
            if takeAcrossLines(.dot) {
                value = member(of: value, from: start)
            } else if take(.openList) {
                let bracket = tokens[place - 1].range
                let index = expression()
                _ = close(.openList, bracket, missing: .expectedClosing("]"))
                value = node(.element(value, index), start..<lastEnd)
            } else {
                return value
            }
        }
        return value
    }

    private mutating func member(of value: CellExpression, from start: Int) -> CellExpression {
        let dot = lastEnd
        guard case .name(let name) = current.kind else {
            failHere(.missingMember)
            return node(.member(value, Word(text: "", range: dot..<dot)), start..<dot)
        }
        let word = Word(text: name, range: current.range)
        advance()
        guard current.isSymbol(.open) else { return node(.member(value, word), start..<word.range.upperBound) }
        let call = call(word)
        return node(.method(value, call), start..<call.brackets.upperBound)
    }

    /// A call, from its opening bracket on.
    private mutating func call(_ name: Word) -> Call {
        let bracket = current.range
        advance()
        var arguments: [Argument] = []
        while !hasFailed, !current.isSymbol(.close), current.kind != .end, current.kind != .newline {
            arguments.append(argument())
            if !take(.comma) { break }
        }
        let isClosed = close(.open, bracket, missing: .expectedSeparator(")"))
        return Call(name: name, arguments: arguments, brackets: bracket.lowerBound..<max(lastEnd, bracket.upperBound), isClosed: isClosed)
    }

    private mutating func argument() -> Argument {
        guard case .name(let name) = current.kind, next.isSymbol(.colon) else { return Argument(label: nil, value: expression()) }
        let label = Word(text: name, range: current.range)
        advance()
        advance()
        if current.kind == .end || current.kind == .newline {
            // The bracket that is still open is the error to tell of.
            return Argument(label: label, value: CellExpression(kind: .missing, range: lastEnd..<lastEnd))
        }
        return Argument(label: label, value: expression())
    }

    /// Takes the closing bracket, or says that it or something before it is missing.
    private mutating func close(_ symbol: Symbol, _ bracket: SourceRange, missing problem: Problem) -> Bool {
        if take(symbol.closing) { return true }
        if current.kind == .end || current.kind == .newline {
            fail(.unclosedBracket(symbol.rawValue), bracket)
        } else if symbol == .open, current.isSymbol(.equals), place > 0, case .name(let label) = tokens[place - 1].kind {
            fail(.equalsAfterLabel(label, value: written(next) ?? text(next)), current.range)
        } else {
            failHere(problem)
        }
        return false
    }

    private mutating func primary() -> CellExpression {
        guard !hasFailed else { return missing }
        let start = current.range
        switch current.kind {
        case .number(let number):
            advance()
            return CellExpression(kind: .number(number), range: start)
        case .text(let text):
            advance()
            return CellExpression(kind: .text(text), range: start)
        case .name(let name):
            advance()
            let word = Word(text: name, range: start)
            guard current.isSymbol(.open) else { return CellExpression(kind: .name(name), range: start) }
            let call = call(word)
            return node(.call(call), start.lowerBound..<call.brackets.upperBound)
        case .symbol(.openList): return list()
        case .symbol(.open):
            advance()
            var value = expression()
            _ = close(.open, start, missing: .expectedClosing(")"))
            value.range = start.lowerBound..<max(lastEnd, value.range.upperBound)
            return value
        case .symbol(.dot) where isNumber(next):
            fail(.bareFraction(text(next)), start.lowerBound..<next.range.upperBound)
        case .symbol(.colon) where place == 0:
            fail(.command, start)
        default:
            failHere(.missingExpression)
        }
        return missing
    }

    private func isNumber(_ token: Token) -> Bool {
        if case .number = token.kind { true } else { false }
    }

    private mutating func list() -> CellExpression {
        let bracket = current.range
        advance()
        var elements: [CellExpression] = []
        while !hasFailed, !current.isSymbol(.closeList), current.kind != .end, current.kind != .newline {
            elements.append(expression())
            if !take(.comma) { break }
        }
        _ = close(.openList, bracket, missing: .expectedSeparator("]"))
        return node(.list(elements), bracket.lowerBound..<max(lastEnd, bracket.upperBound))
    }
}
