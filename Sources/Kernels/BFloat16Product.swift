import CProcessorHints

/// c += a b, or c = start + a b, with the factors rounded as `b` is packed: like `Product`, but each element of c is
/// summed as in `BFloat16Tile`, block after block of k.
@usableFromInline
enum BFloat16Product<ISA: InstructionSet> {
    /// The rows of b processed at a time, a multiple of `BFloat16.block`: a panel of them stays in the first-level
    /// cache.
    @inlinable static var depthBlock: Int { 512 }

    /// The number of elements of the left factor rounded at a time: they stay in the second-level cache.
    @inlinable static var roundedNumbers: Int { 32_768 }

    /// The number of elements of a tile.
    @inlinable static var tileSize: Int { ISA.tileRows * ISA.tileVectors * ISA.Vector.scalarCount }

    /// - Parameter prefetch: what the caller will need next; if nil, each tile prefetches the results of the one after
    ///   it.
    @inlinable @inline(__always)
    static func accumulate(
        _ a: MatrixView, _ b: PackedView, _ start: MatrixView?, _ c: MatrixView, _ prefetch: MatrixView?,
        _ segments: UnsafeBufferPointer<RowSegment>
    ) {
        Product<ISA>.check(a, b, start, c, segments)
        let halves = b.format.precision.halves
        let greatestDepth = min(b.rows, depthBlock)
        guard greatestDepth > 0 else { return }
        let width = Matrix.stride(greatestDepth)
        let low = halves > 1 ? width : 0
        var rows = 0
        for segment in segments { rows += segment.count }
        let rowBlock = min(rows, max(1, roundedNumbers / (width * halves) / ISA.tileRows) * ISA.tileRows)
        var asked = prefetch.map { UnsafePointer($0.base) }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: rowBlock * width * halves + 2 * tileSize + 16) { scratch in
            let edge = scratch.baseAddress.unsafelyUnwrapped.alignedUp(toMultipleOf: 64)
            let left = edge + 2 * tileSize
            var cursor = SegmentCursor()
            var done = 0
            while done < rows {
                let count = min(rowBlock, rows - done)
                var first = 0
                while first < b.rows {
                    let depth = min(depthBlock, b.rows - first)
                    round(a, first, depth, left, width * halves, low, cursor, count, segments)
                    let status = flush_subnormals()
                    panels(left, width * halves, low, b, first, depth, start, c, cursor, count, segments, &asked, edge)
                    restore_subnormals(status)
                    first += depth
                }
                var skipped = 0
                while let piece = cursor.next(count - skipped, of: segments) { skipped += piece.count }
                done += count
            }
        }
    }

    /// Rounds `depth` columns of `count` rows, starting at the cursor.
    @inlinable @inline(__always)
    static func round(
        _ a: MatrixView, _ first: Int, _ depth: Int, _ target: UnsafeMutablePointer<Float>, _ stride: Int, _ low: Int,
        _ cursor: SegmentCursor, _ count: Int, _ segments: UnsafeBufferPointer<RowSegment>
    ) {
        var cursor = cursor
        var row = 0
        while let piece = cursor.next(count - row, of: segments) {
            for r in 0..<piece.count {
                let source = a.base + (piece.left + r) * a.stride + first
                let to = target + (row + r) * stride
                if low > 0 {
                    BFloat16<ISA>.split(source, high: to, low: to + low, depth)
                } else {
                    BFloat16<ISA>.round(source, to, depth)
                }
            }
            row += piece.count
        }
    }

    /// All panels for the rounded rows, with `depth` steps of k from `first` on.
    @inlinable @inline(__always)
    static func panels(
        _ left: UnsafePointer<Float>, _ leftStride: Int, _ low: Int, _ b: PackedView, _ first: Int, _ depth: Int, _ start: MatrixView?,
        _ c: MatrixView, _ cursor: SegmentCursor, _ count: Int, _ segments: UnsafeBufferPointer<RowSegment>,
        _ asked: inout UnsafePointer<Float>?, _ edge: UnsafeMutablePointer<Float>
    ) {
        let halves = b.format.precision.halves
        var column = 0
        while column < b.columns {
            let panel = ISA.panels.panel(at: column, of: b.columns)
            let right = UnsafePointer(b.base + b.storedRows * column + first * halves * panel.width)
            var cursor = cursor
            var row = 0
            while let piece = cursor.next(count - row, of: segments) {
                rows(
                    left + row * leftStride, leftStride, low, right, panel,
                    first == 0 ? start.map { UnsafePointer($0.base + column) } : nil, c.base + piece.result * c.stride + column, c.stride,
                    piece.count, depth, &asked, edge)
                row += piece.count
            }
            column += panel.used
        }
    }

    /// One panel for `count` rows, cut into tiles of equal height as far as possible.
    @inlinable @inline(__always)
    static func rows(
        _ a: UnsafePointer<Float>, _ aStride: Int, _ low: Int, _ b: UnsafePointer<Float>, _ panel: PanelShape.Panel,
        _ start: UnsafePointer<Float>?, _ c: UnsafeMutablePointer<Float>, _ cStride: Int, _ count: Int, _ depth: Int,
        _ asked: inout UnsafePointer<Float>?, _ edge: UnsafeMutablePointer<Float>
    ) {
        let tiles = (count + ISA.tileRows - 1) / ISA.tileRows
        var row = 0
        for tile in 0..<tiles {
            let height = (count - row) / (tiles - tile)
            let target = c + row * cStride
            let prefetch: Prefetch
            if let place = asked {
                prefetch = Prefetch(place, stride: panel.width, interval: BFloat16<ISA>.block)
                asked = place + prefetch.requests(depth) * panel.width
            } else {
                prefetch = Prefetch(
                    tile + 1 < tiles ? target + height * cStride : c + panel.used, stride: cStride, interval: BFloat16<ISA>.block)
            }
            let operands = TileOperands(
                a + row * aStride, rowStride: aStride, depthStride: 1, low: low, b, start: start ?? UnsafePointer(target),
                startStride: start == nil ? cStride : 0, target, cStride: cStride, even: edge + tileSize,
                depth: depth, prefetch)
            BFloat16TileRow<ISA>.accumulate(height, panel, operands, edge)
            row += height
        }
    }
}
