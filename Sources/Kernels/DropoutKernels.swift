/// Dropout: elements are zeroed with a probability, the others scaled up (Srivastava et al., 2014, in its "inverted" form).
@usableFromInline
enum DropoutKernels<ISA: InstructionSet> {
    @usableFromInline typealias E = Elements<ISA>

    /// result = input * mask / (1 - rate), masks drawn for rows `firstRow ..< firstRow + rows`; `input` may be `result`. The same arguments give the
    /// same masks, so gradients pass through the same function.
    ///
    /// An element is dropped where its sixteen random bits are below `threshold` = rate * 65536. Eight blocks of 128 bits serve 64 elements.
    @inlinable @inline(__always)
    static func apply(
        _ input: MatrixView, _ result: MatrixView, _ random: CounterRandom, _ firstRow: Int, _ threshold: UInt32, _ scale: Float
    ) {
        require(input.rows == result.rows && input.columns == result.columns, "dropout keeps the size")
        let groups = (input.columns + 63) / 64
        let all = input.rows * groups
        var index = 0
        while index < all {
            // Rows' groups follow each other without a gap, so neighbouring ones may belong to two rows.
            let words = PhiloxLanes<ISA>.blocks(random, UInt32(truncatingIfNeeded: (firstRow * groups + index) * 8))
            mask(input, result, index / groups, index % groups, words.xy, words.zw, threshold, scale)
            if index + 1 < all {
                mask(input, result, (index + 1) / groups, (index + 1) % groups, words.xy2, words.zw2, threshold, scale)
            }
            index += 2
        }
    }

    /// Masks up to 64 elements of a row.
    @_transparent @inlinable
    static func mask(
        _ input: MatrixView, _ result: MatrixView, _ row: Int, _ group: Int, _ xy: SIMD16<UInt32>, _ zw: SIMD16<UInt32>,
        _ threshold: UInt32, _ scale: Float
    ) {
        let limit = SIMD16<UInt32>(repeating: threshold), factor = Lanes(repeating: scale)
        let low = SIMD16<UInt32>(repeating: 0xffff)
        let column = group * 64
        let from = input.base + row * input.stride + column, to = result.base + row * result.stride + column
        let left = input.columns - column
        E.store(E.load(from) * factor.kept(where: (xy & low) .>= limit, else: Lanes()), to, left)
        if left > 16 { E.store(E.load(from + 16) * factor.kept(where: (xy &>> 16) .>= limit, else: Lanes()), to + 16, left - 16) }
        if left > 32 { E.store(E.load(from + 32) * factor.kept(where: (zw & low) .>= limit, else: Lanes()), to + 32, left - 32) }
        if left > 48 { E.store(E.load(from + 48) * factor.kept(where: (zw &>> 16) .>= limit, else: Lanes()), to + 48, left - 48) }
    }
}
