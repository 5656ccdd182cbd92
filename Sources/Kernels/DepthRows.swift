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
    /// How a panel's tiles together ask for the same rows of the next panel; nil where the rows lie in no pattern.
    @usableFromInline var right: Requests?

    /// Of rows of the right factor.
    @usableFromInline
    struct Requests {
        /// The first row, and the first of those that follow all.
        @usableFromInline var row: Int
        @usableFromInline var following: Int
        /// Numbers from one request of a tile to the next, and from a tile's first to the next tile's.
        @usableFromInline var stride: Int
        @usableFromInline var tileStride: Int
        /// Tiles that it takes.
        @usableFromInline var tiles: Int

        @inlinable @inline(__always)
        init(row: Int, following: Int, stride: Int, tileStride: Int, tiles: Int) {
            (self.row, self.following, self.stride, self.tileStride, self.tiles) = (row, following, stride, tileStride, tiles)
        }
    }

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
        let even = (a.columns + ISA.tileRows - 1) / ISA.tileRows
        var behind = cursor
        let rows = behind.nextEven(most, of: segments)
        if let rows, rows.rows == most || rows.rows >= Self.fewestRows, rows.segments == 1 || rows.first.count >= Self.fewestNeighbours {
            cursor = behind
            depth = rows.rows
            left = UnsafePointer(a.base + rows.first.left * a.stride)
            stride = a.stride
            let (first, following) = (rows.first.result, rows.first.result + rows.segments * rows.resultDistance)
            if rows.segments == 1 {
                (interval, jump) = (max(1, even), 0)
                let requests = (depth + interval - 1) / interval
                right = Requests(row: first, following: following, stride: b.stride, tileStride: requests * b.stride, tiles: .max)
            } else {
                (interval, jump) = (rows.first.count, (rows.leftDistance - rows.first.count) * a.stride)
                right = Requests(
                    row: first, following: following, stride: rows.resultDistance * b.stride, tileStride: b.stride, tiles: interval)
            }
        } else {
            (depth, left, stride, interval, jump, right) = (most, UnsafePointer(gathered), gatheredStride, max(1, even), 0, nil)
            var row = 0
            while let piece = cursor.next(depth - row, of: segments) {
                for r in 0..<piece.count {
                    (gathered + (row + r) * gatheredStride).update(from: a.base + (piece.left + r) * a.stride, count: a.columns)
                }
                row += piece.count
            }
        }
    }
}
