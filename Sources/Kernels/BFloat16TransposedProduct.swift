import CProcessorHints

/// Sums over rows of rounded factors: like `TransposedProduct`, but each element of c is summed as in `BFloat16Tile`.
/// Pairs of rows are counted across segments, so blocks of 32 pairs continue from one segment to the next.
@usableFromInline
enum BFloat16TransposedProduct<ISA: InstructionSet> {
    /// The pairs of rows processed at a time, a multiple of `BFloat16.block`.
    @inlinable static var depthBlock: Int { 160 }

    /// The number of elements of a tile.
    @inlinable static var tileSize: Int { ISA.tileRows * ISA.tileVectors * ISA.Vector.scalarCount }

    /// - Parameter sums: one row as wide as b, to which the sums of b's columns, unrounded, are added; nil for none.
    @inlinable @inline(__always)
    static func accumulate(
        _ a: MatrixView, _ b: MatrixView, _ c: ProductChain, _ sums: MatrixView?, _ segments: UnsafeBufferPointer<RowSegment>,
        _ precision: ProductPrecision
    ) {
        TransposedProduct<ISA>.check(a, b, c, sums, segments)
        let halves = precision.halves
        var pairs = 0
        for segment in segments { pairs += segment.count }
        let greatestDepth = min(pairs, depthBlock)
        guard greatestDepth > 0 else {
            c.begin(0, b.columns)
            return c.end(0, b.columns, ISA.self)
        }
        let width = Matrix.stride(a.columns)
        let low = halves > 1 ? width : 0
        let widest = ISA.panels.vectors * ISA.panels.vectorWidth
        // A panel's tiles together prefetch all rows of the next panel.
        let interval = max(BFloat16<ISA>.block, (a.columns + ISA.tileRows - 1) / ISA.tileRows)
        let capacity = greatestDepth * (width + widest) * halves + 2 * tileSize + 16
        withUnsafeTemporaryAllocation(of: Float.self, capacity: capacity) { scratch in
            // Aligned to cache lines, so that no vector crosses two.
            let packed = scratch.baseAddress.unsafelyUnwrapped.alignedUp(toMultipleOf: 64)
            let edge = packed + greatestDepth * widest * halves
            let left = edge + 2 * tileSize
            var cursor = SegmentCursor()
            var done = 0
            while done < pairs {
                let depth = min(depthBlock, pairs - done)
                round(a, left, width * halves, low, cursor, depth, segments)
                var column = 0
                while column < b.columns {
                    let panel = ISA.panels.panel(at: column, of: b.columns)
                    if done == 0 { c.begin(column, panel.used) }
                    pack(b, column, panel, packed, halves, sums.map { $0.base + column }, cursor, depth, segments)
                    let status = flush_subnormals()
                    block(
                        left, width * halves, low, a.columns, packed, panel, c.sums.base + column, c.sums.stride, depth,
                        Prefetch(c.sums.base + column + panel.used, stride: c.sums.stride, interval: interval), edge)
                    restore_subnormals(status)
                    if done + depth == pairs { c.end(column, panel.used, ISA.self) }
                    column += panel.used
                }
                var skipped = 0
                while let piece = cursor.next(depth - skipped, of: segments) { skipped += piece.count }
                done += depth
            }
        }
    }

    /// Rounds `depth` rows of a.
    @inlinable @inline(__always)
    static func round(
        _ a: MatrixView, _ target: UnsafeMutablePointer<Float>, _ stride: Int, _ low: Int, _ cursor: SegmentCursor, _ depth: Int,
        _ segments: UnsafeBufferPointer<RowSegment>
    ) {
        var cursor = cursor
        var row = 0
        while let piece = cursor.next(depth - row, of: segments) {
            for r in 0..<piece.count {
                let source = a.base + (piece.left + r) * a.stride
                let to = target + (row + r) * stride
                if low > 0 {
                    BFloat16<ISA>.split(source, high: to, low: to + low, a.columns)
                } else {
                    BFloat16<ISA>.round(source, to, a.columns)
                }
            }
            row += piece.count
        }
    }

    /// Rounds `depth` rows of a panel of b, and adds the unrounded rows, one after another, to `sums`.
    @inlinable @inline(__always)
    static func pack(
        _ b: MatrixView, _ column: Int, _ panel: PanelShape.Panel, _ packed: UnsafeMutablePointer<Float>, _ halves: Int,
        _ sums: UnsafeMutablePointer<Float>?, _ cursor: SegmentCursor, _ depth: Int, _ segments: UnsafeBufferPointer<RowSegment>
    ) {
        // Lower halves follow the rows of each block; without them, all rows form one block.
        let block = halves > 1 ? BFloat16<ISA>.block : depth
        var cursor = cursor
        var first = 0
        while first < depth {
            let count = min(block, depth - first)
            let to = packed + first * halves * panel.width
            var row = 0
            while let piece = cursor.next(count - row, of: segments) {
                TransposedProduct<ISA>.pack(
                    b.base + piece.result * b.stride + column, b.stride, panel, piece.count, to + row * panel.width, sums)
                row += piece.count
            }
            let size = count * panel.width
            if halves > 1 {
                BFloat16<ISA>.split(to, high: to, low: to + size, size)
            } else {
                BFloat16<ISA>.round(to, to, size)
            }
            first += count
        }
    }

    /// All columns of a with one panel of b.
    @inlinable @inline(__always)
    static func block(
        _ a: UnsafePointer<Float>, _ aStride: Int, _ low: Int, _ columns: Int, _ packed: UnsafePointer<Float>, _ panel: PanelShape.Panel,
        _ c: UnsafeMutablePointer<Float>, _ cStride: Int, _ depth: Int, _ prefetch: Prefetch, _ edge: UnsafeMutablePointer<Float>
    ) {
        var row = 0
        var prefetch = prefetch
        while row < columns {
            let height = min(ISA.tileRows, columns - row)
            let target = c + row * cStride
            let operands = TileOperands(
                a + row, rowStride: 1, depthStride: aStride, low: low, packed, start: UnsafePointer(target), startStride: cStride, target,
                cStride: cStride, even: edge + tileSize,
                depth: depth, prefetch)
            BFloat16TileRow<ISA>.accumulate(height, panel, operands, edge)
            row += height
            prefetch.base += prefetch.requests(depth) * prefetch.stride
        }
    }
}
