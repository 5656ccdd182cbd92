import CMatrixUnit
import Kernels
import KernelsAVX512

#if arch(x86_64) && os(Linux)
    /// Intel's matrix unit, with results two tiles high and wide.
    private enum AMX: MatrixUnit {
        typealias Vector = SIMD16<Float>
        typealias HalfVector = Vector
        static var tileRows: Int { 16 }
        static var tileVectors: Int { 2 }

        static func begin() { tiles_begin() }
        static func end() { tiles_end() }

        static func multiply(_ tiles: MatrixUnitTiles) {
            tiles_multiply(
                tiles.a.assumingMemoryBound(to: UInt8.self), tiles.aRow, tiles.aLow, tiles.b.assumingMemoryBound(to: UInt8.self),
                tiles.bRow,
                tiles.c, tiles.cRow, tiles.blocks, tiles.hasTwoRows ? 1 : 0, tiles.hasTwoColumns ? 1 : 0)
        }
    }

    /// The kernels for processors with AVX-512 and AMX (TILE, BF16): the matrix unit multiplies rounded factors;
    /// everything else is as with AVX-512 alone.
    public let amxKernels = KernelTable(avx512Kernels, unit: AMX.self, name: "amx")

    /// Whether the system lets this process use the matrix unit. Call once, on a processor that has one, before
    /// `amxKernels` computes.
    public func requestMatrixUnit() -> Bool { tiles_request() == 0 }
#endif
