/// What stands in a cell of the screen, in a fixed number of bytes: thousands of cells are made, copied and compared with every frame, and each
/// time a `Character`, which may keep its text elsewhere, would have to be counted.
package struct Glyph: Hashable, Sendable {
    // Scalars of 21 bits, three in each, the first lowest; zero for none.
    private var first: UInt64 = 0
    private var rest: UInt64 = 0

    /// Scalars that are kept of a character; terminals show no more.
    package static let capacity = 6
    private static let bits: UInt64 = 21
    private static let mask: UInt64 = 1 << bits - 1

    /// The character, or as much of it as is kept.
    ///
    /// - Parameter character: nil for nothing at all.
    package init(_ character: Character?) {
        guard let character else { return }
        var place = 0
        for scalar in character.unicodeScalars {
            guard place < Self.capacity else { return }
            let bits = UInt64(scalar.value) << (UInt64(place % 3) * Self.bits)
            if place < 3 { first |= bits } else { rest |= bits }
            place += 1
        }
    }

    /// The first scalars of the character.
    package var scalars: [Unicode.Scalar] {
        (0..<Self.capacity).compactMap { place in
            let value = ((place < 3 ? first : rest) >> (UInt64(place % 3) * Self.bits)) & Self.mask
            return value == 0 ? nil : Unicode.Scalar(UInt32(value))
        }
    }

    /// Whether it is nothing, not even a space.
    package var isEmpty: Bool { first == 0 }

    /// Nil for nothing.
    package var character: Character? {
        if rest == 0, first <= Self.mask { return isEmpty ? nil : Unicode.Scalar(UInt32(first)).map(Character.init) }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text).first
    }
}
