/// The rows of both factors of a transposed product that are summed without leaving the registers, and what to prefetch
/// meanwhile.
@usableFromInline
struct DepthRows<ISA: InstructionSet> {
    /// The number of rows.
    @usableFromInline var depth: Int
    /// The rows of the left factor: `interval` adjacent rows at a time, then a jump of `jump` numbers to the next row.
    @usableFromInline var left: UnsafePointer<Float>
    @usableFromInline var stride: Int
    @usableFromInline var interval: Int
    @usableFromInline var jump: Int
    /// The pattern of the rows; nil if those of the left factor were gathered.
    @usableFromInline var even: EvenSegments?

    /// The fewest adjacent rows for which a tile jumps; gathering is faster for fewer.
    @inlinable static var fewestNeighbours: Int { 8 }
    /// The fewest rows for which reading and writing the sums pays.
    @inlinable static var fewestRows: Int { 96 }

    /// The next rows, at most `most`.
    ///
    /// - Parameters:
    ///   - cursor: advanced past them.
    ///   - gathered: where rows of the left factor without a pattern are copied; otherwise a tile would have to leave
    ///     the registers at the end of each segment.
    @inlinable @inline(__always)
    init(
        of a: MatrixView, _ b: MatrixView, _ most: Int, _ cursor: inout SegmentCursor, _ segments: UnsafeBufferPointer<RowSegment>,
        gathered: UnsafeMutablePointer<Float>, _ gatheredStride: Int
    ) {
        // A panel's tiles together prefetch all rows of the next panel.
        let tiles = max(1, (a.columns + ISA.tileRows - 1) / ISA.tileRows)
        var behind = cursor
        let rows = behind.nextEven(most, of: segments)
        if let rows, rows.rows == most || rows.rows >= Self.fewestRows, rows.segments == 1 || rows.first.count >= Self.fewestNeighbours {
            cursor = behind
            (depth, even, stride) = (rows.rows, rows, a.stride)
            left = UnsafePointer(a.base + rows.first.left * a.stride)
            interval = rows.segments == 1 ? tiles : rows.first.count
            jump = (rows.leftDistance - rows.first.count) * a.stride
        } else {
            (depth, even, stride, interval, jump) = (most, nil, gatheredStride, tiles, 0)
            left = UnsafePointer(gathered)
            var row = 0
            while let piece = cursor.next(depth - row, of: segments) {
                for r in 0..<piece.count {
                    (gathered + (row + r) * gatheredStride).update(from: a.base + (piece.left + r) * a.stride, count: a.columns)
                }
                row += piece.count
            }
        }
    }

    /// What a panel's tiles prefetch together: the panel of b that begins with this column, or after the last panel,
    /// what follows the rows; without a pattern, the memory at c.
    ///
    /// - Returns: what the first tile prefetches, the distance in bytes from one tile's prefetches to the next one's,
    ///   and the number of tiles that prefetch.
    @inlinable @inline(__always)
    func upcoming(
        _ b: MatrixView, _ column: Int, _ c: UnsafePointer<Float>, _ cStride: Int
    ) -> (first: Prefetch, tileStride: Int, tiles: Int) {
        guard let even else { return (Prefetch(c, stride: cStride, interval: interval), 0, 1) }
        let row = even.first.result + (column < b.columns ? 0 : even.segments * even.resultDistance)
        let base = b.base + row * b.stride + (column < b.columns ? column : 0)
        guard even.segments > 1 else {
            let first = Prefetch(base, stride: b.stride, interval: interval)
            return (first, first.requests(depth) * first.stride, .max)
        }
        return (Prefetch(base, stride: even.resultDistance * b.stride, interval: interval), b.stride * 4, interval)
    }
}
