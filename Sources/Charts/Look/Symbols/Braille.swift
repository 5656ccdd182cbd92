/// Characters of 2 x 4 dots.
enum Braille {
    /// The character with these dots: bit `Braille.bit(x, y)` for each.
    static func character(_ dots: UInt8) -> Character { characters[Int(dots)] }

    /// The bit of a dot within its character; x is 0 or 1, y is 0...3 from the top (Unicode, block U+2800).
    static func bit(_ x: Int, _ y: Int) -> UInt8 { bits[(y & 3) * 2 + (x & 1)] }

    private static let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
    private static let characters: [Character] = (0..<256).map { Character(UnicodeScalar(0x2800 + UInt32($0)) ?? " ") }
}
