/// `CounterRandom`'s generator for sixteen neighbouring blocks at once.
@usableFromInline
enum PhiloxLanes<ISA: InstructionSet> {
    /// Blocks `first ..< first + 16`: for each half of them, the words x and y of each block side by side, and z and w.
    ///
    /// Words are in the low halves of 64-bit lanes, where the processor multiplies 32 by 32 bits. Two groups of eight
    /// blocks go through the rounds together, since each round depends on the previous one.
    @_transparent @inlinable
    static func blocks(
        _ random: CounterRandom, _ first: UInt32
    ) -> (xy: SIMD16<UInt32>, zw: SIMD16<UInt32>, xy2: SIMD16<UInt32>, zw2: SIMD16<UInt32>) {
        let low = SIMD8<UInt64>(repeating: 0xffff_ffff)
        let m0 = SIMD8<UInt64>(repeating: 0xD251_1F53)
        let m1 = SIMD8<UInt64>(repeating: 0xCD9E_8D57)
        var c0 = (SIMD8<UInt64>(repeating: UInt64(first)) &+ SIMD8<UInt64>(0, 1, 2, 3, 4, 5, 6, 7)) & low
        var d0 = (SIMD8<UInt64>(repeating: UInt64(first)) &+ SIMD8<UInt64>(8, 9, 10, 11, 12, 13, 14, 15)) & low
        var c1 = SIMD8<UInt64>(repeating: UInt64(random.counterHigh.x))
        var d1 = c1
        var c2 = SIMD8<UInt64>(repeating: UInt64(random.counterHigh.y))
        var d2 = c2
        var c3 = SIMD8<UInt64>(repeating: UInt64(random.counterHigh.z))
        var d3 = c3
        var k0 = SIMD8<UInt64>(repeating: UInt64(random.key.x))
        var k1 = SIMD8<UInt64>(repeating: UInt64(random.key.y))
        for _ in 0..<10 {
            let p0 = m0 &* (c0 & low)
            let p1 = m1 &* (c2 & low)
            let q0 = m0 &* (d0 & low)
            let q1 = m1 &* (d2 & low)
            c0 = (p1 &>> 32) ^ c1 ^ k0
            d0 = (q1 &>> 32) ^ d1 ^ k0
            c2 = (p0 &>> 32) ^ c3 ^ k1
            d2 = (q0 &>> 32) ^ d3 ^ k1
            c1 = p1 & low
            d1 = q1 & low
            c3 = p0 & low
            d3 = q0 & low
            k0 = (k0 &+ SIMD8<UInt64>(repeating: 0x9E37_79B9)) & low
            k1 = (k1 &+ SIMD8<UInt64>(repeating: 0xBB67_AE85)) & low
        }
        return (
            unsafeBitCast(c0 | c1 &<< 32, to: SIMD16<UInt32>.self), unsafeBitCast(c2 | c3 &<< 32, to: SIMD16<UInt32>.self),
            unsafeBitCast(d0 | d1 &<< 32, to: SIMD16<UInt32>.self), unsafeBitCast(d2 | d3 &<< 32, to: SIMD16<UInt32>.self)
        )
    }
}
