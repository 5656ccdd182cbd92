extension KernelTable {
    /// packed = source, or its transpose: the right factor of products, in this table's layout.
    ///
    /// - Parameters:
    ///   - source: [rows, columns] of `packed`; with `transposed` [columns, rows].
    ///   - packed: the packed matrix.
    ///   - transposed: whether `packed` is the transpose of `source`.
    ///   - part: the index of the part to pack, so that threads can pack in parallel.
    ///   - parts: the number of parts.
    @inlinable @inline(__always)
    public func pack(_ source: MatrixView, into packed: PackedView, transposed: Bool, part: Int = 0, of parts: Int = 1) {
        entries.pack(source, packed, transposed, part, parts)
    }

    /// c = start + a b, or c += a b if `start` is nil. Factors are rounded to the precision in which `b` is packed.
    ///
    /// - Parameters:
    ///   - a: [rows, depth].
    ///   - b: [depth, columns].
    ///   - start: [1, columns], such as a bias.
    ///   - c: [rows, columns].
    ///   - prefetch: memory that is needed next; it is prefetched, and neither read nor written.
    @inlinable @inline(__always)
    public func product(
        _ a: MatrixView, times b: PackedView, from start: MatrixView? = nil, into c: MatrixView, prefetch: MatrixView? = nil
    ) {
        entries.product(a, b, start, c, prefetch)
    }

    /// c = start + a b for the rows of some segments, or c += a b if `start` is nil. Other rows of c are unchanged.
    ///
    /// - Parameters:
    ///   - a: [.., depth].
    ///   - b: [depth, columns].
    ///   - start: [1, columns], such as a bias.
    ///   - c: [.., columns].
    ///   - segments: the rows of a (`left`) and the corresponding rows of c (`result`).
    @inlinable @inline(__always)
    public func product(
        _ a: MatrixView, times b: PackedView, from start: MatrixView? = nil, into c: MatrixView, segments: [RowSegment]
    ) {
        entries.segmentedProduct(a, b, start, c, segments)
    }

    /// c = aᵀ b over paired rows: c[m, n] is the sum over pairs of a[k, m] b[k', n], as in gradients of weights.
    ///
    /// - Parameters:
    ///   - a: [.., m].
    ///   - b: [.., n].
    ///   - c: [m, n], the chains of sums.
    ///   - sums: [1, n], to which the sum of b's paired rows is added, as in gradients of biases.
    ///   - segments: the pairs of rows of a (`left`) and b (`result`); they are summed in this order.
    ///   - precision: how factors are rounded; `sums` use b unrounded.
    @inlinable @inline(__always)
    public func transposedProduct(
        _ a: MatrixView, times b: MatrixView, into c: ProductChain, sums: MatrixView? = nil, segments: [RowSegment],
        precision: ProductPrecision = .single
    ) {
        entries.transposedProduct(a, b, c, sums, segments, precision)
    }
}
