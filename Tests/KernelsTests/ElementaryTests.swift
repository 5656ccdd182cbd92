import Foundation
import Testing

@testable import Kernels

/// The functions do not depend on the vector width, so any instruction set can stand for all; the tests of the kernels
/// that use the functions show that those of the product agree.
private enum TestInstructions: InstructionSet {
    typealias Vector = SIMD4<Float>
    typealias HalfVector = Vector
    static var tileRows: Int { 1 }
    static var tileVectors: Int { 1 }
}

/// Applies a function to every number, sixteen at a time.
private func map(_ values: [Float], _ function: (Lanes) -> Lanes) -> [Float] {
    stride(from: 0, to: values.count, by: 16).flatMap { start in
        var lanes = Lanes(repeating: 1)
        let count = min(16, values.count - start)
        for lane in 0..<count { lanes[lane] = values[start + lane] }
        let result = function(lanes)
        return (0..<count).map { result[$0] }
    }
}

private func exponential(_ values: [Float]) -> [Float] { map(values) { Elementary<TestInstructions>.exp($0) } }
private func logarithm(_ values: [Float]) -> [Float] { map(values) { Elementary<TestInstructions>.log($0) } }

/// The project's exponential functions against the system's in double precision, over their whole range.
@Suite struct ElementaryTests {
    /// Points spread evenly over a range, and as dense near 0 as numbers are.
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

    /// The largest error in units in the last place of the exact result, and where it occurs.
    func worst(
        _ points: [Float], exact: (Double) -> Double, kernel: (KernelTable, MatrixView) -> Void
    ) -> (error: Double, point: Float) {
        let columns = 61
        let rows = (points.count + columns - 1) / columns
        let padding = Array(repeating: points[0], count: rows * columns - points.count)
        return worst(points, run([Operand(rows, columns, points + padding)]) { kernel($0, $1[0]) }[0], exact: exact)
    }

    func worst(_ points: [Float], _ results: [Float], exact: (Double) -> Double) -> (error: Double, point: Float) {
        var worst = (error: 0.0, point: Float(0))
        for (point, result) in zip(points, results) {
            let right = exact(Double(point))
            let error = abs(Double(result) - right) / Double(Float(right).ulp)
            if !(error <= worst.error) { worst = (error, point) }
        }
        return worst
    }

    @Test func exponentialFunction() {
        let points = Self.points(-87...88)
        let worst = worst(points, exponential(points), exact: { exp($0) })
        #expect(worst.error < 1, "at \(worst.point)")
    }

    @Test func naturalLogarithm() {
        let many = Self.points(-87...88).map { Float(exp(Double($0))) } + Self.points(0.5...2)
        let worst = worst(many, logarithm(many), exact: { log($0) })
        #expect(worst.error < 2, "at \(worst.point)")
    }

    @Test func hyperbolicTangent() {
        let worst = worst(Self.points(-40...40), exact: { tanh($0) }, kernel: { $0.activation(.tanh, of: $1, into: $1) })
        #expect(worst.error < 2.5, "at \(worst.point)")
    }

    @Test func sigmoidFunction() {
        let worst = worst(Self.points(-87...87), exact: { sigmoid($0) }, kernel: { $0.activation(.sigmoid, of: $1, into: $1) })
        #expect(worst.error < 2.5, "at \(worst.point)")
    }

    @Test func exactPoints() {
        let zero = Operand(1, 1, [0])
        #expect(exponential([0]) == [1])
        #expect(logarithm([1]) == [0])
        #expect(run([zero]) { $0.activation(.tanh, of: $1[0], into: $1[0]) }[0] == [0])
        #expect(run([zero]) { $0.activation(.sigmoid, of: $1[0], into: $1[0]) }[0] == [0.5])
    }

    @Test func signsAndLimits() {
        let tangents = run([Operand(1, 5, [-30, -1e-20, 1e-20, 30, .leastNonzeroMagnitude])]) {
            $0.activation(.tanh, of: $1[0], into: $1[0])
        }[0]
        #expect(tangents == [-1, -1e-20, 1e-20, 1, .leastNonzeroMagnitude])
        let exponentials = exponential([-.infinity, -1000, 1000, .infinity])
        #expect(exponentials[0] == exponentials[1] && exponentials[0] > 0 && exponentials[0] < 1e-37)
        #expect(exponentials[2] == exponentials[3] && exponentials[2].isFinite && exponentials[2] > 1e38)
        #expect(logarithm([.infinity]) == [.infinity])
    }

    @Test func notANumberStays() {
        let input = (0..<18).map { $0 % 4 == 1 ? .nan : Float($0) + 1 }
        #expect(exponential(input).map { $0.isNaN } == input.map { $0.isNaN })
        #expect(logarithm(input).map { $0.isNaN } == input.map { $0.isNaN })
    }

    /// Each lane of a vector separately.
    @Test func everyWidth() {
        for columns in widths {
            let input = Operand(2, columns, seed: 1, in: 0.01...20).values
            expectClose(exponential(input), input.map { exp(Double($0)) }, "exp of \(columns)")
            expectClose(logarithm(input), input.map { log(Double($0)) }, "log of \(columns)")
        }
    }
}
