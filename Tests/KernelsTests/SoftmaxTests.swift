import Foundation
import Kernels
import Testing

@Suite struct SoftmaxTests {
    static func exact(_ row: [Float]) -> [Double] {
        let greatest = Double(row.max() ?? 0)
        let exponentials = row.map { exp(Double($0) - greatest) }
        let sum = exponentials.reduce(0, +)
        return exponentials.map { $0 / sum }
    }

    @Test func everyWidth() {
        for columns in widths {
            let input = Operand(3, columns, seed: 1, in: -6...6)
            let result = run([input]) { $0.softmax($1[0]) }[0]
            let expected = (0..<3).flatMap { Self.exact(Array(input.values[$0 * columns..<($0 + 1) * columns])) }
            expectClose(result, expected, "\(columns) columns")
            for row in 0..<3 {
                let sum = result[row * columns..<(row + 1) * columns].reduce(0) { $0 + Double($1) }
                #expect(abs(sum - 1) < 1e-6)
            }
        }
    }

    @Test func hugeLogitsAreSafe() {
        let result = run([Operand(2, 3, [1e4, 0, -1e4, -3e38, 3e38, 3e38])]) { $0.softmax($1[0]) }[0]
        expectClose(result, [1, 0, 0, 0, 0.5, 0.5], "huge logits")
    }

    @Test func constantRowsAreUniform() {
        for columns in widths {
            let result = run([Operand(1, columns, filledWith: 123)]) { $0.softmax($1[0]) }[0]
            #expect(result.allSatisfy { abs($0 * Float(columns) - 1) < 1e-6 })
        }
    }

    @Test func notANumberSpoilsItsRowOnly() {
        for place in 0..<20 {
            var input = Operand(2, 20, seed: 2)
            input.values[place] = .nan
            let result = run([input]) { $0.softmax($1[0]) }[0]
            #expect(result[..<20].allSatisfy { $0.isNaN } && result[20...].allSatisfy { $0.isFinite })
        }
    }

    @Test func noRows() { run([Operand(0, 4, [])]) { $0.softmax($1[0]) } }
}
