import TextFormatting

/// Statements, one a line.
extension Parser {
    mutating func statements() -> [Statement] {
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
        case .symbol(.comma): failHere(keyword.map(Problem.keyword) ?? .tuple)
        case .wrong(.strayCharacter("?"), let range): fail(.questionMark(tokens[max(0, place - 1)].name), range)
        default: failHere(trailing)
        }
    }

    /// What is wrong with a token behind a whole statement: what was probably meant by it.
    private var trailing: Problem {
        let found = text(current)
        if let keyword { return .keyword(keyword) }
        guard place > start else { return .trailing(found) }
        let before = tokens[place - 1]
        if let foreign = foreignWord { return foreign.problem }
        if case .name(let function) = before.kind, let argument = written(current) {
            // In `a = 1 b 2` the name was one too many already.
            return .callWithoutBrackets(function, argument: argument)
        }
        guard case .name = current.kind, !next.isSymbol(.equals) else { return .trailing(found) }
        if before.isSymbol(.close) { return .missingPipe(found) }
        // Words that other shells know as commands.
        if case .name(let word) = before.kind, ["help", "print"].contains(word) { return .callWithoutBrackets(word, argument: found) }
        if case .name = before.kind { return .missingPipe(found) }
        return .trailing(found)
    }

    /// The word of another language that the statement begins with.
    private var keyword: Keyword? {
        guard case .name(let word) = tokens[start].kind else { return nil }
        return Keyword(rawValue: word)
    }

    /// A word of another language, here or just before, that cannot stand between two values, and what is wrong with it.
    var foreignWord: (problem: Problem, range: SourceRange)? {
        let before = tokens[max(start, place - 1)]
        if case .name(let word) = before.kind, place > start, word == "lambda" { return (.keyword(.lambda), before.range) }
        if case .name("not") = before.kind, place > start { return (.unknownOperator("not"), before.range) }
        guard case .name(let word) = current.kind else { return nil }
        if ["and", "or", "is", "in", "not"].contains(word) { return (.unknownOperator(word), current.range) }
        return ["for", "if", "else"].contains(word) ? Keyword(rawValue: word).map { (.keyword($0), current.range) } : nil
    }

    /// A number or a text as it is written; nil for anything else.
    func written(_ token: Token) -> String? {
        if case .number(let number) = token.kind { return Figures.plain(number) }
        if case .text(let text) = token.kind { return "\"\(text.escaped)\"" }
        if case .wrong(.otherQuotes(let text), _) = token.kind { return Problem.inDoubleQuotes(text) }
        return nil
    }

    /// A short value as it should be written; an empty text for a long one.
    func written(_ value: ArraySlice<Token>) -> String {
        guard value.count <= 12 else { return "" }
        var result = ""
        for token in value {
            if case .symbol(.pipe) = token.kind { result += " | " } else { result += written(token) ?? text(token) }
            if token.isSymbol(.comma) || token.isSymbol(.colon) { result += " " }
        }
        return result
    }
}
