import Kernels
import Testing

/// Copies, sums and look-ups of rows: one operation per element, so exact.
@Suite struct RowTests {
    @Test func add() {
        for columns in widths {
            let source = Operand(3, columns, seed: 1)
            let target = Operand(3, columns, seed: 2)
            let results = run([source, target]) { $0.add($1[0], to: $1[1]) }
            expectSameBits(results[1], zip(source.values, target.values).map { $0 + $1 }, "\(columns) columns")
            expectSameBits(results[0], source.values, "source")
        }
    }

    @Test func scale() {
        for columns in widths {
            let target = Operand(3, columns, seed: 3)
            expectSameBits(run([target]) { $0.scale($1[0], by: 0.3) }[0], target.values.map { $0 * 0.3 }, "\(columns) columns")
        }
    }

    @Test(arguments: [false, true]) func gather(hasBias: Bool) {
        let ids: [Int32] = [-1, 4, 0, 4, 2]
        for columns in widths {
            let table = Operand(5, columns, seed: 4)
            let bias = Operand(1, columns, seed: 5)
            let results = run([table, bias, Operand(4, columns, filledWith: 7)]) {
                $0.gather($1[0], ids: ids, first: 1, bias: hasBias ? $1[1] : nil, into: $1[2])
            }
            let expected = ids[1...].flatMap { id in
                (0..<columns).map { table[Int(id), $0] + (hasBias ? bias[0, $0] : 0) }
            }
            expectSameBits(results[2], expected, "\(columns) columns")
        }
    }

    @Test func scatterAdd() {
        let ids: [Int32] = [3, 1, 3, 3, 0]
        for columns in widths {
            let source = Operand(5, columns, seed: 6)
            let table = Operand(4, columns, seed: 7)
            let results = run([source, table]) { $0.scatterAdd($1[0], ids: ids, to: $1[1]) }
            var expected = table.values
            for (row, id) in ids.enumerated() {
                for column in 0..<columns { expected[Int(id) * columns + column] += source[row, column] }
            }
            expectSameBits(results[1], expected, "\(columns) columns")
        }
    }

    @Test func sumRows() {
        for columns in widths {
            let source = Operand(11, columns, seed: 8)
            let target = Operand(1, columns, seed: 9)
            let results = run([source, target]) { $0.sumRows(of: $1[0], addedTo: $1[1]) }
            var expected = target.values
            for row in 0..<11 {
                for column in 0..<columns { expected[column] += source[row, column] }
            }
            expectSameBits(results[1], expected, "\(columns) columns")
        }
    }

    /// Also for a view of some columns, whose neighbours have other values.
    @Test func sumOfSquares() {
        for columns in widths {
            let values = Operand(5, columns, seed: 10, in: -3...3)
            var sums: [Float] = []
            run([values]) { sums.append($0.sumOfSquares($1[0])) }
            #expect(Set(sums.map(\.bitPattern)).count == 1, "\(columns) columns")
            let expected = values.values.reduce(0) { $0 + Double($1) * Double($1) }
            #expect(abs(Double(sums[0]) / expected - 1) < 1e-6, "\(columns) columns")
        }
    }

    @Test func sumOfSquaresShowsWhatIsNotFinite() {
        for value in [Float.nan, .infinity, 1e30] {
            var values = Operand(2, 21, filledWith: 1)
            values.values[37] = value
            run([values]) { table, views in #expect(!table.sumOfSquares(views[0]).isFinite) }
        }
    }

    @Test func limitKeepsSigns() {
        for columns in widths {
            let values = Operand(5, columns, seed: 12, in: -3...3)
            let limited = run([values]) { $0.limit($1[0], to: 0.75) }[0]
            expectSameBits(limited, values.values.map { max(-0.75, min(0.75, $0)) }, "\(columns) columns")
        }
    }

    @Test func noRows() {
        let none = Operand(0, 9, [])
        let row = Operand(1, 9, seed: 11)
        run([none, none]) { $0.add($1[0], to: $1[1]) }
        run([none]) { $0.scale($1[0], by: 2) }
        run([row, none]) { $0.gather($1[0], ids: [], first: 0, into: $1[1]) }
        expectSameBits(run([none, row]) { $0.scatterAdd($1[0], ids: [], to: $1[1]) }[1], row.values, "table")
        expectSameBits(run([none, row]) { $0.sumRows(of: $1[0], addedTo: $1[1]) }[1], row.values, "sums")
        run([none]) { table, views in #expect(table.sumOfSquares(views[0]) == 0) }
    }

    @Test func movingAverages() {
        for columns in widths {
            let (values, averages) = (Operand(3, columns, seed: 8, in: -2...2), Operand(3, columns, seed: 9, in: -2...2))
            let results = run([values, averages]) { $0.average($1[0], into: $1[1], share: 0.125) }
            let expected = zip(values.values, averages.values).map { Double($1) + 0.125 * (Double($0) - Double($1)) }
            expectClose(results[1], expected, "\(columns) columns")
            #expect(results[0] == values.values)
        }
    }
}
