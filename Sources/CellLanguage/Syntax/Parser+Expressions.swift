import TextFormatting

/// Expressions, from the operator that binds least to those that bind most: `..`, `|`, `+ -`, `* /`, then members, elements and calls.
extension Parser {
    mutating func expression() -> CellExpression {
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
            if case .number(let number) = value.kind {
                fail(.openFraction(Figures.plain(number)), start..<dot)
            } else {
                failHere(.missingMember)
            }
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
            arguments.append(argument(of: name.text))
            if !take(.comma) { break }
        }
        let isClosed = close(.open, bracket, missing: .expectedSeparator(")"))
        return Call(name: name, arguments: arguments, brackets: bracket.lowerBound..<max(lastEnd, bracket.upperBound), isClosed: isClosed)
    }

    private mutating func argument(of function: String) -> Argument {
        guard case .name(let name) = current.kind, next.isSymbol(.colon) || next.isSymbol(.equals) && !isComparison(at: place + 1) else {
            return Argument(label: nil, value: expression())
        }
        let label = Word(text: name, range: current.range)
        let isEquals = next.isSymbol(.equals)
        let separator = next.range
        advance()
        advance()
        if current.isSymbol(.comma) || current.isSymbol(.close) {
            let fault = ArgumentFault(isEquals: false, range: label.range.lowerBound..<separator.upperBound)
            note(.missingValue(name, function: function, expected: nil), fault.range)
            return Argument(label: label, value: CellExpression(kind: .missing, range: lastEnd..<lastEnd), fault: fault)
        }
        if current.kind == .end || current.kind == .newline {
            // The bracket that is still open is the error to tell of.
            return Argument(label: label, value: CellExpression(kind: .missing, range: lastEnd..<lastEnd))
        }
        guard isEquals else { return Argument(label: label, value: expression()) }
        let first = place
        // Its own quotes are part of the remedy for the whole.
        var value = expression()
        // As Python writes it; the remedy has it as it is written here.
        if case .name(let word) = value.kind, let constant = Self.constants[word] { value.kind = .name(constant) }
        note(.equalsAfterLabel(name, value: written(tokens[first..<max(first, place)])), separator)
        return Argument(label: label, value: value, fault: ArgumentFault(isEquals: true, range: separator))
    }

    /// Whether two equals signs stand here.
    private func isComparison(at index: Int) -> Bool {
        guard index + 1 < tokens.count, tokens[index].isSymbol(.equals) else { return false }
        return tokens[index + 1].isSymbol(.equals) && tokens[index].range.upperBound == tokens[index + 1].range.lowerBound
    }

    /// Takes the closing bracket, or says that it or something before it is missing.
    private mutating func close(_ symbol: Symbol, _ bracket: SourceRange, missing problem: Problem) -> Bool {
        if take(symbol.closing) { return true }
        if current.kind == .end || current.kind == .newline {
            fail(.unclosedBracket(symbol.rawValue), bracket)
        } else if isComparison(at: place) {
            fail(.comparison, current.range.lowerBound..<next.range.upperBound)
        } else if let foreign = foreignWord {
            fail(foreign.problem, foreign.range)
        } else if problem == .expectedClosing(")"), current.isSymbol(.comma) {
            fail(.tuple, current.range)
        } else if symbol == .openList, problem == .expectedClosing("]"), current.isSymbol(.colon) {
            fail(.colonInIndex, current.range)
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
        case .name(let name)
        where isText(next) && next.range.lowerBound == start.upperBound && Self.textPrefixes.contains(name.lowercased()):
            advance()
            note(.textPrefix(name), start)
            return primary()
        case .wrong(.otherQuotes(let text), _):
            advance()
            // Behind `=` the whole argument is written anew.
            if !tokens[max(0, place - 2)].isSymbol(.equals) || depth <= 1 { note(.otherQuotes(text), start) }
            return CellExpression(kind: .text(text), range: start)
        case .wrong(.strayCharacter("?"), _):
            fail(.questionMark(next.name), start)
        case .wrong(.strayCharacter(let mark), _) where place == self.start && ["!", "%"].contains(mark):
            fail(.foreignCommand(mark), start)
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
        case .symbol(.dot) where place > 0 && tokens[place - 1].isSymbol(.range) && tokens[place - 1].range.upperBound == start.lowerBound:
            fail(.threeDots, tokens[place - 1].range.lowerBound..<start.upperBound)
        case .wrong(.strayCharacter("<"), _) where place > 0 && tokens[place - 1].isSymbol(.range):
            fail(.threeDots, tokens[place - 1].range.lowerBound..<start.upperBound)
        case .symbol(.dot) where isNumber(next):
            fail(.bareFraction(text(next)), start.lowerBound..<next.range.upperBound)
        case .symbol(.colon) where place == 0:
            fail(.command, start)
        case .symbol(.colon) where place > 0 && tokens[place - 1].isSymbol(.openList):
            fail(.colonInIndex, start)
        case .symbol(let symbol):
            // Such as `**`, `//` and `+=`.
            if place > 0, case .symbol(let before) = tokens[place - 1].kind, before.operation != nil,
                [.times, .over, .equals].contains(symbol), tokens[place - 1].range.upperBound == start.lowerBound
            {
                fail(.unknownOperator(before.rawValue + symbol.rawValue), tokens[place - 1].range.lowerBound..<start.upperBound)
            } else {
                failHere(.missingExpression)
            }
        default:
            failHere(.missingExpression)
        }
        return missing
    }

    private func isNumber(_ token: Token) -> Bool {
        if case .number = token.kind { true } else { false }
    }

    private static let constants = ["True": "true", "False": "false", "None": "none"]

    /// Letters that stand before texts in Python.
    private static let textPrefixes: Set<String> = ["f", "r", "b", "u", "fr", "rf", "rb", "br"]

    private func isText(_ token: Token) -> Bool {
        switch token.kind {
        case .text, .wrong(.otherQuotes, _): true
        default: false
        }
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
