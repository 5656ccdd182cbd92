/// A piece of a cell's source.
package struct Token: Sendable, Equatable {
    /// What a piece is.
    package enum Kind: Sendable, Equatable {
        case number(Double)
        /// What stands between the quotes, escapes resolved.
        case text(String)
        case name(String)
        case symbol(Symbol)
        /// The end of a line outside of brackets.
        case newline
        case comment
        /// What cannot be read, and which part of it is to blame.
        case wrong(Problem, at: SourceRange)
        /// The end of the source.
        case end
    }

    /// What it is.
    package var kind: Kind
    /// Where it is.
    package var range: SourceRange

    /// The name; nil for any other token.
    var name: String? {
        if case .name(let name) = kind { name } else { nil }
    }

    /// Whether it is this character.
    package func isSymbol(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }
}

/// Characters with a meaning.
package enum Symbol: String, Sendable {
    case open = "("
    case close = ")"
    case openList = "["
    case closeList = "]"
    case comma = ","
    case colon = ":"
    case equals = "="
    case pipe = "|"
    case dot = "."
    case range = ".."
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"

    /// What it does with the numbers beside it; nil where it does not calculate.
    var operation: Operator? { Operator(rawValue: rawValue) }

    /// The bracket that ends what this one begins.
    package var closing: Symbol { self == .open ? .close : .closeList }
}
