/// Exponential functions built from fused operations, so that all processors give the same bits. Errors are below 1
/// unit in the last place for exp, 2 for log, 2.5 for sigmoid and tanh.
///
/// Transparent, since a call would pass the sixteen lanes in pieces.
@usableFromInline
enum Elementary<ISA: InstructionSet> {
    /// exp(x) - 1 in the form (p, s) with exp(x) = s (1 + p): p is exp(r) - 1 for the remainder |r| <= ln(2) / 2, s a power of two.
    ///
    /// Reduction by Cody and Waite with two parts of ln 2; p is the Taylor polynomial of degree 7, whose error there is below 2^-27.
    @_transparent @inlinable
    static func reducedExponential(_ x: Lanes) -> (p: Lanes, scale: Lanes) {
        // Adding and subtracting 1.5 * 2^23 rounds to an integer, which is also in the low bits of the sum.
        let shifted = Lanes(repeating: 0x1.8p23).addingProduct(x, Lanes(repeating: 0x1.715476p0))
        let n = shifted - Lanes(repeating: 0x1.8p23)
        var r = x.addingProduct(n, Lanes(repeating: -0x1.62e400p-1))
        r = r.addingProduct(n, Lanes(repeating: -0x1.7f7d1cp-20))
        var q = Lanes(repeating: 1.0 / 5040)
        q = Lanes(repeating: 1.0 / 720).addingProduct(q, r)
        q = Lanes(repeating: 1.0 / 120).addingProduct(q, r)
        q = Lanes(repeating: 1.0 / 24).addingProduct(q, r)
        q = Lanes(repeating: 1.0 / 6).addingProduct(q, r)
        q = Lanes(repeating: 0.5).addingProduct(q, r)
        let p = r.addingProduct(r * r, q)
        let bits = unsafeBitCast(shifted, to: SIMD16<UInt32>.self)
        let scale = unsafeBitCast((bits &<< 23) &+ SIMD16<UInt32>(repeating: 0x3f80_0000), to: Lanes.self)
        return (p, scale)
    }

    /// exp(x) for x in -87 ... 88; beyond these bounds the result is that at the bound.
    @_transparent @inlinable
    static func exp(_ x: Lanes) -> Lanes {
        let (p, scale) = reducedExponential(clamp(x, -87, 88))
        return scale.addingProduct(scale, p)
    }

    /// 1 / (1 + exp(-x)).
    @_transparent @inlinable
    static func sigmoid(_ x: Lanes) -> Lanes {
        let (p, scale) = reducedExponential(clamp(-x, -87, 87))
        let one = Lanes(repeating: 1)
        return one / (one + scale.addingProduct(scale, p))
    }

    /// expm1(2x) / (expm1(2x) + 2), which is accurate near 0.
    @_transparent @inlinable
    static func tanh(_ x: Lanes) -> Lanes {
        let limited = clamp(x, -10, 10)
        let (p, scale) = reducedExponential(limited + limited)
        let e = (scale - Lanes(repeating: 1)).addingProduct(scale, p)
        return e / (e + Lanes(repeating: 2))
    }

    /// The natural logarithm for positive, normal x; infinity and NaN are unchanged.
    ///
    /// x = 2^e m with m in [sqrt(1/2), sqrt(2)), log m = 2 artanh((m - 1) / (m + 1)), of which the series is cut after the eleventh power.
    @_transparent @inlinable
    static func log(_ x: Lanes) -> Lanes {
        let bits = unsafeBitCast(x, to: SIMD16<UInt32>.self)
        let shifted = bits &- SIMD16<UInt32>(repeating: 0x3f35_04f3)
        let m = unsafeBitCast(
            (shifted & SIMD16<UInt32>(repeating: 0x007f_ffff)) &+ SIMD16<UInt32>(repeating: 0x3f35_04f3), to: Lanes.self)
        // The exponent in the low bits of 1.5 * 2^23 is that number plus the exponent.
        let exponent = unsafeBitCast(unsafeBitCast(shifted, to: SIMD16<Int32>.self) &>> 23, to: SIMD16<UInt32>.self)
        let e = unsafeBitCast(exponent &+ SIMD16<UInt32>(repeating: 0x4b40_0000), to: Lanes.self) - Lanes(repeating: 0x1.8p23)
        let one = Lanes(repeating: 1)
        let s = (m - one) / (m + one)
        let square = s * s
        var q = Lanes(repeating: 2.0 / 11)
        q = Lanes(repeating: 2.0 / 9).addingProduct(q, square)
        q = Lanes(repeating: 2.0 / 7).addingProduct(q, square)
        q = Lanes(repeating: 2.0 / 5).addingProduct(q, square)
        q = Lanes(repeating: 2.0 / 3).addingProduct(q, square)
        let tail = q * square
        let low = (s * tail).addingProduct(e, Lanes(repeating: 0x1.7f7d1cp-20))
        let result = (low + (s + s)).addingProduct(e, Lanes(repeating: 0x1.62e400p-1))
        return result.select(where: x.bits .< SIMD16(repeating: Float.infinity.bitPattern), else: x)
    }

    /// NaN stays NaN, so that a diverged network shows it.
    @_transparent @inlinable
    static func clamp(_ x: Lanes, _ least: Float, _ greatest: Float) -> Lanes {
        let low = Lanes(repeating: least).select(where: isBeyond(x, least), else: x)
        return Lanes(repeating: greatest).select(where: isBeyond(x, greatest), else: low)
    }

    /// Whether a number has the sign of `bound`, which may be -0, and a greater magnitude; false for NaN.
    ///
    /// Numbers of the same sign are ordered by magnitude like their bits as integers.
    @_transparent @inlinable
    static func isBeyond(_ x: Lanes, _ bound: Float) -> SIMDMask<SIMD16<Int32>> {
        let infinity = (bound.sign == .minus ? -Float.infinity : .infinity).bitPattern
        return (x.bits &- SIMD16(repeating: bound.bitPattern + 1)) .< SIMD16(repeating: infinity - bound.bitPattern)
    }
}
