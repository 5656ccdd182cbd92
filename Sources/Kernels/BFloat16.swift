/// Numbers rounded to bfloat16, the upper half of float32 (Kalamkar et al., "A Study of BFLOAT16 for Deep Learning Training", 2019), kept
/// as float32.
@usableFromInline
enum BFloat16<ISA: InstructionSet> {
    @usableFromInline typealias E = Elements<ISA>

    /// The number of factor pairs that a matrix unit sums before it rounds to its accumulator.
    @inlinable static var block: Int { 32 }

    /// The nearest bfloat16 numbers, with ties to even. Subnormal numbers become zero before they are rounded, as in VCVTNEPS2BF16; NaN
    /// stays NaN.
    @_transparent @inlinable
    static func rounded(_ x: Lanes) -> Lanes {
        let magnitude = unsafeBitCast(x.bits & SIMD16(repeating: 0x7fff_ffff), to: SIMD16<Int32>.self)
        let half = SIMD16<UInt32>(repeating: 0x7fff) &+ (x.bits &>> 16 & SIMD16(repeating: 1))
        let nearest = unsafeBitCast((x.bits &+ half) & SIMD16(repeating: 0xffff_0000), to: Lanes.self)
        let zero = unsafeBitCast(x.bits & SIMD16(repeating: 0x8000_0000), to: Lanes.self)
        let quiet = unsafeBitCast((x.bits | SIMD16(repeating: 0x0040_0000)) & SIMD16(repeating: 0xffff_0000), to: Lanes.self)
        return nearest.select(where: magnitude .>= SIMD16(repeating: 0x0080_0000), else: zero)
            .select(where: magnitude .<= SIMD16(repeating: 0x7f80_0000), else: quiet)
    }

    /// Rounds `count` numbers; `target` may be `source`.
    @inlinable @inline(__always)
    static func round(_ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ count: Int) {
        @inline(__always)
        func step(_ i: Int, _ count: Int) { E.store(rounded(E.load(source + i, count)), target + i, count) }
        E.stretches(count, step)
    }

    /// The nearest bfloat16 numbers to `count` numbers, and those to the remainders; `high` may be `source`.
    ///
    /// A remainder has no more digits than float32; a subnormal one becomes zero.
    @inlinable @inline(__always)
    static func split(
        _ source: UnsafePointer<Float>, high: UnsafeMutablePointer<Float>, low: UnsafeMutablePointer<Float>, _ count: Int
    ) {
        @inline(__always)
        func step(_ i: Int, _ count: Int) {
            let x = E.load(source + i, count)
            let nearest = rounded(x)
            E.store(nearest, high + i, count)
            E.store(rounded(x - nearest), low + i, count)
        }
        E.stretches(count, step)
    }
}
