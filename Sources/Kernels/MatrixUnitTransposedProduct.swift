/// Sums over rows on a matrix unit, with the same bits as `BFloat16TransposedProduct`.
@usableFromInline
enum MatrixUnitTransposedProduct<Unit: MatrixUnit> {
    @usableFromInline typealias Packing = MatrixUnitPacking<Unit>

    /// The pairs of rows processed at a time, a whole number of tiles.
    @inlinable static var depthBlock: Int { 256 }

    @inlinable @inline(__always)
    static func accumulate(
        _ a: MatrixView, _ b: MatrixView, _ c: ProductChain, _ sums: MatrixView?, _ segments: UnsafeBufferPointer<RowSegment>,
        _ precision: ProductPrecision
    ) {
        TransposedProduct<Unit>.check(a, b, c, sums, segments)
        let halves = precision.halves
        var pairs = 0
        for segment in segments { pairs += segment.count }
        guard pairs > 0 else {
            c.begin(0, b.columns)
            return c.end(0, b.columns, Unit.self)
        }
        let greatestDepth = Packing.padded(min(pairs, depthBlock))
        let stride = halves * greatestDepth + 32
        let low = halves > 1 ? greatestDepth : 0
        let widest = Unit.panels.vectors * Unit.panels.vectorWidth
        let floats = 32 * 32 + Packing.depth * widest + greatestDepth / 2 * widest * halves
        withUnsafeTemporaryAllocation(byteCount: floats * 4 + (a.columns + 32) * stride * 2, alignment: 64) { scratch in
            let edge = scratch.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: Float.self)
            let rows = edge + 32 * 32
            let packed = rows + Packing.depth * widest
            let left = (scratch.baseAddress.unsafelyUnwrapped + floats * 4).assumingMemoryBound(to: UInt16.self)
            Unit.begin()
            var cursor = SegmentCursor()
            var done = 0
            while done < pairs {
                let depth = min(depthBlock, pairs - done)
                round(a, left, stride, low, cursor, depth, segments)
                var column = 0
                while column < b.columns {
                    let panel = Unit.panels.panel(at: column, of: b.columns)
                    if done == 0 { c.begin(column, panel.used) }
                    pack(b, column, panel, rows, packed, halves, sums.map { $0.base + column }, cursor, depth, segments)
                    for first in Swift.stride(from: 0, to: a.columns, by: 32) {
                        let height = min(32, a.columns - first)
                        let tiles = MatrixUnitTiles(
                            a: left + first * stride, aRow: stride * 2, aLow: low * 2, b: packed, bRow: panel.width * 4,
                            c: c.sums.base + first * c.sums.stride + column, cRow: c.sums.stride * 4,
                            blocks: Packing.padded(depth) / Packing.depth,
                            hasTwoRows: height > 16, hasTwoColumns: panel.width > 16)
                        Packing.multiply(tiles, rows: height, used: panel.used, start: nil, edge: edge)
                    }
                    if done + depth == pairs { c.end(column, panel.used, Unit.self) }
                    column += panel.used
                }
                var skipped = 0
                while let piece = cursor.next(depth - skipped, of: segments) { skipped += piece.count }
                done += depth
            }
            Unit.end()
        }
    }

    /// Rounds `depth` rows of a, which become columns, and pads them to whole tiles with zeros.
    @inlinable @inline(__always)
    static func round(
        _ a: MatrixView, _ target: UnsafeMutablePointer<UInt16>, _ stride: Int, _ low: Int, _ cursor: SegmentCursor, _ depth: Int,
        _ segments: UnsafeBufferPointer<RowSegment>
    ) {
        var cursor = cursor
        var k = 0
        while let piece = cursor.next(depth - k, of: segments) {
            for r in 0..<piece.count {
                Packing.round(a.base + (piece.left + r) * a.stride, a.columns, target + k + r, step: stride, low: low)
            }
            k += piece.count
        }
        for k in depth..<Packing.padded(depth) {
            for column in 0..<a.columns {
                target[column * stride + k] = 0
                if low > 0 { target[column * stride + k + low] = 0 }
            }
        }
    }

    /// Rounds `depth` rows of a panel of b into pairs, and adds the unrounded rows, one after another, to `sums`.
    @inlinable @inline(__always)
    static func pack(
        _ b: MatrixView, _ column: Int, _ panel: PanelShape.Panel, _ rows: UnsafeMutablePointer<Float>,
        _ packed: UnsafeMutablePointer<Float>, _ halves: Int, _ sums: UnsafeMutablePointer<Float>?, _ cursor: SegmentCursor, _ depth: Int,
        _ segments: UnsafeBufferPointer<RowSegment>
    ) {
        var cursor = cursor
        for first in Swift.stride(from: 0, to: depth, by: Packing.depth) {
            let count = min(Packing.depth, depth - first)
            var row = 0
            while let piece = cursor.next(count - row, of: segments) {
                TransposedProduct<Unit>.pack(
                    b.base + piece.result * b.stride + column, b.stride, panel, piece.count, rows + row * panel.width, sums)
                row += piece.count
            }
            for place in count * panel.width..<Packing.depth * panel.width { rows[place] = 0 }
            Packing.pairs(rows, panel.width, packed + first / 2 * halves * panel.width, hasLow: halves > 1)
        }
    }
}
