import FoundationEssentials

/// Reads numbers from bytes, one after another; returns nil past the end.
struct ByteReader {
    private let data: Data
    /// The number of bytes read so far.
    private(set) var position = 0

    init(_ data: Data) { self.data = data }

    var remaining: Int { data.count - position }

    mutating func byte() -> UInt8? {
        guard remaining >= 1 else { return nil }
        defer { position += 1 }
        return data[data.startIndex + position]
    }

    mutating func bigEndian<Number: FixedWidthInteger & UnsignedInteger>(_ type: Number.Type) -> Number? {
        integer(type, bytes: Array(0..<Number.bitWidth / 8))
    }

    mutating func littleEndian<Number: FixedWidthInteger & UnsignedInteger>(_ type: Number.Type) -> Number? {
        integer(type, bytes: (0..<Number.bitWidth / 8).reversed())
    }

    private mutating func integer<Number: FixedWidthInteger & UnsignedInteger>(
        _: Number.Type, bytes order: [Int]
    ) -> Number? {
        guard remaining >= order.count else { return nil }
        defer { position += order.count }
        return order.reduce(0) { $0 << 8 | Number(data[data.startIndex + position + $1]) }
    }

    mutating func bytes(_ count: Int) -> Data? {
        guard count >= 0, remaining >= count else { return nil }
        defer { position += count }
        return data[(data.startIndex + position)..<(data.startIndex + position + count)]
    }

    /// Whether these bytes are at `position`, wherever the reader is.
    func starts(with bytes: [UInt8], at position: Int) -> Bool {
        guard position >= 0, position <= data.count - bytes.count else { return false }
        return data[(data.startIndex + position)...].starts(with: bytes)
    }

    /// - Returns: whether this position exists.
    mutating func move(to position: Int) -> Bool {
        guard position >= 0, position <= data.count else { return false }
        self.position = position
        return true
    }
}
