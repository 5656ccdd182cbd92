import CProcessorHints

/// The innermost product: a tile of `rows` rows, each `vectors` vectors wide and, with `halves` = 1, half a vector
/// more, stays in registers while k runs.
///
/// Contract: `a` has `rows` rows of `depth` numbers, element (r, k) at `a[r * rowStride + k * depthStride]`, and
/// `depthJump` further on after each of the prefetch's intervals; `b` has `depth` contiguous rows as wide as the tile;
/// `start` and `c` have `rows` rows of that width. Each result is the chain fma(a[r, depth - 1], b[depth - 1], ..
/// fma(a[r, 0], b[0], start[r])), written to `c`, which may be `start`, or with `adds` added to the previous value of
/// `c`. Edges are not checked here: callers pass a scratch tile if the matrix is narrower.
@usableFromInline
enum RegisterTile<ISA: InstructionSet, let rows: Int, let vectors: Int, let halves: Int> {
    @inlinable @inline(__always)
    static func accumulate(
        _ a: UnsafePointer<Float>, _ rowStride: Int, _ depthStride: Int, _ depthJump: Int, _ b: UnsafePointer<Float>,
        _ start: UnsafePointer<Float>, _ startStride: Int, _ c: UnsafeMutablePointer<Float>, _ cStride: Int, adds: Bool, _ depth: Int,
        _ prefetch: Prefetch
    ) {
        let vector = ISA.Vector.scalarCount * 4
        let half = ISA.HalfVector.scalarCount * 4
        let width = vectors * vector + halves * half
        var sums = InlineArray<rows, InlineArray<vectors, ISA.Vector>>(repeating: InlineArray<vectors, ISA.Vector>(repeating: ISA.Vector()))
        var ends = InlineArray<rows, InlineArray<halves, ISA.HalfVector>>(
            repeating: InlineArray<halves, ISA.HalfVector>(repeating: ISA.HalfVector()))
        for r in 0..<rows {
            let from = UnsafeRawPointer(start + r * startStride)
            for v in 0..<vectors { sums[r][v] = from.loadUnaligned(fromByteOffset: v * vector, as: ISA.Vector.self) }
            for h in 0..<halves { ends[r][h] = from.loadUnaligned(fromByteOffset: vectors * vector + h * half, as: ISA.HalfVector.self) }
        }
        var b = UnsafeRawPointer(b)
        var a = a
        var prefetch = prefetch
        var remaining = depth
        while remaining > 0 {
            // A tile of fewer rows reads as fast as the caches can deliver, with no bandwidth to spare.
            if rows > 2 {
                for line in 0..<(width + 63) / 64 { prefetch_line(prefetch.base + line * 64) }
            }
            prefetch.base += prefetch.stride
            let stretch = min(prefetch.interval, remaining)
            remaining -= stretch
            // Processors predict reads of the left factor's next rows, except after a jump.
            if depthJump != 0 {
                for row in 0..<4 { prefetch_line(a + (stretch + row) * depthStride + depthJump) }
            }
            for _ in 0..<stretch {
                var right = InlineArray<vectors, ISA.Vector>(repeating: ISA.Vector())
                for v in 0..<vectors { right[v] = b.loadUnaligned(fromByteOffset: v * vector, as: ISA.Vector.self) }
                var rightEnd = InlineArray<halves, ISA.HalfVector>(repeating: ISA.HalfVector())
                for h in 0..<halves { rightEnd[h] = b.loadUnaligned(fromByteOffset: vectors * vector + h * half, as: ISA.HalfVector.self) }
                b += width
                for r in 0..<rows {
                    let left = a[r * rowStride]
                    for v in 0..<vectors { sums[r][v].addProduct(ISA.Vector(repeating: left), right[v]) }
                    for h in 0..<halves { ends[r][h].addProduct(ISA.HalfVector(repeating: left), rightEnd[h]) }
                }
                // The next line of the left factor: if k runs along its rows, processors do not predict these reads.
                prefetch_line(a + 16)
                a += depthStride
            }
            a += depthJump
        }
        if adds {
            for r in 0..<rows {
                let there = UnsafeRawPointer(c + r * cStride)
                for v in 0..<vectors { sums[r][v] += there.loadUnaligned(fromByteOffset: v * vector, as: ISA.Vector.self) }
                for h in 0..<halves {
                    ends[r][h] += there.loadUnaligned(fromByteOffset: vectors * vector + h * half, as: ISA.HalfVector.self)
                }
            }
        }
        for r in 0..<rows {
            let to = UnsafeMutableRawPointer(c + r * cStride)
            for v in 0..<vectors { to.storeBytes(of: sums[r][v], toByteOffset: v * vector, as: ISA.Vector.self) }
            for h in 0..<halves { to.storeBytes(of: ends[r][h], toByteOffset: vectors * vector + h * half, as: ISA.HalfVector.self) }
        }
    }

    /// Chooses the tile with `count` rows, 1 to 8.
    @inlinable @inline(__always)
    static func dispatch(
        _ count: Int, _ a: UnsafePointer<Float>, _ rowStride: Int, _ depthStride: Int, _ depthJump: Int, _ b: UnsafePointer<Float>,
        _ start: UnsafePointer<Float>, _ startStride: Int, _ c: UnsafeMutablePointer<Float>, _ cStride: Int, adds: Bool, _ depth: Int,
        _ prefetch: Prefetch
    ) {
        switch count {
        case 1:
            RegisterTile<ISA, 1, vectors, halves>.accumulate(
                a, rowStride, depthStride, depthJump, b, start, startStride, c, cStride, adds: adds, depth, prefetch)
        case 2:
            RegisterTile<ISA, 2, vectors, halves>.accumulate(
                a, rowStride, depthStride, depthJump, b, start, startStride, c, cStride, adds: adds, depth, prefetch)
        case 3:
            RegisterTile<ISA, 3, vectors, halves>.accumulate(
                a, rowStride, depthStride, depthJump, b, start, startStride, c, cStride, adds: adds, depth, prefetch)
        case 4:
            RegisterTile<ISA, 4, vectors, halves>.accumulate(
                a, rowStride, depthStride, depthJump, b, start, startStride, c, cStride, adds: adds, depth, prefetch)
        case 5:
            RegisterTile<ISA, 5, vectors, halves>.accumulate(
                a, rowStride, depthStride, depthJump, b, start, startStride, c, cStride, adds: adds, depth, prefetch)
        case 6:
            RegisterTile<ISA, 6, vectors, halves>.accumulate(
                a, rowStride, depthStride, depthJump, b, start, startStride, c, cStride, adds: adds, depth, prefetch)
        case 7:
            RegisterTile<ISA, 7, vectors, halves>.accumulate(
                a, rowStride, depthStride, depthJump, b, start, startStride, c, cStride, adds: adds, depth, prefetch)
        default:
            RegisterTile<ISA, 8, vectors, halves>.accumulate(
                a, rowStride, depthStride, depthJump, b, start, startStride, c, cStride, adds: adds, depth, prefetch)
        }
    }
}
