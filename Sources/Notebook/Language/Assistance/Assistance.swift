/// What can stand at the cursor.
public struct Completions: Sendable, Equatable {
    public struct Item: Sendable, Equatable {
        /// What is put in place of the typed part, such as `dropout(` or `epochs: `.
        public var text: String
        /// A few words about it, such as "zeroes outputs at random".
        public var detail: String

        public init(text: String, detail: String) {
            self.text = text
            self.detail = detail
        }
    }

    /// The part of the source that an item replaces, in UTF-8 bytes.
    public var range: Range<Int>
    public var items: [Item]

    public init(range: Range<Int>, items: [Item]) {
        self.range = range
        self.items = items
    }
}

/// What is worth knowing while one types: a call's parameters, the shape of what a pipeline gives, or what is wrong.
public struct Hint: Sendable, Equatable {
    public enum Kind: Sendable, Equatable { case signature, shape, error }

    public var kind: Kind
    /// One line.
    public var text: String
    /// The part of `text` to stand out, such as the present parameter, in UTF-8 bytes.
    public var emphasis: Range<Int>?
    /// The part of the source that is wrong, in UTF-8 bytes.
    public var place: Range<Int>?

    public init(kind: Kind, text: String, emphasis: Range<Int>? = nil, place: Range<Int>? = nil) {
        self.kind = kind
        self.text = text
        self.emphasis = emphasis
        self.place = place
    }
}

/// A part of a cell's source with what it is, for colours.
public struct SourceSpan: Sendable, Equatable {
    public enum Kind: Sendable, Equatable { case function, name, definition, label, member, number, string, comment, symbol, wrong }

    public var kind: Kind
    /// In UTF-8 bytes.
    public var range: Range<Int>

    public init(kind: Kind, range: Range<Int>) {
        self.kind = kind
        self.range = range
    }
}

/// Help while cells are typed. All answers come at once.
extension SessionManager {
    /// What can stand at `offset` (UTF-8 bytes) of `source`, typed as the cell `cell` or as a new one at the end. Empty items where nothing fits.
    public func completions(in source: String, at offset: Int, for cell: CellID? = nil) -> Completions {
        CompletionFinder(TypedCell(source, at: offset, scope(for: cell))).completions
    }

    /// What to show below the line while the cursor is at `offset`; nil for nothing.
    public func hint(in source: String, at offset: Int, for cell: CellID? = nil) -> Hint? {
        HintFinder(TypedCell(source, at: offset, scope(for: cell))).hint
    }

    /// Whether a return ends the cell, rather than a line of it: no bracket is open and nothing is missing at the end, or more lines could not mend it.
    public static func isComplete(_ source: String) -> Bool {
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
        case .symbol(.pipe), .symbol(.equals), .symbol(.comma), .symbol(.colon), .symbol(.dot), .symbol(.range): return false
        default: return open <= 0
        }
    }

    /// The source in parts, in order; spaces are left out. Works on text of any kind.
    public static func spans(of source: String) -> [SourceSpan] {
        SpanFinder(source).spans
    }
}
