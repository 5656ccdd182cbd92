import TestSupport

/// Makes inputs for readers from samples: by changing bytes, by numbers at the edges of their types, and by the words
/// of a format.
struct Mutator {
    /// The greatest size of an input in bytes.
    static let longest = 1 << 14

    /// Numbers for which sizes and offsets go wrong.
    static let edges: [UInt64] = {
        var edges: [UInt64] = [0, 1, 2, 7, 8, 9, 63, 64, 65, 127, 128, 255, 256, 4_095, 4_096, 32_767, 32_768, 65_535, 65_536]
        for bits: UInt64 in [31, 32, 33, 53, 62, 63] { edges += [(1 << bits) - 1, 1 << bits, (1 << bits) + 1] }
        return edges + [UInt64.max - 7, UInt64.max - 1, UInt64.max]
    }()

    /// The same numbers and others, as text.
    static let numbers =
        edges.map(String.init)
        + [
            "-1", "-2147483648", "-9223372036854775808", "-9223372036854775809", "18446744073709551616", "1e39", "-1e39", "1e308", "1e999",
            "1e-999", "0x10", "0x1p-1074", "nan", "-nan", "NaN", "inf", "-Infinity", "1_000", "1,5", "1.0", "1.", ".5", "+5", "--5", "٣",
            "1e",
            "00012",
        ]

    /// Bytes with a meaning in most text formats.
    private static let marks: [[UInt8]] =
        [
            "\"", "'", "\\", "\n", "\r\n", "\r", "\t", " ", ",", ";", ":", "|", "=", "#", "%", "@", "(", ")", "[", "]", "{", "}", "<", ">",
            "?",
            "-", "_", "\u{0}", "\u{1B}[2J", "\u{7F}", "\u{9B}", "\u{FEFF}", "\u{200B}", "\u{A0}", "\u{2028}", "é", "e\u{301}", "日本", "👩‍👩‍👧",
            "🇩🇪",
            "\u{10FFFF}", "\\ud800", "\\u0000", "```", "<!--", "-->",
        ].map { Array($0.utf8) } + [
            [0xFF, 0xFE], [0xEF, 0xBB, 0xBF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE4], [0x80], [0x1F, 0x8B], [0],
        ]

    var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    // MARK: Choices

    mutating func below(_ count: Int) -> Int { Int.random(in: 0..<max(1, count), using: &random) }

    mutating func chance(_ part: Int, of whole: Int) -> Bool { below(whole) < part }

    mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }

    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) } }

    /// A place or a length: mostly small, sometimes at an edge.
    mutating func size() -> Int { chance(1, of: 6) ? Int(truncatingIfNeeded: one(of: Self.edges)) : below(6) }

    // MARK: Changes

    /// A sample with some changes, sometimes none.
    mutating func mutated(_ samples: [[UInt8]], words: [String] = []) -> [UInt8] {
        var bytes = chance(1, of: 50) ? [] : one(of: samples)
        for _ in 0..<(1 + below(chance(1, of: 4) ? 24 : 4)) { change(&bytes, samples, words) }
        return bytes.count > Self.longest ? Array(bytes.prefix(Self.longest)) : bytes
    }

    /// One change.
    mutating func change(_ bytes: inout [UInt8], _ samples: [[UInt8]] = [], _ words: [String] = []) {
        let place = below(bytes.count + 1)
        let part = place..<min(bytes.count, place + below(chance(1, of: 3) ? 64 : 8))
        switch below(15) {
        case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(below(8))
        case 1 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 2: bytes.removeSubrange(part)
        case 3: bytes.removeSubrange(place...)
        case 4: bytes.insert(contentsOf: repeatElement(bytes[part], count: 1 + below(chance(1, of: 8) ? 200 : 4)).joined(), at: place)
        case 5: bytes.insert(contentsOf: one(of: Self.marks), at: place)
        case 6 where !words.isEmpty: bytes.insert(contentsOf: one(of: words).utf8, at: place)
        case 7: replaceNumber(&bytes, at: place)
        case 8: overwrite(&bytes, at: place)
        case 9 where !samples.isEmpty:
            let other = one(of: samples)
            let start = below(other.count + 1)
            bytes.replaceSubrange(place..., with: other[start...])
        case 10: swapLines(&bytes)
        case 11:
            // One mark repeated many times: nesting, wide rows, long words.
            let mark = one(of: Self.marks)
            bytes.insert(contentsOf: repeatElement(mark, count: 1 + below(chance(1, of: 10) ? 3_000 : 40)).joined(), at: place)
        case 12: bytes.insert(contentsOf: self.bytes(1 + below(8)), at: place)
        case 13:
            let piece = Array(bytes[part])
            bytes.removeSubrange(part)
            bytes.insert(contentsOf: piece, at: below(bytes.count + 1))
        default: bytes.insert(contentsOf: one(of: Self.numbers).utf8, at: place)
        }
        if bytes.count > 2 * Self.longest { bytes.removeSubrange(Self.longest...) }
    }

    /// Replaces the next digits by another number.
    private mutating func replaceNumber(_ bytes: inout [UInt8], at place: Int) {
        func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || byte == 0x2E || byte == 0x2D }
        guard let start = bytes[place...].firstIndex(where: isDigit) else { return }
        let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
        bytes.replaceSubrange(start..<end, with: one(of: Self.numbers).utf8)
    }

    /// Overwrites the bytes here with a number at an edge, in either byte order; sometimes with the number of all
    /// bytes, or one next to it.
    private mutating func overwrite(_ bytes: inout [UInt8], at place: Int) {
        let count = one(of: [1, 2, 4, 8])
        guard place + count <= bytes.count else { return }
        let number = chance(1, of: 5) ? UInt64(bytes.count) &+ UInt64(below(3)) &- 1 : one(of: Self.edges)
        let isBigEndian = chance(1, of: 2)
        for index in 0..<count {
            bytes[place + (isBigEndian ? count - 1 - index : index)] = UInt8(truncatingIfNeeded: number >> UInt64(8 * index))
        }
    }

    private mutating func swapLines(_ bytes: inout [UInt8]) {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let (first, second) = (below(lines.count), below(lines.count))
        lines.swapAt(first, second)
        if chance(1, of: 4) { lines.append(lines[first]) }
        bytes = Array(lines.joined(separator: [0x0A]))
    }
}
