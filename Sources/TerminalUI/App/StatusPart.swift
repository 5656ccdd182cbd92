/// A field of the status line, which is shown as a whole or not at all.
struct StatusPart: Sendable, Equatable {
    var text: String
    /// Where there is little room, parts give way in this order, those up to `lastBeforeKeys` before the keys; those of 0 stay.
    var gives = 0

    /// What gives way before the keys that are offered do: the others are what one looks for.
    static let lastBeforeKeys = 4
}

extension [StatusPart] {
    /// As they are shown, one beside the other.
    var text: String { map(\.text).joined(separator: "  ") }
}
