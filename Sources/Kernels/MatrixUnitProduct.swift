/// c += a b, or c = start + a b, on a matrix unit, with the same bits as `BFloat16Product`.
@usableFromInline
enum MatrixUnitProduct<Unit: MatrixUnit> {
    @usableFromInline typealias Packing = MatrixUnitPacking<Unit>

    /// The number of elements of the left factor rounded at a time: they stay in the second-level cache.
    @inlinable static var roundedNumbers: Int { 131_072 }

    @inlinable @inline(__always)
    static func accumulate(
        _ a: MatrixView, _ b: PackedView, _ start: MatrixView?, _ c: MatrixView, _ segments: UnsafeBufferPointer<RowSegment>
    ) {
        require(b.format.shape == Unit.panels && b.format.inPairs, "a matrix is packed for the unit that reads it")
        Product<Unit>.checkSizes(a, b, start, c, segments)
        guard b.rows > 0 else { return }
        let halves = b.format.precision.halves
        let depth = Packing.padded(b.rows)
        // Rows a power of two apart would compete for few places in the cache.
        let stride = halves * depth + 32
        var rows = 0
        for segment in segments { rows += segment.count }
        let rowBlock = min(rows, max(1, roundedNumbers / stride / 32) * 32)
        withUnsafeTemporaryAllocation(byteCount: (rowBlock + 32) * stride * 2 + 32 * 32 * 4, alignment: 64) { scratch in
            let edge = scratch.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: Float.self)
            let left = (scratch.baseAddress.unsafelyUnwrapped + 32 * 32 * 4).assumingMemoryBound(to: UInt16.self)
            Unit.begin()
            var cursor = SegmentCursor()
            var done = 0
            while done < rows {
                let count = min(rowBlock, rows - done)
                round(a, left, stride, halves > 1 ? depth : 0, cursor, count, segments)
                panels(left, stride, halves > 1 ? depth : 0, b, start, c, cursor, count, segments, edge)
                var skipped = 0
                while let piece = cursor.next(count - skipped, of: segments) { skipped += piece.count }
                done += count
            }
            Unit.end()
        }
    }

    /// Rounds `count` rows, starting at the cursor, and pads them to whole tiles with zeros.
    @inlinable @inline(__always)
    static func round(
        _ a: MatrixView, _ target: UnsafeMutablePointer<UInt16>, _ stride: Int, _ low: Int, _ cursor: SegmentCursor, _ count: Int,
        _ segments: UnsafeBufferPointer<RowSegment>
    ) {
        var cursor = cursor
        var row = 0
        while let piece = cursor.next(count - row, of: segments) {
            for r in 0..<piece.count {
                let to = target + (row + r) * stride
                Packing.round(a.base + (piece.left + r) * a.stride, a.columns, to, step: 1, low: low)
                for k in a.columns..<Packing.padded(a.columns) {
                    to[k] = 0
                    if low > 0 { to[low + k] = 0 }
                }
            }
            row += piece.count
        }
    }

    /// All panels for the rounded rows.
    @inlinable @inline(__always)
    static func panels(
        _ left: UnsafePointer<UInt16>, _ stride: Int, _ low: Int, _ b: PackedView, _ start: MatrixView?, _ c: MatrixView,
        _ cursor: SegmentCursor, _ count: Int, _ segments: UnsafeBufferPointer<RowSegment>, _ edge: UnsafeMutablePointer<Float>
    ) {
        var column = 0
        while column < b.columns {
            let panel = b.format.shape.panel(at: column, of: b.columns)
            var cursor = cursor
            var row = 0
            while let piece = cursor.next(count - row, of: segments) {
                for first in Swift.stride(from: 0, to: piece.count, by: 32) {
                    let height = min(32, piece.count - first)
                    let tiles = MatrixUnitTiles(
                        a: left + (row + first) * stride, aRow: stride * 2, aLow: low * 2, b: b.base + b.storedRows * column,
                        bRow: panel.width * 4, c: c.base + (piece.result + first) * c.stride + column, cRow: c.stride * 4,
                        blocks: Packing.padded(b.rows) / Packing.depth, hasTwoRows: height > 16, hasTwoColumns: panel.width > 16)
                    Packing.multiply(
                        tiles, rows: height, used: panel.used, start: start.map { UnsafePointer($0.base + column) }, edge: edge)
                }
                row += piece.count
            }
            column += panel.used
        }
    }
}
