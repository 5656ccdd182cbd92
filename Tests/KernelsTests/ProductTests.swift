import Kernels
import Testing

/// Matrix products: every element is the chain of fused multiply-adds in the order of depth, to the bit.
@Suite struct ProductTests {
    struct Size: CustomTestStringConvertible {
        var rows, depth, columns: Int
        var testDescription: String { "\(rows)x\(depth)x\(columns)" }
    }

    /// Each number of rows, columns and depths up to 70 occurs, as do sizes of real networks.
    static let sizes: [Size] =
        (1...70).map { Size(rows: $0, depth: $0 * 53 % 71, columns: $0 * 37 % 71) }
        + (1...20).map { Size(rows: $0, depth: 9, columns: 40) } + (1...70).map { Size(rows: 5, depth: 3, columns: $0) }
        + [
            Size(rows: 10, depth: 200, columns: 600), Size(rows: 200, depth: 127, columns: 31), Size(rows: 33, depth: 128, columns: 600),
            Size(rows: 7, depth: 129, columns: 257), Size(rows: 6, depth: 257, columns: 65), Size(rows: 13, depth: 513, columns: 33),
            Size(rows: 1, depth: 1030, columns: 3), Size(rows: 0, depth: 8, columns: 8), Size(rows: 129, depth: 1, columns: 1),
        ]

    /// start + a b, where row r of the result comes from row r of a.
    static func chains(_ a: Operand, _ b: Operand, from start: Operand) -> [Float] {
        var result = start.values
        for row in 0..<a.rows {
            for column in 0..<b.columns {
                var sum = start[row, column]
                for k in 0..<a.columns { sum = sum.addingProduct(a[row, k], b[k, column]) }
                result[row * b.columns + column] = sum
            }
        }
        return result
    }

    @Test func productIsTheChainInOrderOfDepth() {
        for size in Self.sizes {
            let a = Operand(size.rows, size.depth, seed: 1)
            let b = Operand(size.depth, size.columns, seed: 2)
            let c = Operand(size.rows, size.columns, seed: 3)
            let results = run([a, b, c]) { table, views in
                let right = packed(views[1], for: table)
                withExtendedLifetime(right) { table.product(views[0], times: right.view, into: views[2]) }
            }
            expectSameBits(results[2], Self.chains(a, b, from: c), size.testDescription)
        }
    }

    @Test func productAgreesWithDoublePrecision() {
        for size in [Size(rows: 9, depth: 70, columns: 41), Size(rows: 10, depth: 200, columns: 129)] {
            let a = Operand(size.rows, size.depth, seed: 4)
            let b = Operand(size.depth, size.columns, seed: 5)
            let c = Operand(size.rows, size.columns, filledWith: 0)
            let result = run([a, b, c]) { table, views in
                let right = packed(views[1], for: table)
                withExtendedLifetime(right) { table.product(views[0], times: right.view, into: views[2]) }
            }[2]
            var expected: [Double] = []
            for row in 0..<size.rows {
                for column in 0..<size.columns {
                    expected.append((0..<size.depth).reduce(0) { $0 + Double(a[row, $1]) * Double(b[$1, column]) })
                }
            }
            expectClose(result, expected, within: 1e-5, size.testDescription)
        }
    }

    @Test func transposedPackingMultipliesByTheTranspose() {
        for size in Self.sizes where size.rows <= 33 {
            let a = Operand(size.rows, size.depth, seed: 6)
            let c = Operand(size.rows, size.columns, seed: 7)
            let b = Operand(size.depth, size.columns, seed: 8)
            var transpose = Operand(size.columns, size.depth, filledWith: 0)
            for k in 0..<size.depth {
                for column in 0..<size.columns { transpose.values[column * size.depth + k] = b[k, column] }
            }
            let results = run([a, transpose, c]) { table, views in
                let right = packed(views[1], transposed: true, for: table)
                withExtendedLifetime(right) { table.product(views[0], times: right.view, into: views[2]) }
            }
            expectSameBits(results[2], Self.chains(a, b, from: c), size.testDescription)
        }
    }

    /// Rows of the left factor at other places than their results; rows in no segment are unchanged.
    @Test(arguments: [false, true]) func segments(hasStart: Bool) {
        let segments = [
            RowSegment(left: 30, result: 2, count: 9), RowSegment(left: 0, result: 15, count: 1), RowSegment(left: 4, result: 40, count: 0),
            RowSegment(left: 7, result: 17, count: 20),
        ]
        for (depth, columns) in [(1, 1), (20, 45), (70, 16), (257, 33), (513, 70)] {
            let a = Operand(40, depth, seed: 9)
            let b = Operand(depth, columns, seed: 10)
            let c = Operand(41, columns, seed: 11)
            let start = Operand(1, columns, seed: 12)
            let results = run([a, b, c, start]) { table, views in
                let right = packed(views[1], for: table)
                withExtendedLifetime(right) {
                    table.product(
                        views[0], times: right.view, from: hasStart ? views[3] : nil, into: views[2], segments: segments)
                }
            }
            var expected = c.values
            for segment in segments {
                for row in 0..<segment.count {
                    let from = Operand(1, depth, Array(a.values[(segment.left + row) * depth..<(segment.left + row + 1) * depth]))
                    let place = (segment.result + row) * columns..<(segment.result + row + 1) * columns
                    let begin = hasStart ? start : Operand(1, columns, Array(c.values[place]))
                    expected.replaceSubrange(place, with: Self.chains(from, b, from: begin))
                }
            }
            expectSameBits(results[2], expected, "\(depth) deep, \(columns) columns")
        }
    }

    @Test func segmentsMayBeMissing() {
        let c = Operand(3, 7, seed: 13)
        let result = run([Operand(3, 4, seed: 14), Operand(4, 7, seed: 15), c]) { table, views in
            let right = packed(views[1], for: table)
            withExtendedLifetime(right) { table.product(views[0], times: right.view, into: views[2], segments: []) }
        }
        expectSameBits(result[2], c.values, "no segments")
    }

    /// A state of zeros that is a single row, repeated.
    @Test func oneRowCanStandForMany() {
        let a = Operand(1, 21, seed: 16)
        let b = Operand(21, 35, seed: 17)
        let c = Operand(11, 35, seed: 18)
        let result = run([a, b, c]) { table, views in
            let right = packed(views[1], for: table)
            withExtendedLifetime(right) { table.product(views[0].repeated(11), times: right.view, into: views[2]) }
        }
        let repeated = Operand(11, 21, Array(repeating: a.values, count: 11).flatMap { $0 })
        expectSameBits(result[2], Self.chains(repeated, b, from: c), "one row")
    }

    @Test func notANumberReachesItsRowOrColumnOnly() {
        var a = Operand(9, 12, seed: 19)
        var b = Operand(12, 37, seed: 20)
        a.values[4 * 12 + 3] = .nan
        b.values[5 * 37 + 36] = .infinity
        let result = run([a, b, Operand(9, 37, filledWith: 0)]) { table, views in
            let right = packed(views[1], for: table)
            withExtendedLifetime(right) { table.product(views[0], times: right.view, into: views[2]) }
        }[2]
        for place in result.indices {
            let (row, column) = place.quotientAndRemainder(dividingBy: 37)
            #expect(result[place].isNaN == (row == 4))
            if row != 4 { #expect(result[place].isFinite == (column != 36)) }
        }
    }
}
