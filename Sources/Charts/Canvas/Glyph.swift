/// The character in a cell of the screen, in a fixed number of bytes: thousands of cells are created, copied and compared in every frame,
/// and a `Character`, which may store its text elsewhere, would need reference counting each time.
package struct Glyph: Hashable, Sendable {
    // Scalars of 21 bits, three in each, the first lowest; zero for none.
    private var first: UInt64 = 0
    private var rest: UInt64 = 0

    /// The number of scalars kept of a character; terminals show no more.
    package static let capacity = 6
    private static let bits: UInt64 = 21
    private static let mask: UInt64 = 1 << bits - 1

    /// The character, or as much of it as is kept.
    ///
    /// - Parameter character: the character; nil for none.
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

    /// A single scalar.
    package init(_ scalar: Unicode.Scalar) { first = UInt64(scalar.value) }

    /// Adds a combining mark, if there is room for it.
    package mutating func append(_ mark: Unicode.Scalar) {
        let bits = UInt64(mark.value)
        for place in 1..<UInt64(Self.capacity) {
            let shift = place % 3 * Self.bits
            guard ((place < 3 ? first : rest) >> shift) & Self.mask == 0 else { continue }
            if place < 3 { first |= bits << shift } else { rest |= bits << shift }
            return
        }
    }

    /// Whether a scalar of zero width is visible on the character before it. Variation selectors are not: they select another glyph for it,
    /// which may have another width.
    package static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        if (0xFE00...0xFE0F).contains(scalar.value) || (0xE0100...0xE01EF).contains(scalar.value) { return false }
        switch scalar.properties.generalCategory {
        case .control, .format: return false
        default: return true
        }
    }

    /// Whether this is a single ASCII character.
    package var isASCII: Bool { rest == 0 && first < 0x80 }

    /// The first scalars of the character.
    package var scalars: [Unicode.Scalar] {
        (0..<Self.capacity).compactMap { place in
            let value = ((place < 3 ? first : rest) >> (UInt64(place % 3) * Self.bits)) & Self.mask
            return value == 0 ? nil : Unicode.Scalar(UInt32(value))
        }
    }

    /// Whether there is no character, not even a space.
    package var isEmpty: Bool { first == 0 }

    /// The character; nil if there is none.
    package var character: Character? {
        if rest == 0, first <= Self.mask { return isEmpty ? nil : Unicode.Scalar(UInt32(first)).map(Character.init) }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text).first
    }
}
