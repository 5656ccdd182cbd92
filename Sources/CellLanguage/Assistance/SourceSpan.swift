/// A part of a cell's source with what it is, for colours.
public struct SourceSpan: Sendable, Equatable {
    /// What a part of a source is.
    public enum Kind: Sendable, Equatable { case function, name, definition, label, member, number, string, comment, symbol, wrong }

    /// What the part is.
    public var kind: Kind
    /// In UTF-8 bytes.
    public var range: Range<Int>

    /// This part of a source, of this kind.
    public init(kind: Kind, range: Range<Int>) {
        self.kind = kind
        self.range = range
    }
}
