/// Numbers in the order in which matrix units read them.
@usableFromInline
enum MatrixUnitPacking<Unit: MatrixUnit> {
    /// The rows of a tile: of results, and of pairs of a right factor.
    @inlinable static var tile: Int { 16 }
    /// The depth of a tile.
    @inlinable static var depth: Int { 32 }

    /// A depth rounded up to whole tiles.
    @inlinable @inline(__always)
    static func padded(_ depth: Int) -> Int { (depth + 31) / 32 * 32 }

    /// Writes a block of a right factor as pairs: `rows` [32, width] are rounded, and the second of every two rows goes
    /// into the upper halves of words; with `hasLow`, the lower halves follow.
    @inlinable @inline(__always)
    static func pairs(_ rows: UnsafePointer<Float>, _ width: Int, _ target: UnsafeMutablePointer<Float>, hasLow: Bool) {
        for pair in 0..<tile {
            var column = 0
            while column < width {
                let (x, y) = (
                    Elements<Unit>.load(rows + 2 * pair * width + column), Elements<Unit>.load(rows + (2 * pair + 1) * width + column)
                )
                let (highX, highY) = (BFloat16<Unit>.rounded(x), BFloat16<Unit>.rounded(y))
                let to = target + pair * width + column
                Elements<Unit>.store(words(highX, highY), to)
                if hasLow {
                    Elements<Unit>.store(words(BFloat16<Unit>.rounded(x - highX), BFloat16<Unit>.rounded(y - highY)), to + tile * width)
                }
                column += 16
            }
        }
    }

    @_transparent @inlinable
    static func words(_ lower: Lanes, _ upper: Lanes) -> Lanes {
        unsafeBitCast(lower.bits &>> 16 | upper.bits & SIMD16(repeating: 0xffff_0000), to: Lanes.self)
    }

    /// Writes `count` rounded numbers of a left factor, `step` numbers apart, and, if `low` is not 0, their lower
    /// halves `low` numbers after them.
    @inlinable @inline(__always)
    static func round(_ source: UnsafePointer<Float>, _ count: Int, _ target: UnsafeMutablePointer<UInt16>, step: Int, low: Int) {
        Elements<Unit>.stretches(count) { first, count in
            let x = Elements<Unit>.load(source + first, count)
            let high = BFloat16<Unit>.rounded(x)
            let lower = BFloat16<Unit>.rounded(x - high)
            let (highs, lows) = (upperHalves(high), upperHalves(lower))
            for lane in 0..<count {
                target[(first + lane) * step] = highs[lane]
                if low != 0 { target[(first + lane) * step + low] = lows[lane] }
            }
        }
    }

    @_transparent @inlinable
    static func upperHalves(_ x: Lanes) -> SIMD16<UInt16> { SIMD16<UInt16>(truncatingIfNeeded: x.bits &>> 16) }

    /// c += a b for tiles of which c has `rows` rows and `used` columns, beginning with `start` if there is one.
    ///
    /// - Parameter edge: room for 32 x 32 numbers, used in place of c unless c has whole tiles.
    @inlinable @inline(__always)
    static func multiply(
        _ tiles: MatrixUnitTiles, rows: Int, used: Int, start: UnsafePointer<Float>?, edge: UnsafeMutablePointer<Float>
    ) {
        let stride = tiles.cRow / 4
        let isWhole = rows == (tiles.hasTwoRows ? 32 : 16) && used == (tiles.hasTwoColumns ? 32 : 16)
        if isWhole, start == nil { return Unit.multiply(tiles) }
        for r in 0..<rows {
            for j in 0..<used { edge[r * 32 + j] = start.map { $0[j] } ?? tiles.c[r * stride + j] }
        }
        var inside = tiles
        inside.c = edge
        inside.cRow = 32 * 4
        Unit.multiply(inside)
        for r in 0..<rows {
            for j in 0..<used { tiles.c[r * stride + j] = edge[r * 32 + j] }
        }
    }
}

extension PackedView {
    /// Like `pack`, in pairs.
    @inlinable @inline(__always)
    func packPairs<Unit: MatrixUnit>(_ source: MatrixView, transposed: Bool, part: Int, parts: Int, for unit: Unit.Type) {
        require(
            transposed ? source.rows == columns && source.columns == rows : source.rows == rows && source.columns == columns,
            "a packed matrix has the size of its source")
        let depth = MatrixUnitPacking<Unit>.depth
        let halves = format.precision.halves
        withUnsafeTemporaryAllocation(of: Float.self, capacity: depth * format.shape.vectors * format.shape.vectorWidth) { scratch in
            let rounded = scratch.baseAddress.unsafelyUnwrapped
            var column = 0
            var index = 0
            while column < columns {
                let panel = format.shape.panel(at: column, of: columns)
                if index % parts == part {
                    let from = source.base + (transposed ? column * source.stride : column)
                    for first in Swift.stride(from: 0, to: rows, by: depth) {
                        let count = min(depth, rows - first)
                        if transposed {
                            packColumns(from + first, source.stride, panel, rounded, count)
                        } else {
                            packRows(from + first * source.stride, source.stride, panel, rounded, count)
                        }
                        for place in count * panel.width..<depth * panel.width { rounded[place] = 0 }
                        MatrixUnitPacking<Unit>.pairs(
                            rounded, panel.width, base + storedRows * column + first / 2 * halves * panel.width, hasLow: halves > 1)
                    }
                }
                column += panel.used
                index += 1
            }
        }
    }
}
