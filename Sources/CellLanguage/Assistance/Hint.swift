/// What is worth knowing while one types: a call's parameters, the shape of what a pipeline gives, or what is wrong.
public struct Hint: Sendable, Equatable {
    /// What it tells of.
    public enum Kind: Sendable, Equatable { case signature, shape, error }

    /// What the hint tells of.
    public var kind: Kind
    /// One line.
    public var text: String
    /// The part of `text` to stand out, such as the present parameter, in UTF-8 bytes.
    public var emphasis: Range<Int>?
    /// The part of the source that is wrong, in UTF-8 bytes.
    public var place: Range<Int>?

    /// A hint with or without parts to mark.
    public init(kind: Kind, text: String, emphasis: Range<Int>? = nil, place: Range<Int>? = nil) {
        self.kind = kind
        self.text = text
        self.emphasis = emphasis
        self.place = place
    }
}
