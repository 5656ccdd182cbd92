/// A piece of a cell's source.
struct Token: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
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

    var kind: Kind
    var range: SourceRange

    func isSymbol(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }
}

/// Characters with a meaning.
enum Symbol: String, Sendable {
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

    /// The bracket that ends what this one begins.
    var closing: Symbol { self == .open ? .close : .closeList }
}
