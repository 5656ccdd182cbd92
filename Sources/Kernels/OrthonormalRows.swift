/// Makes the rows of a matrix [rows, columns] orthonormal, in place, by the Gram-Schmidt process.
///
/// Rows are processed in blocks: a block is made orthonormal within itself, then its components are removed from all later rows, so that a
/// block and one row stay in cache. Only additions, products, quotients and square roots in a fixed order are used, so the result has the
/// same bits on every processor.
///
/// - Precondition: `rows <= columns`, `matrix.count == rows * columns`.
public func makeRowsOrthonormal(_ matrix: inout [Double], rows: Int, columns: Int) {
    require(rows >= 0 && rows <= columns && matrix.count == rows * columns, "rows to make orthonormal are at most as many as columns")
    let block = 16
    matrix.withUnsafeMutableBufferPointer { matrix in
        guard let base = matrix.baseAddress else { return }
        func row(_ index: Int) -> UnsafeMutablePointer<Double> { base + index * columns }
        for start in stride(from: 0, to: rows, by: block) {
            let end = min(start + block, rows)
            for index in start..<end {
                for earlier in start..<index { removePart(of: row(earlier), from: row(index), columns) }
                normalize(row(index), columns)
            }
            for index in end..<rows {
                for earlier in start..<end { removePart(of: row(earlier), from: row(index), columns) }
            }
        }
    }
}

private func removePart(of unit: UnsafeMutablePointer<Double>, from row: UnsafeMutablePointer<Double>, _ count: Int) {
    let part = dot(unit, row, count)
    var index = 0
    while index + 8 <= count {
        let rest = load(row, index) - part * load(unit, index)
        UnsafeMutableRawPointer(row + index).storeBytes(of: rest, as: SIMD8<Double>.self)
        index += 8
    }
    while index < count {
        row[index] -= part * unit[index]
        index += 1
    }
}

private func normalize(_ row: UnsafeMutablePointer<Double>, _ count: Int) {
    let length = dot(row, row, count).squareRoot()
    guard length > 0 else { return }
    for index in 0..<count { row[index] /= length }
}

private func dot(_ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>, _ count: Int) -> Double {
    var sums = SIMD8<Double>.zero
    var index = 0
    while index + 8 <= count {
        sums += load(a, index) * load(b, index)
        index += 8
    }
    var sum = 0.0
    while index < count {
        sum += a[index] * b[index]
        index += 1
    }
    for lane in 0..<8 { sum += sums[lane] }
    return sum
}

@inline(__always)
private func load(_ pointer: UnsafeMutablePointer<Double>, _ index: Int) -> SIMD8<Double> {
    UnsafeRawPointer(pointer + index).loadUnaligned(as: SIMD8<Double>.self)
}
