/// Sums over rows, as gradients of weights are: c[m, n] += the sum over k of a[k, m] b[k, n], for a [rows, m], b [rows, n].
///
/// Rows of a and b are paired by segments (`left` in a, `result` in b) and summed in that order, so each element of c is one chain of fused
/// multiply-adds. Threads take different columns of c.
@usableFromInline
enum OuterProduct<ISA: InstructionSet> {
    /// Pairs of rows taken at a time: a panel of b and a tile of a stay in the first-level cache.
    @inlinable static var depthBlock: Int { 128 }

    /// - Parameter sums: one row as wide as b, to which the sums of b's columns are added; nil for none.
    @inlinable @inline(__always)
    static func accumulate(
        _ a: MatrixView, _ b: MatrixView, _ c: MatrixView, _ sums: MatrixView?, _ segments: UnsafeBufferPointer<RowSegment>
    ) {
        require(c.rows == a.columns && c.columns == b.columns, "factors and product fit together")
        require(sums == nil || sums!.columns == b.columns && sums!.rows == 1, "sums are one row as wide as the right factor")
        for segment in segments {
            require(
                segment.left >= 0 && segment.result >= 0 && segment.count >= 0 && segment.left + segment.count <= a.rows
                    && segment.result + segment.count <= b.rows, "rows of a product lie inside its factors")
        }
        let vector = ISA.Vector.scalarCount
        let tileRows = ISA.tileRows
        // Left tiles are copied eight columns at a time, whatever their height, so each has room for one copy more.
        let tileStride = depthBlock * 8 + 8
        let tiles = (a.columns + tileRows - 1) / tileRows
        let rightSize = depthBlock * (b.columns + 2 * vector)
        withUnsafeTemporaryAllocation(of: Float.self, capacity: tiles * tileStride + rightSize + tileRows * 2 * vector + 16) { scratch in
            withUnsafeTemporaryAllocation(of: RowPair.self, capacity: depthBlock) { rows in
                // Aligned to cache lines, so that no vector lies across two.
                let right = scratch.baseAddress.unsafelyUnwrapped.alignedUp(toMultipleOf: 64)
                let edge = right + rightSize
                let left = edge + tileRows * 2 * vector
                var cursor = Cursor()
                while true {
                    let depth = cursor.next(segments, a, b, rows)
                    if depth == 0 { break }
                    packLeft(a.columns, left, tileStride, rows, depth)
                    packRight(b.columns, right, rows, depth)
                    var column = 0
                    while column < b.columns {
                        let panel = PackedView.panel(at: column, of: b.columns, vectorWidth: vector)
                        let packed = right + depthBlock * column
                        if let sums { add(packed, panel, depth, sums.base + column) }
                        for tile in 0..<tiles {
                            let row = tile * tileRows
                            let height = min(tileRows, a.columns - row)
                            let from = left + tile * tileStride
                            let target = c.base + row * c.stride + column
                            if panel.used == panel.width {
                                TileRow<ISA>.accumulate(height, from, 1, height, packed, target, c.stride, target, c.stride, depth, panel.width)
                            } else {
                                for r in 0..<height {
                                    for j in 0..<panel.width { edge[r * panel.width + j] = j < panel.used ? target[r * c.stride + j] : 0 }
                                }
                                TileRow<ISA>.accumulate(height, from, 1, height, packed, edge, panel.width, edge, panel.width, depth, panel.width)
                                for r in 0..<height {
                                    for j in 0..<panel.used { target[r * c.stride + j] = edge[r * panel.width + j] }
                                }
                            }
                        }
                        column += panel.used
                    }
                }
            }
        }
    }

    /// Rows of a and b that belong together.
    @usableFromInline typealias RowPair = (left: UnsafePointer<Float>, right: UnsafePointer<Float>)

    /// Goes through the segments' pairs of rows, some at a time.
    @usableFromInline
    struct Cursor {
        @usableFromInline var segment = 0
        @usableFromInline var offset = 0

        @inlinable @inline(__always)
        init() {}

        /// The next pairs, at most as many as `rows` holds.
        @inlinable @inline(__always)
        mutating func next(
            _ segments: UnsafeBufferPointer<RowSegment>, _ a: MatrixView, _ b: MatrixView,
            _ rows: UnsafeMutableBufferPointer<RowPair>
        ) -> Int {
            var count = 0
            while count < rows.count, segment < segments.count {
                let current = segments[segment]
                let take = min(rows.count - count, current.count - offset)
                for k in 0..<take {
                    rows[count + k] = (
                        UnsafePointer(a.base + (current.left + offset + k) * a.stride),
                        UnsafePointer(b.base + (current.result + offset + k) * b.stride)
                    )
                }
                count += take
                offset += take
                if offset == current.count {
                    segment += 1
                    offset = 0
                }
            }
            return count
        }
    }

    /// The rows of a, tile by tile, each tile k after k: `left[tile * tileStride + k * height + r]`. Whole rows are read one after another, as memory likes it.
    @inlinable @inline(__always)
    static func packLeft(
        _ columns: Int, _ left: UnsafeMutablePointer<Float>, _ tileStride: Int, _ rows: UnsafeMutableBufferPointer<RowPair>, _ depth: Int
    ) {
        let whole = columns / ISA.tileRows
        let rest = columns - whole * ISA.tileRows
        for k in 0..<depth {
            let source = UnsafeRawPointer(rows[k].left)
            var from = source
            var to = UnsafeMutableRawPointer(left + k * ISA.tileRows)
            for _ in 0..<whole {
                to.storeBytes(of: from.loadUnaligned(as: SIMD8<Float>.self), as: SIMD8<Float>.self)
                from += ISA.tileRows * 4
                to += tileStride * 4
            }
            if rest > 0 {
                UnsafeMutableRawPointer(left + whole * tileStride + k * rest).storeBytes(
                    of: from.loadUnaligned(as: SIMD8<Float>.self), as: SIMD8<Float>.self)
            }
        }
    }

    /// The rows of b, panel by panel.
    @inlinable @inline(__always)
    static func packRight(
        _ columns: Int, _ right: UnsafeMutablePointer<Float>, _ rows: UnsafeMutableBufferPointer<RowPair>, _ depth: Int
    ) {
        let vector = ISA.Vector.scalarCount
        let whole = columns / (2 * vector)
        for k in 0..<depth {
            let source = UnsafeRawPointer(rows[k].right)
            for index in 0..<whole {
                let from = source + index * 2 * vector * 4
                let to = UnsafeMutableRawPointer(right + depthBlock * index * 2 * vector + k * 2 * vector)
                to.storeBytes(of: from.loadUnaligned(as: ISA.Vector.self), as: ISA.Vector.self)
                to.storeBytes(of: from.loadUnaligned(fromByteOffset: vector * 4, as: ISA.Vector.self), toByteOffset: vector * 4, as: ISA.Vector.self)
            }
            var column = whole * 2 * vector
            while column < columns {
                let panel = PackedView.panel(at: column, of: columns, vectorWidth: vector)
                let from = rows[k].right + column, to = right + depthBlock * column + k * panel.width
                for j in 0..<panel.width { to[j] = j < panel.used ? from[j] : 0 }
                column += panel.used
            }
        }
    }

    /// Adds a packed panel's rows, row after row, to `sums`.
    @inlinable @inline(__always)
    static func add(_ right: UnsafePointer<Float>, _ panel: PackedView.Panel, _ depth: Int, _ sums: UnsafeMutablePointer<Float>) {
        let vector = ISA.Vector.scalarCount
        if panel.used == 2 * vector {
            let target = UnsafeMutableRawPointer(sums)
            var first = target.loadUnaligned(as: ISA.Vector.self)
            var second = target.loadUnaligned(fromByteOffset: vector * 4, as: ISA.Vector.self)
            for k in 0..<depth {
                let from = UnsafeRawPointer(right + k * panel.width)
                first += from.loadUnaligned(as: ISA.Vector.self)
                second += from.loadUnaligned(fromByteOffset: vector * 4, as: ISA.Vector.self)
            }
            target.storeBytes(of: first, as: ISA.Vector.self)
            target.storeBytes(of: second, toByteOffset: vector * 4, as: ISA.Vector.self)
        } else {
            for k in 0..<depth {
                for j in 0..<panel.used { sums[j] += right[k * panel.width + j] }
            }
        }
    }
}
