import Kernels
import Testing

@Suite struct DropoutTests {
    static let random = CounterRandom(seed: 0xfeed_0123_4567, purpose: .dropout, step: 1 << 33 | 5, layer: 3)

    /// The sixteen random bits of an element: 64 neighbouring columns use eight blocks of the generator. The first 16
    /// use the low halves of the blocks' words x and y alternately, the next 16 the high halves, and the last 32 those
    /// of z and w.
    static func bits(_ random: CounterRandom, row: Int, column: Int, columns: Int) -> UInt32 {
        let group = column / 64
        let place = column % 64
        let block = UInt32((row * ((columns + 63) / 64) + group) * 8 + place % 16 / 2)
        let word = random.block(block)[place % 2 + (place >= 32 ? 2 : 0)]
        return place / 16 % 2 == 0 ? word & 0xffff : word >> 16
    }

    /// Dropout with masks that are not needed afterwards.
    static func drop(
        _ table: KernelTable, _ input: MatrixView, _ result: MatrixView, _ random: CounterRandom, _ firstRow: Int, _ threshold: UInt32,
        _ scale: Float
    ) {
        let masks = Matrix(rows: input.rows, columns: DropoutMask.width(input.columns))
        withExtendedLifetime(masks) {
            table.dropout(
                input, into: result, masks: masks.view, random: random, firstRow: firstRow, threshold: threshold, scale: scale)
        }
    }

    @Test func masksAreTheGeneratorsBits() {
        for columns in widths {
            let input = Operand(3, columns, seed: 1, in: 1...2)
            for (threshold, firstRow) in [(UInt32(32768), 0), (9830, 1000)] {
                let scale = 65536 / Float(65536 - threshold)
                let results = run([input, Operand(3, columns, filledWith: 7)]) {
                    Self.drop($0, $1[0], $1[1], Self.random, firstRow, threshold, scale)
                }
                var expected: [Float] = []
                for row in 0..<3 {
                    for column in 0..<columns {
                        let bits = Self.bits(Self.random, row: firstRow + row, column: column, columns: columns)
                        expected.append(bits >= threshold ? input[row, column] * scale : 0)
                    }
                }
                expectSameBits(results[1], expected, "\(columns) columns")
                expectSameBits(results[0], input.values, "input")
            }
        }
    }

    @Test(arguments: [0.1, 0.5, 0.9]) func rate(_ rate: Double) {
        let (rows, columns) = (500, 200)
        let threshold = UInt32(rate * 65536)
        let scale = Float(1 / (1 - rate))
        let result = run([Operand(rows, columns, filledWith: 1)]) { Self.drop($0, $1[0], $1[0], Self.random, 0, threshold, scale) }[0]
        #expect(result.allSatisfy { $0 == 0 || $0 == scale })
        let count = Double(rows * columns)
        let dropped = Double(result.count { $0 == 0 })
        // Five standard deviations.
        #expect(abs(dropped - rate * count) < 5 * (count * rate * (1 - rate)).squareRoot())
        for column in 0..<columns {
            let dropped = Double((0..<rows).count { result[$0 * columns + column] == 0 })
            #expect(abs(dropped - rate * Double(rows)) < 5 * (Double(rows) * rate * (1 - rate)).squareRoot())
        }
    }

    @Test func nothingAndAlmostEverythingCanBeDropped() {
        let ones = Operand(20, 77, filledWith: 1)
        #expect(run([ones]) { Self.drop($0, $1[0], $1[0], Self.random, 0, 0, 1) }[0] == ones.values)
        #expect(run([ones]) { Self.drop($0, $1[0], $1[0], Self.random, 0, 65536, 1) }[0].allSatisfy { $0 == 0 })
    }

    /// The gradient passes where the value passed; nothing beside a mask is written.
    @Test func forwardAndBackwardHaveOneMask() {
        let values = Operand(9, 83, filledWith: 3)
        let gradient = Operand(9, 83, filledWith: -2)
        let masks = Operand(9, DropoutMask.width(83), filledWith: 0)
        let results = run([values, gradient, masks]) { table, views in
            table.dropout(
                views[0], into: views[0], masks: views[2], random: Self.random, firstRow: 4, threshold: 20000, scale: 1.5)
            table.dropoutBackward(gradient: views[1], masks: views[2], scale: 1.5)
        }
        #expect(results[0].map { $0 != 0 } == results[1].map { $0 != 0 })
        #expect(results[0].contains(0) && results[0].contains(4.5))
    }

    @Test func anySplitOfRowsHasOneMask() {
        let ones = Operand(31, 70, filledWith: 1)
        let whole = run([ones]) { Self.drop($0, $1[0], $1[0], Self.random, 12, 30000, 2) }[0]
        for part in [1, 2, 7, 30] {
            let split = run([ones]) { table, views in
                for first in stride(from: 0, to: 31, by: part) {
                    let rows = views[0].rows(first, min(part, 31 - first))
                    Self.drop(table, rows, rows, Self.random, 12 + first, 30000, 2)
                }
            }[0]
            expectSameBits(split, whole, "\(part) rows at a time")
        }
    }

    @Test func stepsLayersAndSeedsDiffer() {
        func mask(_ random: CounterRandom) -> [Float] {
            run([Operand(10, 64, filledWith: 1)]) { Self.drop($0, $1[0], $1[0], random, 0, 32768, 2) }[0]
        }
        let masks = [
            mask(CounterRandom(seed: 1, purpose: .dropout)), mask(CounterRandom(seed: 2, purpose: .dropout)),
            mask(CounterRandom(seed: 1, purpose: .dropout, step: 1)), mask(CounterRandom(seed: 1, purpose: .dropout, layer: 1)),
        ]
        #expect(Set(masks).count == masks.count)
    }

    @Test func notANumberStaysWhereItIsKept() {
        let result = run([Operand(1, 40, filledWith: .nan)]) { Self.drop($0, $1[0], $1[0], Self.random, 0, 0, 1) }[0]
        #expect(result.allSatisfy { $0.isNaN })
    }
}
