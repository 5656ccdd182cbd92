import Kernels
import Testing

/// Gradients of weights: sums over paired rows, one chain of fused multiply-adds for each weight, pair after pair.
@Suite struct TransposedProductTests {
    static func expected(_ a: Operand, _ b: Operand, _ c: Operand, _ segments: [RowSegment]) -> [Float] {
        var result = c.values
        for segment in segments {
            for k in 0..<segment.count {
                for row in 0..<a.columns {
                    let factor = a[segment.left + k, row]
                    for column in 0..<b.columns {
                        let place = row * b.columns + column
                        result[place] = result[place].addingProduct(factor, b[segment.result + k, column])
                    }
                }
            }
        }
        return result
    }

    static func columnSums(_ b: Operand, _ sums: Operand, _ segments: [RowSegment]) -> [Float] {
        var result = sums.values
        for segment in segments {
            for k in 0..<segment.count {
                for column in 0..<b.columns { result[column] += b[segment.result + k, column] }
            }
        }
        return result
    }

    func check(_ rows: (left: Int, right: Int), _ height: Int, _ width: Int, _ segments: [RowSegment]) {
        let a = Operand(rows.left, height, seed: 1)
        let b = Operand(rows.right, width, seed: 2)
        let c = Operand(height, width, seed: 3)
        let sums = Operand(1, width, seed: 4)
        let results = run([a, b, c, sums]) { table, views in
            table.transposedProduct(
                views[0], times: views[1], into: ProductChain(views[2], begins: false), sums: views[3], segments: segments)
        }
        expectSameBits(results[2], Self.expected(a, b, c, segments), "product \(height)x\(width) over \(rows)")
        expectSameBits(results[3], Self.columnSums(b, sums, segments), "sums \(height)x\(width) over \(rows)")
        let alone = run([a, b, c]) { table, views in
            table.transposedProduct(views[0], times: views[1], into: ProductChain(views[2], begins: false), segments: segments)
        }
        expectSameBits(alone[2], results[2], "without sums")
    }

    @Test func sizesUpTo70() {
        for size in 1...70 {
            let rows = size * 29 % 71
            check((rows, rows), size, size * 43 % 71, [RowSegment(left: 0, result: 0, count: rows)])
            check((3, 3), 7, size, [RowSegment(left: 0, result: 0, count: 3)])
            check((2, 2), size, 19, [RowSegment(left: 0, result: 0, count: 2)])
        }
    }

    @Test(arguments: [127, 128, 129, 257, 513]) func manyRows(_ rows: Int) {
        check((rows, rows), 13, 37, [RowSegment(left: 0, result: 0, count: rows)])
    }

    @Test func sizesOfNetworks() {
        check((130, 130), 200, 96, [RowSegment(left: 0, result: 0, count: 130)])
        check((40, 40), 28, 600, [RowSegment(left: 0, result: 0, count: 40)])
    }

    /// As after sequences of decreasing lengths: many short segments, some empty, which begin and end inside blocks.
    @Test func segments() {
        check((20, 20), 5, 9, [])
        check((20, 20), 5, 9, [RowSegment(left: 3, result: 8, count: 0)])
        check(
            (60, 70), 11, 33,
            [
                RowSegment(left: 50, result: 1, count: 10), RowSegment(left: 0, result: 0, count: 0),
                RowSegment(left: 2, result: 30, count: 17),
                RowSegment(left: 2, result: 69, count: 1),
            ])
        check((300, 310), 9, 21, (0..<25).map { RowSegment(left: $0 * 11, result: 5 + $0 * 12, count: $0 % 13) })
        check(
            (300, 300), 9, 21,
            [
                RowSegment(left: 0, result: 20, count: 128), RowSegment(left: 128, result: 150, count: 0),
                RowSegment(left: 129, result: 150, count: 128),
            ])
    }

    /// As in blocks of a batch: equal numbers of rows in each step, at equal distances in each factor; then fewer, and
    /// rows without a pattern.
    @Test(arguments: [8, 16, 17, 100]) func evenSegments(_ count: Int) {
        let steps = 480 / count
        let even = (0..<steps).map { RowSegment(left: 3 + $0 * (count + 9), result: 1 + $0 * (count + 4), count: count) }
        let rows = (left: steps * (count + 9), right: steps * (count + 4))
        check(rows, 13, 37, even)
        check(rows, 200, 49, even)
        check(rows, 13, 37, [RowSegment(left: 2, result: 5, count: 7)] + even + [RowSegment(left: 1, result: 0, count: 3)])
        check(rows, 13, 37, even.reversed())
        check(
            rows, 13, 37,
            even.enumerated().map { RowSegment(left: $1.left, result: $1.result, count: count - $0 / 3) }.filter { $0.count > 0 })
    }

    @Test func onePartOfTheColumnsIsLikeAll() {
        let a = Operand(77, 23, seed: 5)
        let b = Operand(77, 64, seed: 6)
        let c = Operand(23, 64, seed: 7)
        let segments = [RowSegment(left: 0, result: 0, count: 77)]
        let whole = run([a, b, c]) { table, views in
            table.transposedProduct(views[0], times: views[1], into: ProductChain(views[2], begins: false), segments: segments)
        }
        for chunk in [1, 7, 20, 32] {
            let parts = run([a, b, c]) { table, views in
                for first in stride(from: 0, to: 64, by: chunk) {
                    let count = min(chunk, 64 - first)
                    table.transposedProduct(
                        views[0], times: views[1].columns(first, count),
                        into: ProductChain(views[2].columns(first, count), begins: false), segments: segments)
                }
            }
            expectSameBits(parts[2], whole[2], "\(chunk) columns at a time")
        }
    }

    /// A chain that begins with zero, whatever the matrix held, continues with a second product, and is added to a
    /// total at its end.
    @Test(arguments: [(0, 0), (3, 0), (5, 40), (0, 7), (300, 290), (600, 1)])
    func chainsAreAddedToATotal(_ first: Int, _ second: Int) {
        for (height, width) in [(1, 1), (13, 37), (20, 49), (9, 96)] {
            let a = Operand(max(1, first), height, seed: 8)
            let b = Operand(max(1, first), width, seed: 9)
            let (a2, b2) = (Operand(max(1, second), height, seed: 10), Operand(max(1, second), width, seed: 11))
            let (sums, total) = (Operand(height, width, seed: 12), Operand(height, width, seed: 13))
            let (begin, end) = ([RowSegment(left: 0, result: 0, count: first)], [RowSegment(left: 0, result: 0, count: second)])
            let part = Operand(height, width, Self.expected(a, b, Operand(height, width, filledWith: 0), begin))
            let chain = Self.expected(a2, b2, part, end)
            for precision in [ProductPrecision.single, .bfloat16, .bfloat16x3] {
                let results = run([a, b, a2, b2, sums, total]) { table, views in
                    table.transposedProduct(
                        views[0], times: views[1], into: ProductChain(views[4], begins: true), segments: begin, precision: precision)
                    table.transposedProduct(
                        views[2], times: views[3], into: ProductChain(views[4], begins: false, total: views[5]), segments: end,
                        precision: precision)
                }
                // The same, added separately.
                let apart = run([a, b, a2, b2, Operand(height, width, filledWith: 0), total]) { table, views in
                    for (left, right, segments) in [(views[0], views[1], begin), (views[2], views[3], end)] {
                        table.transposedProduct(
                            left, times: right, into: ProductChain(views[4], begins: false), segments: segments, precision: precision)
                    }
                    table.add(views[4], to: views[5])
                }
                expectSameBits(results[5], apart[5], "\(height)x\(width) over \(first) and \(second), \(precision)")
                guard precision == .single else { continue }
                expectSameBits(
                    results[5], zip(total.values, chain).map { $0 + $1 }, "\(height)x\(width) over \(first) and \(second)")
            }
        }
    }
}
