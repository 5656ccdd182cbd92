extension KernelTable {
    /// packed = source, or its transpose: the right factor of products, laid out for this table.
    ///
    /// - Parameters:
    ///   - source: [rows, columns] of `packed`; with `transposed` [columns, rows].
    ///   - part: does this share of `parts`, so that threads can pack side by side.
    @inlinable @inline(__always)
    public func pack(_ source: MatrixView, into packed: PackedView, transposed: Bool, part: Int = 0, of parts: Int = 1) {
        entries.pack(source, packed, transposed, part, parts)
    }

    /// c = start + a b; where `start` is nil, c += a b. Factors are rounded as `b` is packed.
    ///
    /// - Parameters:
    ///   - a: [rows, depth].
    ///   - b: [depth, columns].
    ///   - start: [1, columns], such as a bias.
    ///   - c: [rows, columns].
    ///   - prefetch: memory that is needed next; it is asked for, and neither read nor written.
    @inlinable @inline(__always)
    public func product(
        _ a: MatrixView, times b: PackedView, from start: MatrixView? = nil, into c: MatrixView, prefetch: MatrixView? = nil
    ) {
        entries.product(a, b, start, c, prefetch)
    }

    /// c = start + a b for the rows of some segments; where `start` is nil, c += a b. Other rows of c stay.
    ///
    /// - Parameters:
    ///   - a: [.., depth].
    ///   - b: [depth, columns].
    ///   - start: [1, columns], such as a bias.
    ///   - c: [.., columns].
    ///   - segments: which rows of a (`left`) go to which rows of c (`result`).
    @inlinable @inline(__always)
    public func product(
        _ a: MatrixView, times b: PackedView, from start: MatrixView? = nil, into c: MatrixView, segments: [RowSegment]
    ) {
        entries.segmentedProduct(a, b, start, c, segments)
    }

    /// c = aᵀ b over paired rows: c[m, n] is the sum over pairs of a[k, m] b[k', n], as gradients of weights are.
    ///
    /// - Parameters:
    ///   - a: [.., m].
    ///   - b: [.., n].
    ///   - c: [m, n], the chains of sums.
    ///   - sums: [1, n], to which the sum of b's paired rows is added, as gradients of biases are.
    ///   - segments: which rows of a (`left`) and b (`result`) are pairs; they are summed in this order.
    ///   - precision: how factors are rounded; `sums` are of b as it is.
    @inlinable @inline(__always)
    public func transposedProduct(
        _ a: MatrixView, times b: MatrixView, into c: ProductChain, sums: MatrixView? = nil, segments: [RowSegment],
        precision: ProductPrecision = .single
    ) {
        entries.transposedProduct(a, b, c, sums, segments, precision)
    }
}
