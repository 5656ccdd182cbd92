/// Corresponding rows in a product: `count` rows of the left factor from `left`, whose results go to the rows from `result`.
public struct RowSegment: Sendable, Hashable {
    /// The first row of the left factor.
    public var left: Int
    /// The first row of the result.
    public var result: Int
    /// The number of rows.
    public var count: Int

    /// This many rows from these first ones.
    @inlinable @inline(__always)
    public init(left: Int, result: Int, count: Int) {
        self.left = left
        self.result = result
        self.count = count
    }
}

/// c += a b, for a [rows, depth], b packed [depth, columns], c [rows, columns]; or c = start + a b, for start one row, such as a bias.
///
/// Each element of c is one chain of fused multiply-adds in the order of k: blocks of k leave their sums in c, which is exact.
@usableFromInline
enum Product<ISA: InstructionSet> {
    /// The rows of b processed at a time: longer runs keep the sums in registers, shorter ones keep a panel of b in the first-level cache;
    /// 512 was the fastest.
    @inlinable static var depthBlock: Int { 512 }

    /// The steps from one prefetch request to the next. With 16, one step of the scan requests about as much as the
    /// next one needs.
    @inlinable static var interval: Int { 16 }

    /// - Parameter prefetch: what the caller will need next; if nil, each tile prefetches the results of the one after
    ///   it.
    @inlinable @inline(__always)
    static func accumulate(
        _ a: MatrixView, _ b: PackedView, _ start: MatrixView?, _ c: MatrixView, _ prefetch: MatrixView?,
        _ segments: UnsafeBufferPointer<RowSegment>
    ) {
        check(a, b, start, c, segments)
        let depth = b.rows
        guard depth > 0 else { return }
        let blocks = (depth + depthBlock - 1) / depthBlock
        var asked = prefetch.map { UnsafePointer($0.base) }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: ISA.tileRows * ISA.tileVectors * ISA.Vector.scalarCount) { scratch in
            for block in 0..<blocks {
                let first = depth * block / blocks
                let count = depth * (block + 1) / blocks - first
                var column = 0
                while column < b.columns {
                    let panel = ISA.panels.panel(at: column, of: b.columns)
                    let right = UnsafePointer(b.base + depth * column + first * panel.width)
                    for segment in segments {
                        rows(
                            a.base + segment.left * a.stride + first, a.stride, right, panel,
                            block == 0 ? start.map { UnsafePointer($0.base + column) } : nil,
                            c.base + segment.result * c.stride + column, c.stride, segment.count, count,
                            &asked, scratch.baseAddress.unsafelyUnwrapped)
                    }
                    column += panel.used
                }
            }
        }
    }

    @inlinable @inline(__always)
    static func check(
        _ a: MatrixView, _ b: PackedView, _ start: MatrixView?, _ c: MatrixView, _ segments: UnsafeBufferPointer<RowSegment>
    ) {
        require(b.format.shape == ISA.panels && !b.format.inPairs, "a matrix is packed for the instruction set that reads it")
        checkSizes(a, b, start, c, segments)
    }

    @inlinable @inline(__always)
    static func checkSizes(
        _ a: MatrixView, _ b: PackedView, _ start: MatrixView?, _ c: MatrixView, _ segments: UnsafeBufferPointer<RowSegment>
    ) {
        require(a.columns == b.rows && c.columns == b.columns, "factors and product fit together")
        require(start.map { $0.columns == c.columns && $0.rows == 1 } ?? true, "a start is one row as wide as the product")
        for segment in segments {
            require(
                segment.left >= 0 && segment.result >= 0 && segment.count >= 0 && segment.left + segment.count <= a.rows
                    && segment.result + segment.count <= c.rows, "rows of a product lie inside its factors")
        }
    }

    /// One panel for `count` rows, cut into tiles of equal height as far as possible.
    @inlinable @inline(__always)
    static func rows(
        _ a: UnsafePointer<Float>, _ aStride: Int, _ b: UnsafePointer<Float>, _ panel: PanelShape.Panel,
        _ start: UnsafePointer<Float>?, _ c: UnsafeMutablePointer<Float>, _ cStride: Int, _ count: Int, _ depth: Int,
        _ asked: inout UnsafePointer<Float>?, _ scratch: UnsafeMutablePointer<Float>
    ) {
        let tiles = (count + ISA.tileRows - 1) / ISA.tileRows
        var row = 0
        for tile in 0..<tiles {
            let height = (count - row) / (tiles - tile)
            let left = a + row * aStride
            let target = c + row * cStride
            let from = start ?? UnsafePointer(target)
            let fromStride = start == nil ? cStride : 0
            let prefetch: Prefetch
            if let place = asked {
                prefetch = Prefetch(place, stride: panel.width, interval: interval)
                asked = place + prefetch.requests(depth) * panel.width
            } else {
                prefetch = Prefetch(tile + 1 < tiles ? target + height * cStride : c + panel.used, stride: cStride, interval: interval)
            }
            if panel.used == panel.width {
                TileRow<ISA>.accumulate(height, left, aStride, 1, 0, b, from, fromStride, target, cStride, depth, panel.width, prefetch)
            } else {
                for r in 0..<height {
                    for j in 0..<panel.width { scratch[r * panel.width + j] = j < panel.used ? from[r * fromStride + j] : 0 }
                }
                TileRow<ISA>.accumulate(
                    height, left, aStride, 1, 0, b, scratch, panel.width, scratch, panel.width, depth, panel.width, prefetch)
                for r in 0..<height {
                    for j in 0..<panel.used { target[r * cStride + j] = scratch[r * panel.width + j] }
                }
            }
            row += height
        }
    }
}
