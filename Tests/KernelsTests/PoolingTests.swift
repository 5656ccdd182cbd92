import Kernels
import Testing

/// Reductions of the rows of a sequence's steps to one row.
@Suite struct PoolingTests {
    @Test func maximumAndItsGradient() {
        for columns in widths {
            let steps = (0..<4).map { Operand(3, columns, seed: 20 + $0, in: -2...2) }
            let gradient = Operand(3, columns, seed: 30)
            let targets = (0..<4).map { _ in Operand(3, columns, filledWith: 7) }
            let results = run(steps + [steps[0], Operand(3, columns, filledWith: 0), gradient] + targets) { table, views in
                for step in 1..<4 { table.maximum(views[step], step: UInt32(step), into: views[4], places: views[5]) }
                for step in 0..<4 {
                    table.maximumBackward(gradient: views[6], places: views[5], step: UInt32(step), into: views[7 + step])
                }
            }
            for place in 0..<3 * columns {
                let values = steps.map { $0.values[place] }
                let greatest = values.max() ?? 0
                let step = values.firstIndex(of: greatest) ?? 0
                #expect(results[4][place] == greatest)
                for other in 0..<4 { #expect(results[7 + other][place] == (other == step ? gradient.values[place] : 0)) }
            }
        }
    }

    /// The first of equal numbers gets the gradient; NaN remains visible.
    @Test func tiesZerosAndWhatIsNoNumber() {
        let first = Operand(1, 5, [1, -0.0, .nan, -.nan, -.infinity])
        let second = Operand(1, 5, [1, 0, 3, 3, -1e30])
        let third = Operand(1, 5, [0.5, -0.0, .infinity, 5, -.nan])
        let results = run([first, second, third, Operand(1, 5, filledWith: 0)]) { table, views in
            table.maximum(views[1], step: 1, into: views[0], places: views[3])
            table.maximum(views[2], step: 2, into: views[0], places: views[3])
        }
        #expect(results[0][0] == 1 && results[0][1] == 0 && results[0][1].sign == .plus)
        #expect(results[0][2].isNaN && results[0][3].isNaN && results[0][4].isNaN)
        #expect(results[3].map(\.bitPattern) == [0, 1, 0, 0, 2])
    }

    @Test func addScaledRows() {
        for columns in widths {
            let (source, factors, target) = (Operand(3, columns, seed: 1), Operand(3, 1, seed: 2), Operand(3, columns, seed: 3))
            let results = run([source, factors, target]) { $0.addScaledRows($1[0], factors: $1[1], to: $1[2]) }
            let expected = (0..<3 * columns).map { target.values[$0].addingProduct(factors.values[$0 / columns], source.values[$0]) }
            expectSameBits(results[2], expected, "\(columns) columns")
        }
    }

    @Test func rowProducts() {
        for columns in widths {
            let (left, right) = (Operand(3, columns, seed: 4), Operand(3, columns, seed: 5))
            let results = run([left, right, Operand(3, 1, filledWith: 7)]) { $0.rowProducts($1[0], $1[1], into: $1[2]) }
            let expected = (0..<3).map { row in
                (0..<columns).reduce(0) { $0 + Double(left[row, $1]) * Double(right[row, $1]) }
            }
            expectClose(results[2], expected, within: 1e-5, "\(columns) columns")
        }
    }
}
