/// The innermost product: a tile of `rows` x (`vectors` * vector width) results stays in registers while k runs.
///
/// Contract: `a` has `rows` rows of `depth` numbers, element (r, k) at `a[r * rowStride + k * depthStride]`; `b` has `depth` rows of `vectors` vectors, one
/// after another; `start` and `c` have `rows` rows of as many numbers. Each result is the chain fma(a[r, depth - 1], b[depth - 1], .. fma(a[r, 0], b[0], start[r])), written to `c`, which may be
/// where `start` is.
/// Nobody checks edges here: callers give a scratch tile where the matrix is narrower.
@usableFromInline
enum RegisterTile<ISA: InstructionSet, let rows: Int, let vectors: Int> {
    @inlinable @inline(__always)
    static func accumulate(
        _ a: UnsafePointer<Float>, _ rowStride: Int, _ depthStride: Int, _ b: UnsafePointer<Float>,
        _ start: UnsafePointer<Float>, _ startStride: Int, _ c: UnsafeMutablePointer<Float>, _ cStride: Int, _ depth: Int
    ) {
        let width = ISA.Vector.scalarCount
        var sums = InlineArray<rows, InlineArray<vectors, ISA.Vector>>(repeating: InlineArray<vectors, ISA.Vector>(repeating: ISA.Vector()))
        for r in 0..<rows {
            for v in 0..<vectors {
                sums[r][v] = UnsafeRawPointer(start + r * startStride + v * width).loadUnaligned(as: ISA.Vector.self)
            }
        }
        var b = UnsafeRawPointer(b)
        var a = a
        for _ in 0..<depth {
            var right = InlineArray<vectors, ISA.Vector>(repeating: ISA.Vector())
            for v in 0..<vectors { right[v] = b.loadUnaligned(fromByteOffset: v * width * 4, as: ISA.Vector.self) }
            b += vectors * width * 4
            for r in 0..<rows {
                let left = ISA.Vector(repeating: a[r * rowStride])
                for v in 0..<vectors { sums[r][v].addProduct(left, right[v]) }
            }
            a += depthStride
        }
        for r in 0..<rows {
            for v in 0..<vectors {
                UnsafeMutableRawPointer(c + r * cStride + v * width).storeBytes(of: sums[r][v], as: ISA.Vector.self)
            }
        }
    }

    /// The same for as many rows as `count` says, 1 to 8.
    @inlinable @inline(__always)
    static func dispatch(
        _ count: Int, _ a: UnsafePointer<Float>, _ rowStride: Int, _ depthStride: Int, _ b: UnsafePointer<Float>,
        _ start: UnsafePointer<Float>, _ startStride: Int, _ c: UnsafeMutablePointer<Float>, _ cStride: Int, _ depth: Int
    ) {
        switch count {
        case 1: RegisterTile<ISA, 1, vectors>.accumulate(a, rowStride, depthStride, b, start, startStride, c, cStride, depth)
        case 2: RegisterTile<ISA, 2, vectors>.accumulate(a, rowStride, depthStride, b, start, startStride, c, cStride, depth)
        case 3: RegisterTile<ISA, 3, vectors>.accumulate(a, rowStride, depthStride, b, start, startStride, c, cStride, depth)
        case 4: RegisterTile<ISA, 4, vectors>.accumulate(a, rowStride, depthStride, b, start, startStride, c, cStride, depth)
        case 5: RegisterTile<ISA, 5, vectors>.accumulate(a, rowStride, depthStride, b, start, startStride, c, cStride, depth)
        case 6: RegisterTile<ISA, 6, vectors>.accumulate(a, rowStride, depthStride, b, start, startStride, c, cStride, depth)
        case 7: RegisterTile<ISA, 7, vectors>.accumulate(a, rowStride, depthStride, b, start, startStride, c, cStride, depth)
        default: RegisterTile<ISA, 8, vectors>.accumulate(a, rowStride, depthStride, b, start, startStride, c, cStride, depth)
        }
    }
}
