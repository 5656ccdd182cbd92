import Foundation
import Kernels
import Testing

/// Our exponential functions against the system's in double precision, over their whole range.
@Suite struct ElementaryTests {
    /// Evenly over a range, and as dense near 0 as numbers are.
    static func points(_ range: ClosedRange<Float>, count: Int = 120_000) -> [Float] {
        let width = range.upperBound - range.lowerBound
        var points = (0...count).map { range.lowerBound + width * (Float($0) / Float(count)) }
        for exponent in -149...7 {
            for fraction in 0..<40 {
                let magnitude = Float(sign: .plus, exponent: exponent, significand: 1 + Float(fraction) / 40)
                points += [magnitude, -magnitude].filter(range.contains)
            }
        }
        return points.filter(range.contains)
    }

    /// The largest error in units in the last place of the right answer, and where it is.
    func worst(
        _ points: [Float], exact: (Double) -> Double, kernel: (KernelTable, MatrixView) -> Void
    ) -> (error: Double, point: Float) {
        let columns = 61
        let rows = (points.count + columns - 1) / columns
        let padding = Array(repeating: points[0], count: rows * columns - points.count)
        let results = run([Operand(rows, columns, points + padding)]) { kernel($0, $1[0]) }[0]
        var worst = (error: 0.0, point: Float(0))
        for (point, result) in zip(points, results) {
            let right = exact(Double(point))
            let error = abs(Double(result) - right) / Double(Float(right).ulp)
            if !(error <= worst.error) { worst = (error, point) }
        }
        return worst
    }

    @Test func exponential() {
        let worst = worst(Self.points(-87...88), exact: { exp($0) }, kernel: { $0.exponential($1) })
        #expect(worst.error < 1, "at \(worst.point)")
    }

    @Test func logarithm() {
        let many = Self.points(-87...88).map { Float(exp(Double($0))) } + Self.points(0.5...2)
        let worst = worst(many, exact: { log($0) }, kernel: { $0.logarithm($1) })
        #expect(worst.error < 2, "at \(worst.point)")
    }

    @Test func hyperbolicTangent() {
        let worst = worst(Self.points(-40...40), exact: { tanh($0) }, kernel: { $0.activation(.tanh, $1, $1) })
        #expect(worst.error < 2.5, "at \(worst.point)")
    }

    @Test func sigmoidFunction() {
        let worst = worst(Self.points(-87...87), exact: { sigmoid($0) }, kernel: { $0.activation(.sigmoid, $1, $1) })
        #expect(worst.error < 2.5, "at \(worst.point)")
    }

    @Test func exactPoints() {
        let zero = Operand(1, 1, [0])
        let one = Operand(1, 1, [1])
        #expect(run([zero]) { $0.exponential($1[0]) }[0] == [1])
        #expect(run([one]) { $0.logarithm($1[0]) }[0] == [0])
        #expect(run([zero]) { $0.activation(.tanh, $1[0], $1[0]) }[0] == [0])
        #expect(run([zero]) { $0.activation(.sigmoid, $1[0], $1[0]) }[0] == [0.5])
    }

    @Test func signsAndLimits() {
        let tangents = run([Operand(1, 5, [-30, -1e-20, 1e-20, 30, .leastNonzeroMagnitude])]) { $0.activation(.tanh, $1[0], $1[0]) }[0]
        #expect(tangents == [-1, -1e-20, 1e-20, 1, .leastNonzeroMagnitude])
        let exponentials = run([Operand(1, 4, [-.infinity, -1000, 1000, .infinity])]) { $0.exponential($1[0]) }[0]
        #expect(exponentials[0] == exponentials[1] && exponentials[0] > 0 && exponentials[0] < 1e-37)
        #expect(exponentials[2] == exponentials[3] && exponentials[2].isFinite && exponentials[2] > 1e38)
        #expect(run([Operand(1, 1, [.infinity])]) { $0.logarithm($1[0]) }[0] == [.infinity])
    }

    @Test func notANumberStays() {
        let input = Operand(1, 18, (0..<18).map { $0 % 4 == 1 ? .nan : Float($0) + 1 })
        let exponentials = run([input]) { $0.exponential($1[0]) }[0]
        let logarithms = run([input]) { $0.logarithm($1[0]) }[0]
        #expect(exponentials.map { $0.isNaN } == input.values.map { $0.isNaN })
        #expect(logarithms.map { $0.isNaN } == input.values.map { $0.isNaN })
    }

    @Test func everyWidth() {
        for columns in widths {
            let input = Operand(2, columns, seed: 1, in: 0.01...20)
            expectClose(run([input]) { $0.exponential($1[0]) }[0], input.values.map { exp(Double($0)) }, "exp of \(columns)")
            expectClose(run([input]) { $0.logarithm($1[0]) }[0], input.values.map { log(Double($0)) }, "log of \(columns)")
        }
    }
}
