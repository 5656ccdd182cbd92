import Kernels
import Testing

@Suite struct OrthonormalRowsTests {
    @Test(arguments: [(1, 1), (1, 9), (3, 3), (16, 16), (17, 40), (33, 35), (70, 70)])
    func rowsAreOrthonormal(rows: Int, columns: Int) {
        var matrix = Operand(rows, columns, seed: 1).values.map(Double.init)
        makeRowsOrthonormal(&matrix, rows: rows, columns: columns)
        for first in 0..<rows {
            for second in 0...first {
                let dot = (0..<columns).reduce(0.0) { $0 + matrix[first * columns + $1] * matrix[second * columns + $1] }
                #expect(abs(dot - (first == second ? 1 : 0)) < 1e-10)
            }
        }
    }

    @Test func firstRowKeepsItsDirection() {
        let original = Operand(5, 12, seed: 2).values.map(Double.init)
        var matrix = original
        makeRowsOrthonormal(&matrix, rows: 5, columns: 12)
        let ratio = matrix[0] / original[0]
        #expect(ratio > 0 && (0..<12).allSatisfy { abs(matrix[$0] - ratio * original[$0]) < 1e-14 })
    }
}
