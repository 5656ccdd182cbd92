/// The purpose of a random number. Each purpose has its own numbers, so that, for example, additional dropout never changes a weight's
/// initial value.
public enum RandomPurpose: UInt32, Sendable {
    case initialization = 1
    case dropout = 2
    case shuffling = 3
    case data = 4
    case sampling = 5
    case recurrentDropout = 6
    case zoneout = 7
}

/// Random numbers as a function of their coordinates: (seed, purpose, step, layer, element).
///
/// Nothing is drawn in sequence, so results never depend on the order of execution, on threads or on sharding.
/// The generator is Philox4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel Random Numbers: As Easy as 1, 2, 3",
/// SC 2011, section 4.3).
public struct CounterRandom: Sendable, Hashable {
    @usableFromInline let key: SIMD2<UInt32>
    @usableFromInline let counterHigh: SIMD3<UInt32>

    /// - Parameters:
    ///   - seed: the user's seed.
    ///   - purpose: the purpose of the numbers.
    ///   - step: the training step, the index of a sequence, or another first coordinate.
    ///   - layer: the layer, the part of a task, or another second coordinate.
    public init(seed: UInt64, purpose: RandomPurpose, step: UInt64 = 0, layer: UInt32 = 0) {
        key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
        // The purpose takes the high 8 bits of the last word, which leaves the step 32 + 24 bits.
        counterHigh = SIMD3(
            UInt32(truncatingIfNeeded: step), layer,
            purpose.rawValue << 24 | UInt32(truncatingIfNeeded: step >> 32) & 0xFF_FFFF)
    }

    init(key: SIMD2<UInt32>, counterHigh: SIMD3<UInt32>) {
        self.key = key
        self.counterHigh = counterHigh
    }

    /// Four independent words, with the indices `4 * block ..< 4 * block + 4` in this stream.
    @inlinable
    public func block(_ block: UInt32) -> SIMD4<UInt32> {
        var c0 = block
        var c1 = counterHigh.x
        var c2 = counterHigh.y
        var c3 = counterHigh.z
        var k0 = key.x
        var k1 = key.y
        for _ in 0..<10 {
            let p0 = UInt64(0xD251_1F53) &* UInt64(c0)
            let p1 = UInt64(0xCD9E_8D57) &* UInt64(c2)
            let n0 = UInt32(truncatingIfNeeded: p1 &>> 32) ^ c1 ^ k0
            let n2 = UInt32(truncatingIfNeeded: p0 &>> 32) ^ c3 ^ k1
            c1 = UInt32(truncatingIfNeeded: p1)
            c3 = UInt32(truncatingIfNeeded: p0)
            c0 = n0
            c2 = n2
            k0 = k0 &+ 0x9E37_79B9
            k1 = k1 &+ 0xBB67_AE85
        }
        return SIMD4(c0, c1, c2, c3)
    }

    /// The word with this index.
    @inlinable
    public func word(_ element: Int) -> UInt32 {
        block(UInt32(truncatingIfNeeded: element &>> 2))[element & 3]
    }

    /// A number in [0, 1), a multiple of 2^-24.
    @inlinable
    public func uniform(_ element: Int) -> Float {
        Float(word(element) &>> 8) * 0x1p-24
    }

    /// An integer in `0 ..< bound` (multiply-shift; the bias is below 2^-32 times the bound).
    @inlinable
    public func integer(_ element: Int, below bound: Int) -> Int {
        require(bound > 0 && bound <= Int(UInt32.max), "a random integer is below 1 to 2^32 - 1")
        return Int((UInt64(word(element)) &* UInt64(bound)) &>> 32)
    }

    /// A permutation of `0 ..< count`, by Fisher and Yates.
    public func permutation(of count: Int) -> [Int] {
        var order = Array(0..<count)
        guard count > 1 else { return order }
        for last in stride(from: count - 1, through: 1, by: -1) {
            order.swapAt(last, integer(last, below: last + 1))
        }
        return order
    }
}
