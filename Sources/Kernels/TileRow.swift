/// Chooses the register tile for a panel's width. Not inlined: there are dozens of tiles, and a call is cheap compared
/// with a tile's work.
@usableFromInline
enum TileRow<ISA: InstructionSet> {
    @inlinable @inline(never)
    static func accumulate(
        _ height: Int, _ a: UnsafePointer<Float>, _ rowStride: Int, _ depthStride: Int, _ depthJump: Int, _ b: UnsafePointer<Float>,
        _ start: UnsafePointer<Float>, _ startStride: Int, _ c: UnsafeMutablePointer<Float>, _ cStride: Int, adds: Bool = false,
        _ depth: Int, _ width: Int,
        _ prefetch: Prefetch
    ) {
        let vector = ISA.Vector.scalarCount
        if width % vector == 0 {
            if ISA.tileVectors == 3, width == 3 * vector {
                RegisterTile<ISA, 1, 3, 0>.dispatch(
                    height, a, rowStride, depthStride, depthJump, b, start, startStride, c, cStride, adds: adds, depth, prefetch)
            } else if width == 2 * vector {
                RegisterTile<ISA, 1, 2, 0>.dispatch(
                    height, a, rowStride, depthStride, depthJump, b, start, startStride, c, cStride, adds: adds, depth, prefetch)
            } else {
                RegisterTile<ISA, 1, 1, 0>.dispatch(
                    height, a, rowStride, depthStride, depthJump, b, start, startStride, c, cStride, adds: adds, depth, prefetch)
            }
        } else if ISA.HalfVector.scalarCount < vector {
            if ISA.tileVectors == 3, width > 2 * vector {
                RegisterTile<ISA, 1, 2, 1>.dispatch(
                    height, a, rowStride, depthStride, depthJump, b, start, startStride, c, cStride, adds: adds, depth, prefetch)
            } else if width > vector {
                RegisterTile<ISA, 1, 1, 1>.dispatch(
                    height, a, rowStride, depthStride, depthJump, b, start, startStride, c, cStride, adds: adds, depth, prefetch)
            } else {
                RegisterTile<ISA, 1, 0, 1>.dispatch(
                    height, a, rowStride, depthStride, depthJump, b, start, startStride, c, cStride, adds: adds, depth, prefetch)
            }
        }
    }
}
