/// Sums over rows, as in gradients of weights: c[m, n] is the sum over k of a[k, m] b[k, n], for a [rows, m], b [rows,
/// n].
///
/// Rows of a and b are paired by segments (`left` in a, `result` in b) and summed in that order, so each element of c is one chain of fused
/// multiply-adds, wherever segments end. Threads take different columns of c.
@usableFromInline
enum TransposedProduct<ISA: InstructionSet> {
    /// The pairs of rows processed at a time: longer runs keep the sums in registers, shorter ones keep the rows of a
    /// in the second-level cache; 288 was the fastest of 128 to 384.
    @inlinable static var depthBlock: Int { 288 }

    /// - Parameters:
    ///   - c: the chains.
    ///   - sums: one row as wide as b, to which the sums of b's columns are added; nil for none.
    @inlinable @inline(__always)
    static func accumulate(
        _ a: MatrixView, _ b: MatrixView, _ c: ProductChain, _ sums: MatrixView?, _ segments: UnsafeBufferPointer<RowSegment>
    ) {
        check(a, b, c, sums, segments)
        var pairs = 0
        for segment in segments { pairs += segment.count }
        let greatestDepth = min(pairs, depthBlock)
        guard greatestDepth > 0 else {
            c.begin(0, b.columns)
            return c.end(0, b.columns, ISA.self)
        }
        let widest = ISA.panels.vectors * ISA.panels.vectorWidth
        let gatheredStride = Matrix.stride(a.columns)
        let capacity = greatestDepth * widest + (ISA.tileRows + 1) * widest + (segments.count > 1 ? greatestDepth * gatheredStride : 0) + 32
        withUnsafeTemporaryAllocation(of: Float.self, capacity: capacity) { scratch in
            // Aligned to cache lines, so that no vector crosses two.
            let packed = scratch.baseAddress.unsafelyUnwrapped.alignedUp(toMultipleOf: 64)
            let edge = packed + greatestDepth * widest
            let zeros = edge + ISA.tileRows * widest
            zeros.update(repeating: 0, count: widest)
            let gathered = (zeros + widest).alignedUp(toMultipleOf: 64)
            var cursor = SegmentCursor()
            var done = 0
            while done < pairs {
                let start = cursor
                let rows = DepthRows<ISA>(of: a, b, min(depthBlock, pairs - done), &cursor, segments, gathered: gathered, gatheredStride)
                let isLast = done + rows.depth == pairs
                let end = isLast ? c.total ?? c.sums : c.sums
                let adds = isLast && c.total != nil
                let isFirst = done == 0 && c.begins
                var column = 0
                while column < b.columns {
                    let panel = ISA.panels.panel(at: column, of: b.columns)
                    let sums = sums.map { $0.base + column }
                    if let even = rows.even {
                        pack(
                            b.base + even.first.result * b.stride + column, b.stride, panel, rows.depth, packed, sums,
                            interval: even.first.count, jump: (even.resultDistance - even.first.count) * b.stride)
                    } else {
                        var place = start
                        var row = 0
                        while let piece = place.next(rows.depth - row, of: segments) {
                            let source = b.base + piece.result * b.stride + column
                            pack(source, b.stride, panel, piece.count, packed + row * panel.width, sums)
                            row += piece.count
                        }
                    }
                    let start = isFirst ? TileStart(zeros, 0) : TileStart(c.sums.base + column, c.sums.stride)
                    block(rows, a.columns, packed, panel, start, end.base + column, end.stride, adds: adds, b, column + panel.used, edge)
                    column += panel.used
                }
                done += rows.depth
            }
        }
    }

    @inlinable @inline(__always)
    static func check(
        _ a: MatrixView, _ b: MatrixView, _ c: ProductChain, _ sums: MatrixView?, _ segments: UnsafeBufferPointer<RowSegment>
    ) {
        require(c.sums.rows == a.columns && c.sums.columns == b.columns, "factors and product fit together")
        require(
            c.total.map { $0.rows == a.columns && $0.columns == b.columns } ?? true,
            "chains and the total that they are added to fit together")
        require(sums.map { $0.columns == b.columns && $0.rows == 1 } ?? true, "sums are one row as wide as the right factor")
        for segment in segments {
            require(
                segment.left >= 0 && segment.result >= 0 && segment.count >= 0 && segment.left + segment.count <= a.rows
                    && segment.result + segment.count <= b.rows, "rows of a product lie inside its factors")
        }
    }

    /// All columns of a with one panel of b. The left factor is read in place: a tile's columns are adjacent.
    ///
    /// - Parameters:
    ///   - start: the values with which chains begin or continue.
    ///   - adds: whether the chains are added to c.
    ///   - next: the first column of the panel of b to prefetch; after the last panel, what follows the rows is
    ///     prefetched.
    @inlinable @inline(__always)
    static func block(
        _ rows: DepthRows<ISA>, _ columns: Int, _ packed: UnsafePointer<Float>, _ panel: PanelShape.Panel, _ start: TileStart,
        _ c: UnsafeMutablePointer<Float>, _ cStride: Int, adds: Bool, _ b: MatrixView, _ next: Int, _ edge: UnsafeMutablePointer<Float>
    ) {
        let upcoming = rows.upcoming(b, next, c, cStride)
        var prefetch = upcoming.first
        var tile = 0
        var row = 0
        while row < columns {
            let height = min(ISA.tileRows, columns - row)
            let target = c + row * cStride
            let from = start.base + row * start.stride
            if panel.used == panel.width {
                TileRow<ISA>.accumulate(
                    height, rows.left + row, 1, rows.stride, rows.jump, packed, from, start.stride, target, cStride, adds: adds, rows.depth,
                    panel.width, prefetch)
            } else {
                for r in 0..<height {
                    for j in 0..<panel.width { edge[r * panel.width + j] = j < panel.used ? from[r * start.stride + j] : 0 }
                }
                TileRow<ISA>.accumulate(
                    height, rows.left + row, 1, rows.stride, rows.jump, packed, edge, panel.width, edge, panel.width, rows.depth,
                    panel.width,
                    prefetch)
                for r in 0..<height {
                    for j in 0..<panel.used {
                        let sum = edge[r * panel.width + j]
                        target[r * cStride + j] = adds ? target[r * cStride + j] + sum : sum
                    }
                }
            }
            row += height
            tile += 1
            if tile < upcoming.tiles { prefetch.base += upcoming.tileStride }
        }
    }

    /// Copies rows of one panel of b contiguously, and adds them, one after another, to `sums`.
    ///
    /// - Parameters:
    ///   - interval: the number of adjacent rows.
    ///   - jump: the distance in numbers from the end of these to the next.
    @inlinable @inline(__always)
    static func pack(
        _ source: UnsafePointer<Float>, _ stride: Int, _ panel: PanelShape.Panel, _ depth: Int, _ packed: UnsafeMutablePointer<Float>,
        _ sums: UnsafeMutablePointer<Float>?, interval: Int = .max, jump: Int = 0
    ) {
        let vector = ISA.Vector.scalarCount
        switch panel.used {
        case 3 * vector: RowCopy<ISA, 3>.copy(source, stride, packed, depth, sums, interval, jump)
        case 2 * vector: RowCopy<ISA, 2>.copy(source, stride, packed, depth, sums, interval, jump)
        case vector: RowCopy<ISA, 1>.copy(source, stride, packed, depth, sums, interval, jump)
        default:
            for k in 0..<depth {
                let from = source + k * stride + k / interval * jump
                let to = packed + k * panel.width
                for j in 0..<panel.width { to[j] = j < panel.used ? from[j] : 0 }
                if let sums { for j in 0..<panel.used { sums[j] += from[j] } }
            }
        }
    }
}

/// The values with which the chains of a panel's tiles begin: rows `stride` numbers apart.
@usableFromInline
struct TileStart {
    @usableFromInline let base: UnsafePointer<Float>
    @usableFromInline let stride: Int

    @inlinable @inline(__always)
    init(_ base: UnsafePointer<Float>, _ stride: Int) {
        self.base = base
        self.stride = stride
    }
}

/// Copies rows of `vectors` vectors, and sums them if asked to. The number of vectors is known to the compiler, which
/// otherwise would call `memmove` for each row and add vectors one at a time.
@usableFromInline
enum RowCopy<ISA: InstructionSet, let vectors: Int> {
    @inlinable @inline(__always)
    static func copy(
        _ source: UnsafePointer<Float>, _ stride: Int, _ target: UnsafeMutablePointer<Float>, _ rows: Int,
        _ sums: UnsafeMutablePointer<Float>?, _ interval: Int, _ jump: Int
    ) {
        let bytes = ISA.Vector.scalarCount * 4
        var totals = InlineArray<vectors, ISA.Vector>(repeating: ISA.Vector())
        if let sums {
            for v in 0..<vectors { totals[v] = UnsafeRawPointer(sums).loadUnaligned(fromByteOffset: v * bytes, as: ISA.Vector.self) }
        }
        var from = UnsafeRawPointer(source)
        var to = UnsafeMutableRawPointer(target)
        var remaining = rows
        while remaining > 0 {
            let count = min(interval, remaining)
            remaining -= count
            for _ in 0..<count {
                for v in 0..<vectors {
                    let vector = from.loadUnaligned(fromByteOffset: v * bytes, as: ISA.Vector.self)
                    to.storeBytes(of: vector, toByteOffset: v * bytes, as: ISA.Vector.self)
                    totals[v] += vector
                }
                from += stride * 4
                to += vectors * bytes
            }
            from += jump * 4
        }
        if let sums {
            for v in 0..<vectors { UnsafeMutableRawPointer(sums).storeBytes(of: totals[v], toByteOffset: v * bytes, as: ISA.Vector.self) }
        }
    }
}
