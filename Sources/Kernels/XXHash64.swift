/// A 64-bit hash of bytes that is the same on every machine and for every build: XXH64 (Collet, xxHash fast digest algorithm, version
/// 0.1.1).
///
/// Any change within one aligned word of eight bytes changes the hash; other changes go unnoticed with probability 2^-64. It is not secure
/// against deliberate collisions.
public struct XXHash64: Sendable {
    private var lanes: Lanes
    private var pending: [UInt8] = []
    private var count: UInt64 = 0
    private let seed: UInt64

    private static let stripe = 32

    private struct Lanes {
        var a, b, c, d: UInt64

        /// Adds the next 32 bytes.
        @inline(__always)
        mutating func add(_ bytes: borrowing RawSpan, at place: Int) {
            a = round(a, word(bytes, place))
            b = round(b, word(bytes, place + 8))
            c = round(c, word(bytes, place + 16))
            d = round(d, word(bytes, place + 24))
        }
    }

    /// The hash of no bytes.
    public init(seed: UInt64 = 0) {
        self.seed = seed
        lanes = Lanes(a: seed &+ prime1 &+ prime2, b: seed &+ prime2, c: seed, d: seed &- prime1)
    }

    /// Adds bytes to the hash.
    ///
    /// - Complexity: O(bytes).
    public mutating func update(_ bytes: borrowing RawSpan) {
        count &+= UInt64(bytes.byteCount)
        var place = 0
        var lanes = lanes
        if !pending.isEmpty {
            while pending.count < Self.stripe, place < bytes.byteCount {
                pending.append(bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self))
                place += 1
            }
            guard pending.count == Self.stripe else { return }
            lanes.add(pending.span.bytes, at: 0)
            pending.removeAll(keepingCapacity: true)
        }
        while bytes.byteCount - place >= Self.stripe {
            lanes.add(bytes, at: place)
            place += Self.stripe
        }
        self.lanes = lanes
        while place < bytes.byteCount {
            pending.append(bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self))
            place += 1
        }
    }

    /// Adds the eight bytes of a number, the least significant first.
    public mutating func update(_ number: UInt64) {
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        update(bytes.span.bytes)
    }

    /// Adds the count and the contents of an array, so that two consecutive arrays differ from one.
    ///
    /// - Complexity: O(numbers).
    public mutating func update(counted numbers: [some BitwiseCopyable]) {
        update(UInt64(numbers.count))
        update(numbers.span.bytes)
    }

    /// Adds a text in UTF-8, and its length.
    public mutating func update(_ text: String) { update(counted: Array(text.utf8)) }

    /// The hash of all bytes so far.
    public var value: UInt64 {
        var hash: UInt64
        if count >= UInt64(Self.stripe) {
            hash = rotated(lanes.a, 1) &+ rotated(lanes.b, 7) &+ rotated(lanes.c, 12) &+ rotated(lanes.d, 18)
            for lane in [lanes.a, lanes.b, lanes.c, lanes.d] { hash = (hash ^ round(0, lane)) &* prime1 &+ prime4 }
        } else {
            hash = seed &+ prime5
        }
        hash &+= count
        let rest = pending.span.bytes
        var place = 0
        while rest.byteCount - place >= 8 {
            hash = rotated(hash ^ round(0, word(rest, place)), 27) &* prime1 &+ prime4
            place += 8
        }
        if rest.byteCount - place >= 4 {
            let half = UInt32(littleEndian: rest.unsafeLoadUnaligned(fromByteOffset: place, as: UInt32.self))
            hash = rotated(hash ^ UInt64(half) &* prime1, 23) &* prime2 &+ prime3
            place += 4
        }
        while place < rest.byteCount {
            hash = rotated(hash ^ UInt64(pending[place]) &* prime5, 11) &* prime1
            place += 1
        }
        hash = (hash ^ hash >> 33) &* prime2
        hash = (hash ^ hash >> 29) &* prime3
        return hash ^ hash >> 32
    }
}

extension XXHash64 {
    /// The hash as 16 hexadecimal digits, as used in files and their names.
    public static func digits(_ hash: UInt64) -> String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

private let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
private let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
private let prime3: UInt64 = 0x1656_67B1_9E37_79F9
private let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
private let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

@inline(__always)
private func round(_ lane: UInt64, _ word: UInt64) -> UInt64 { rotated(lane &+ word &* prime2, 31) &* prime1 }

@inline(__always)
private func rotated(_ word: UInt64, _ bits: UInt64) -> UInt64 { word << bits | word >> (64 - bits) }

@inline(__always)
private func word(_ bytes: borrowing RawSpan, _ place: Int) -> UInt64 {
    UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
}
