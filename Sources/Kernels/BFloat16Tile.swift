import CProcessorHints

/// The operands of a tile of a product of rounded factors.
///
/// The left factor has `rows` rows of `depth` numbers, (r, k) at `a[r * rowStride + k * depthStride]`, and, if `low` is
/// not 0, their lower halves `low` numbers after them. The right factor `b` has one row for each k, as wide as the tile
/// and contiguous; with lower halves, every 32 rows are followed by those of their lower halves. `start` and `c` have
/// rows as wide as the tile; `c` may be `start`. `even` has room for a tile.
@usableFromInline
struct TileOperands {
    @usableFromInline var a: UnsafePointer<Float>
    @usableFromInline var rowStride: Int
    @usableFromInline var depthStride: Int
    @usableFromInline var low: Int
    @usableFromInline var b: UnsafePointer<Float>
    @usableFromInline var start: UnsafePointer<Float>
    @usableFromInline var startStride: Int
    @usableFromInline var c: UnsafeMutablePointer<Float>
    @usableFromInline var cStride: Int
    @usableFromInline var even: UnsafeMutablePointer<Float>
    @usableFromInline var depth: Int
    @usableFromInline var prefetch: Prefetch

    @inlinable @inline(__always)
    init(
        _ a: UnsafePointer<Float>, rowStride: Int, depthStride: Int, low: Int, _ b: UnsafePointer<Float>, start: UnsafePointer<Float>,
        startStride: Int, _ c: UnsafeMutablePointer<Float>, cStride: Int, even: UnsafeMutablePointer<Float>, depth: Int,
        _ prefetch: Prefetch
    ) {
        self.a = a
        self.rowStride = rowStride
        self.depthStride = depthStride
        self.low = low
        self.b = b
        self.start = start
        self.startStride = startStride
        self.c = c
        self.cStride = cStride
        self.even = even
        self.depth = depth
        self.prefetch = prefetch
    }
}

/// A tile of a product as Intel's TDPBF16PS computes it, bit for bit, in float32 fused multiply-adds, in which products
/// of bfloat16 numbers are exact.
///
/// Of each 32 pairs of factors, those with even k form one chain of fused multiply-adds that begins with zero, and
/// those with odd k another. The chains' sum is rounded once, and so is its sum with the previous value of c. Missing
/// pairs of the last block are zeros. With lower halves, each block is three such sums, one after another: high times
/// high, high times low, low times high. Call only while subnormal numbers are treated as zero.
@usableFromInline
enum BFloat16Tile<ISA: InstructionSet, let rows: Int, let vectors: Int, let halves: Int> {
    @inlinable static var vector: Int { ISA.Vector.scalarCount * 4 }
    @inlinable static var half: Int { ISA.HalfVector.scalarCount * 4 }
    /// The size of a row in bytes.
    @inlinable static var width: Int { vectors * vector + halves * half }

    @inlinable @inline(__always)
    static func accumulate(_ operands: TileOperands) {
        var operands = operands
        var remaining = operands.depth
        let sums = operands.low == 0 ? 1 : 3
        while remaining > 0 {
            let count = min(BFloat16<ISA>.block, remaining)
            // A tile of fewer rows reads as fast as the caches can deliver, with no bandwidth to spare.
            if rows > 2 {
                for line in 0..<(width + 63) / 64 { prefetch_line(operands.prefetch.base + line * 64) }
            }
            operands.prefetch.base += operands.prefetch.stride
            let blockWidth = count * width / 4
            // A loop over both chains of each sum, which keeps the even one in memory: a processor with sixteen
            // registers has room for only one.
            for chain in 0..<2 * sums {
                let odd = chain & 1
                let a = operands.a + (chain > 3 ? operands.low : 0) + odd * operands.depthStride
                let b = operands.b + (chain & 2) / 2 * blockWidth + odd * width / 4
                addChain(operands, a, b, (count + 1 - odd) / 2, isOdd: odd == 1)
                if odd == 1 {
                    operands.start = UnsafePointer(operands.c)
                    operands.startStride = operands.cStride
                }
            }
            operands.b += operands.low == 0 ? blockWidth : 2 * blockWidth
            operands.a += count * operands.depthStride
            remaining -= count
        }
    }

    /// The chain over `count` even or odd k. The even chain is stored; the odd one is added to it, and both to c.
    @inlinable @inline(__always)
    static func addChain(
        _ operands: TileOperands, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ count: Int, isOdd: Bool
    ) {
        var sums = InlineArray<rows, InlineArray<vectors, ISA.Vector>>(repeating: InlineArray<vectors, ISA.Vector>(repeating: ISA.Vector()))
        var ends = InlineArray<rows, InlineArray<halves, ISA.HalfVector>>(
            repeating: InlineArray<halves, ISA.HalfVector>(repeating: ISA.HalfVector()))
        var a = a
        var b = UnsafeRawPointer(b)
        for _ in 0..<count {
            var right = InlineArray<vectors, ISA.Vector>(repeating: ISA.Vector())
            for v in 0..<vectors { right[v] = b.loadUnaligned(fromByteOffset: v * vector, as: ISA.Vector.self) }
            var rightEnd = InlineArray<halves, ISA.HalfVector>(repeating: ISA.HalfVector())
            for h in 0..<halves { rightEnd[h] = b.loadUnaligned(fromByteOffset: vectors * vector + h * half, as: ISA.HalfVector.self) }
            b += 2 * width
            for r in 0..<rows {
                let left = a[r * operands.rowStride]
                for v in 0..<vectors { sums[r][v].addProduct(ISA.Vector(repeating: left), right[v]) }
                for h in 0..<halves { ends[r][h].addProduct(ISA.HalfVector(repeating: left), rightEnd[h]) }
            }
            a += 2 * operands.depthStride
        }
        if count < BFloat16<ISA>.block / 2 {
            // Pairs of zeros turn a sum of 0 into -0, and change nothing else.
            for r in 0..<rows {
                for v in 0..<vectors { sums[r][v] += ISA.Vector() }
                for h in 0..<halves { ends[r][h] += ISA.HalfVector() }
            }
        }
        let even = UnsafeMutableRawPointer(operands.even)
        if isOdd {
            for r in 0..<rows {
                let from = UnsafeRawPointer(operands.start + r * operands.startStride)
                let to = UnsafeMutableRawPointer(operands.c + r * operands.cStride)
                for v in 0..<vectors {
                    let sum = even.loadUnaligned(fromByteOffset: r * width + v * vector, as: ISA.Vector.self) + sums[r][v]
                    to.storeBytes(
                        of: from.loadUnaligned(fromByteOffset: v * vector, as: ISA.Vector.self) + sum, toByteOffset: v * vector,
                        as: ISA.Vector.self)
                }
                for h in 0..<halves {
                    let place = vectors * vector + h * half
                    let sum = even.loadUnaligned(fromByteOffset: r * width + place, as: ISA.HalfVector.self) + ends[r][h]
                    to.storeBytes(
                        of: from.loadUnaligned(fromByteOffset: place, as: ISA.HalfVector.self) + sum, toByteOffset: place,
                        as: ISA.HalfVector.self)
                }
            }
        } else {
            for r in 0..<rows {
                for v in 0..<vectors { even.storeBytes(of: sums[r][v], toByteOffset: r * width + v * vector, as: ISA.Vector.self) }
                for h in 0..<halves {
                    even.storeBytes(of: ends[r][h], toByteOffset: r * width + vectors * vector + h * half, as: ISA.HalfVector.self)
                }
            }
        }
    }

    /// Chooses the tile with `height` rows, 1 to 8.
    @inlinable @inline(__always)
    static func dispatch(_ height: Int, _ operands: TileOperands) {
        switch height {
        case 1: BFloat16Tile<ISA, 1, vectors, halves>.accumulate(operands)
        case 2: BFloat16Tile<ISA, 2, vectors, halves>.accumulate(operands)
        case 3: BFloat16Tile<ISA, 3, vectors, halves>.accumulate(operands)
        case 4: BFloat16Tile<ISA, 4, vectors, halves>.accumulate(operands)
        case 5: BFloat16Tile<ISA, 5, vectors, halves>.accumulate(operands)
        case 6: BFloat16Tile<ISA, 6, vectors, halves>.accumulate(operands)
        case 7: BFloat16Tile<ISA, 7, vectors, halves>.accumulate(operands)
        default: BFloat16Tile<ISA, 8, vectors, halves>.accumulate(operands)
        }
    }
}

/// Chooses the tile for a panel. Not inlined, so that no arithmetic of a tile leaves the section in which subnormal
/// numbers are treated as zero.
@usableFromInline
enum BFloat16TileRow<ISA: InstructionSet> {
    /// - Parameter edge: room for a tile, used in place of c if the panel is wider than c.
    @inlinable @inline(__always)
    static func accumulate(_ height: Int, _ panel: PanelShape.Panel, _ operands: TileOperands, _ edge: UnsafeMutablePointer<Float>) {
        guard panel.used < panel.width else { return accumulate(height, panel.width, operands) }
        for r in 0..<height {
            for j in 0..<panel.width { edge[r * panel.width + j] = j < panel.used ? operands.start[r * operands.startStride + j] : 0 }
        }
        var inside = operands
        inside.start = UnsafePointer(edge)
        inside.startStride = panel.width
        inside.c = edge
        inside.cStride = panel.width
        accumulate(height, panel.width, inside)
        for r in 0..<height {
            for j in 0..<panel.used { operands.c[r * operands.cStride + j] = edge[r * panel.width + j] }
        }
    }

    @inlinable @inline(never)
    static func accumulate(_ height: Int, _ width: Int, _ operands: TileOperands) {
        let vector = ISA.Vector.scalarCount
        if width % vector == 0 {
            if ISA.tileVectors == 3, width == 3 * vector {
                BFloat16Tile<ISA, 1, 3, 0>.dispatch(height, operands)
            } else if width == 2 * vector {
                BFloat16Tile<ISA, 1, 2, 0>.dispatch(height, operands)
            } else {
                BFloat16Tile<ISA, 1, 1, 0>.dispatch(height, operands)
            }
        } else if ISA.HalfVector.scalarCount < vector {
            if ISA.tileVectors == 3, width > 2 * vector {
                BFloat16Tile<ISA, 1, 2, 1>.dispatch(height, operands)
            } else if width > vector {
                BFloat16Tile<ISA, 1, 1, 1>.dispatch(height, operands)
            } else {
                BFloat16Tile<ISA, 1, 0, 1>.dispatch(height, operands)
            }
        }
    }
}
