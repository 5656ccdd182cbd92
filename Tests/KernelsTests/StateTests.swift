import Kernels
import Testing

/// Masks and normalisation of recurrent states.
@Suite struct StateTests {
    private static let random = CounterRandom(seed: 9, purpose: .zoneout, step: 3, layer: 2)

    @Test func masksAreThoseOfDropout() {
        for columns in widths {
            let width = DropoutMask.width(columns)
            let (ones, previous) = (Operand(3, columns, filledWith: 1), Operand(3, columns, seed: 6))
            let state = Operand(3, columns, seed: 7)
            let operands = [
                Operand(3, width, filledWith: 0), Operand(3, columns, filledWith: 7), state, previous, Operand(3, columns, seed: 8),
                Operand(3, columns, seed: 9), ones,
            ]
            let results = run(operands) { table, views in
                table.drawMasks(views[0], random: Self.random, firstRow: 5, threshold: 20000)
                table.masked(views[6], by: views[0], scale: 1.5, into: views[1])
                table.hold(views[3], by: views[0], in: views[2])
                table.holdBackward(gradient: views[4], by: views[0], previousGradient: views[5])
            }
            for row in 0..<3 {
                for column in 0..<columns {
                    let place = row * columns + column
                    let isKept = DropoutTests.bits(Self.random, row: 5 + row, column: column, columns: columns) >= 20000
                    #expect(results[1][place] == (isKept ? 1.5 : 0))
                    #expect(results[2][place] == (isKept ? state : previous).values[place])
                    #expect(results[4][place] == (isKept ? operands[4].values[place] : 0))
                    #expect(results[5][place] == operands[5].values[place] + (isKept ? 0 : operands[4].values[place]))
                }
            }
        }
    }

    @Test(arguments: [1, 3]) func normalize(_ blocks: Int) {
        for width in widths.filter({ $0 < 300 }) {
            let columns = blocks * width
            let (values, gain, gradient) = (
                Operand(3, columns, seed: 10, in: -2...3), Operand(1, columns, seed: 11, in: 0.5...2), Operand(3, columns, seed: 12)
            )
            let results = run([
                values, Operand(3, blocks, filledWith: 7), gain, gradient, Operand(3, columns, filledWith: 7),
            ]) { table, views in
                table.normalize(views[0], scales: views[1], epsilon: 1e-5)
                table.normalizeBackward(gradient: views[3], values: views[0], scales: views[1], gain: views[2], into: views[4])
            }
            var (expected, gradients): ([Double], [Double]) = ([], [])
            for row in 0..<3 {
                for block in 0..<blocks {
                    let places = (0..<width).map { row * columns + block * width + $0 }
                    let x = places.map { Double(values.values[$0]) }
                    let mean = x.reduce(0, +) / Double(width)
                    let scale = 1 / (x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(width) + 1e-5).squareRoot()
                    let y = x.map { ($0 - mean) * scale }
                    let inner = places.map { Double(gradient.values[$0]) * Double(gain.values[$0 - row * columns]) }
                    let total = inner.reduce(0, +) / Double(width)
                    let along = zip(inner, y).reduce(0) { $0 + $1.0 * $1.1 } / Double(width)
                    expected += y
                    gradients += zip(inner, y).map { scale * ($0 - total - $1 * along) }
                }
            }
            expectClose(results[0], expected, within: 5e-5, "\(width) columns")
            if width > 2 { expectClose(results[4], gradients, within: 5e-4, "gradient, \(width) columns") }
        }
    }

    @Test func whatIsAllAlikeIsNormalisedToZero() {
        let results = run([Operand(2, 40, filledWith: 3), Operand(2, 2, filledWith: 7)]) {
            $0.normalize($1[0], scales: $1[1], epsilon: 1e-5)
        }
        #expect(results[0].allSatisfy { $0 == 0 } && results[1].allSatisfy(\.isFinite))
    }

    @Test(arguments: [false, true]) func scaleColumnsAndSumProducts(begins: Bool) {
        for columns in widths {
            let (source, factors, start, target) = (
                Operand(3, columns, seed: 13), Operand(1, columns, seed: 14), Operand(1, columns, seed: 15), Operand(3, columns, seed: 16)
            )
            let results = run([source, factors, start, target, Operand(1, columns, seed: 17)]) { table, views in
                table.scaleColumns(views[0], by: views[1], from: begins ? views[2] : nil, into: views[3])
                table.sumProducts(views[0], views[3], addedTo: views[4])
            }
            let scaled = (0..<3 * columns).map { place in
                (begins ? start.values[place % columns] : target.values[place])
                    .addingProduct(factors.values[place % columns], source.values[place])
            }
            expectSameBits(results[3], scaled, "\(columns) columns")
            var sums = Operand(1, columns, seed: 17).values
            for place in 0..<3 * columns {
                sums[place % columns] = sums[place % columns].addingProduct(source.values[place], scaled[place])
            }
            expectSameBits(results[4], sums, "sums, \(columns) columns")
        }
    }
}
