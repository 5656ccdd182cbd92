/// A dropout mask: each number in a row encodes four bits for elements of 64 neighbouring columns, bit j of lane i for column 16 j + i.
public enum DropoutMask {
    /// The width of a mask row for this many columns.
    @inlinable
    public static func width(_ columns: Int) -> Int { (columns + 63) / 64 * 16 }
}

/// Dropout: elements are set to zero with a given probability, and the others scaled up (Srivastava et al., 2014, in its "inverted" form).
///
/// Masks are drawn once and used twice, for the values and for their gradient.
@usableFromInline
enum DropoutKernels<ISA: InstructionSet> {
    @usableFromInline typealias E = Elements<ISA>

    /// Draws masks for rows `firstRow ..< firstRow + rows`, and result = input * mask * scale; `input` may be `result`.
    ///
    /// An element is dropped if its sixteen random bits are below `threshold` = rate * 65536. Eight blocks of 128 bits
    /// serve 64 elements.
    @inlinable @inline(__always)
    static func draw(
        _ input: MatrixView, _ result: MatrixView, _ masks: MatrixView, _ random: CounterRandom, _ firstRow: Int, _ threshold: UInt32,
        _ scale: Float
    ) {
        check(input, result, masks)
        let groups = masks.columns / 16
        let all = masks.rows * groups
        var index = 0
        while index < all {
            // The groups of rows are contiguous, so neighbouring groups may belong to two rows.
            let words = PhiloxLanes<ISA>.blocks(random, UInt32(truncatingIfNeeded: (firstRow * groups + index) * 8))
            draw(input, result, masks, index / groups, index % groups, words.xy, words.zw, threshold, scale)
            if index + 1 < all {
                draw(input, result, masks, (index + 1) / groups, (index + 1) % groups, words.xy2, words.zw2, threshold, scale)
            }
            index += 2
        }
    }

    /// Up to 64 elements of a row.
    @_transparent @inlinable
    static func draw(
        _ input: MatrixView, _ result: MatrixView, _ masks: MatrixView, _ row: Int, _ group: Int, _ xy: SIMD16<UInt32>,
        _ zw: SIMD16<UInt32>,
        _ threshold: UInt32, _ scale: Float
    ) {
        let limit = SIMD16<UInt32>(repeating: threshold)
        let low = SIMD16<UInt32>(repeating: 0xffff)
        let factor = Lanes(repeating: scale)
        let kept = ((xy & low) .>= limit, (xy &>> 16) .>= limit, (zw & low) .>= limit, (zw &>> 16) .>= limit)
        let bits = bit(kept.0, 1) | bit(kept.1, 2) | bit(kept.2, 4) | bit(kept.3, 8)
        UnsafeMutableRawPointer(masks.base + row * masks.stride + group * 16).storeBytes(of: bits, as: SIMD16<UInt32>.self)
        let column = group * 64
        let from = input.base + row * input.stride + column
        let to = result.base + row * result.stride + column
        let left = input.columns - column
        E.store(E.load(from, left) * factor.select(where: kept.0, else: Lanes()), to, left)
        if left > 16 { E.store(E.load(from + 16, left - 16) * factor.select(where: kept.1, else: Lanes()), to + 16, left - 16) }
        if left > 32 { E.store(E.load(from + 32, left - 32) * factor.select(where: kept.2, else: Lanes()), to + 32, left - 32) }
        if left > 48 { E.store(E.load(from + 48, left - 48) * factor.select(where: kept.3, else: Lanes()), to + 48, left - 48) }
    }

    @_transparent @inlinable
    static func bit(_ mask: SIMDMask<SIMD16<Int32>>, _ bit: UInt32) -> SIMD16<UInt32> {
        unsafeBitCast(mask, to: SIMD16<UInt32>.self) & SIMD16(repeating: bit)
    }

    @inlinable @inline(__always)
    static func check(_ input: MatrixView, _ result: MatrixView, _ masks: MatrixView) {
        require(input.rows == result.rows && input.columns == result.columns, "dropout keeps the size")
        require(masks.rows == input.rows && masks.columns == DropoutMask.width(input.columns), "each element has its bit of a mask")
    }

    /// gradient *= mask * scale.
    @inlinable @inline(__always)
    static func apply(_ masks: MatrixView, _ gradient: MatrixView, _ scale: Float) {
        check(gradient, gradient, masks)
        let factor = Lanes(repeating: scale)
        for row in 0..<gradient.rows {
            let target = gradient.base + row * gradient.stride
            let mask = UnsafeRawPointer(masks.base + row * masks.stride)
            @inline(__always)
            func step(_ i: Int, _ count: Int) {
                let bits =
                    mask.loadUnaligned(fromByteOffset: i / 64 * 64, as: SIMD16<UInt32>.self) & SIMD16(repeating: 1 &<< UInt32(i / 16 % 4))
                E.store(E.load(target + i, count) * factor.select(where: bits .!= SIMD16(), else: Lanes()), target + i, count)
            }
            E.stretches(gradient.columns, step)
        }
    }
}
