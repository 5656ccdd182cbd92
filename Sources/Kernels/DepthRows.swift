/// Rows of both factors of a transposed product that are summed without leaving the registers, and what is asked for meanwhile.
@usableFromInline
struct DepthRows<ISA: InstructionSet> {
    /// How many.
    @usableFromInline var depth: Int
    /// Those of the left factor: `interval` neighbours at a time, with `jump` numbers from behind the last of them to the next.
    @usableFromInline var left: UnsafePointer<Float>
    @usableFromInline var stride: Int
    @usableFromInline var interval: Int
    @usableFromInline var jump: Int
    /// The pattern in which the rows lie; nil where those of the left factor were gathered.
    @usableFromInline var even: EvenSegments?

    /// Fewest neighbours for which a tile jumps: fewer are sooner gathered.
    @inlinable static var fewestNeighbours: Int { 8 }
    /// Fewest rows that are worth reading and writing the sums.
    @inlinable static var fewestRows: Int { 96 }

    /// The next rows, at most so many.
    ///
    /// - Parameters:
    ///   - cursor: moved behind them.
    ///   - gathered: where rows of the left factor are copied to that lie in no pattern: a tile would leave the registers at each segment's end.
    @inlinable @inline(__always)
    init(
        of a: MatrixView, _ b: MatrixView, _ most: Int, _ cursor: inout SegmentCursor, _ segments: UnsafeBufferPointer<RowSegment>,
        gathered: UnsafeMutablePointer<Float>, _ gatheredStride: Int
    ) {
        // So that a panel's tiles together ask for all rows of the next panel.
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

    /// What a panel's tiles ask for together: the panel of b that begins with a column, or behind the last one what follows the rows; else
    /// what follows c.
    ///
    /// - Returns: what the first tile asks for, how many bytes further on each of the next tiles does, and how many tiles it takes.
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
