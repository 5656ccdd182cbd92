import Foundation
import Kernels
import Testing

/// One step of a gated recurrent unit against double precision; gradients against differences of the double-precision formula.
@Suite struct GRUTests {
    static func rows(_ units: Int) -> Int { units < 20 ? 3 : 2 }

    @Test func resetAfter() {
        for units in widths {
            let rows = Self.rows(units)
            let gates = Operand(rows, 4 * units, seed: 1, in: -4...4)
            let previous = Operand(rows, units, seed: 2)
            let results = run([gates, previous, Operand(rows, units, filledWith: 7)]) {
                $0.gruForward(gates: $1[0], previous: $1[1], hidden: $1[2])
            }
            var values: [Double] = []
            var hidden: [Double] = []
            for row in 0..<rows {
                let g = (0..<4).map { gate in (0..<units).map { Double(gates[row, gate * units + $0]) } }
                let n = (0..<units).map { tanh(g[0][$0] + sigmoid(g[1][$0]) * g[3][$0]) }
                values += n + g[1].map(sigmoid) + g[2].map(sigmoid) + g[3]
                hidden += (0..<units).map { resetAfterState([g[0][$0], g[1][$0], g[2][$0], g[3][$0], Double(previous[row, $0])]) }
            }
            expectClose(results[0], values, "gates of \(units) units")
            expectClose(results[2], hidden, "state of \(units) units")
            expectSameBits(results[1], previous.values, "state before")
        }
    }

    @Test(arguments: [true, false]) func resetAfterGradient(isCarried: Bool) {
        for units in widths {
            let rows = Self.rows(units)
            let gates = Operand(rows, 4 * units, seed: 3, in: -3...3)
            let previous = Operand(rows, units, seed: 4)
            let gradient = Operand(rows, units, seed: 5)
            let carried = Operand(rows, units, seed: 6)
            let results = run([gates, previous, gradient, carried, Operand(rows, units, filledWith: 0)]) { table, views in
                table.gruForward(gates: views[0], previous: views[1], hidden: views[4])
                table.gruBackward(gates: views[0], previous: views[1], gradient: views[2], previousGradient: isCarried ? views[3] : nil)
            }
            var expected = [Double](repeating: 0, count: gates.values.count)
            var before = carried.values.map(Double.init)
            for row in 0..<rows {
                for unit in 0..<units {
                    let inputs = (0..<4).map { Double(gates[row, $0 * units + unit]) } + [Double(previous[row, unit])]
                    let slopes = slopes(at: inputs, of: resetAfterState).map { $0 * Double(gradient[row, unit]) }
                    for gate in 0..<4 { expected[row * 4 * units + gate * units + unit] = slopes[gate] }
                    if isCarried { before[row * units + unit] += slopes[4] }
                }
            }
            expectClose(results[0], expected, "gates of \(units) units")
            expectClose(results[3], before, "state before, \(units) units")
            expectSameBits(results[2], gradient.values, "gradient")
        }
    }

    @Test func resetBefore() {
        for units in widths {
            let rows = Self.rows(units)
            let gates = Operand(rows, 3 * units, seed: 7, in: -4...4)
            let previous = Operand(rows, units, seed: 8)
            let results = run([gates, previous, Operand(rows, units, filledWith: 7), Operand(rows, units, filledWith: 7)]) { table, views in
                table.gruResetBeforeGates(gates: views[0], previous: views[1], reset: views[2])
                table.gruResetBeforeState(gates: views[0], previous: views[1], hidden: views[3])
            }
            var values: [Double] = []
            var reset: [Double] = []
            var hidden: [Double] = []
            for row in 0..<rows {
                let g = (0..<3).map { gate in (0..<units).map { Double(gates[row, gate * units + $0]) } }
                let before = (0..<units).map { Double(previous[row, $0]) }
                values += g[0].map { tanh($0) } + g[1].map(sigmoid) + g[2].map(sigmoid)
                reset += (0..<units).map { sigmoid(g[1][$0]) * before[$0] }
                hidden += (0..<units).map { resetBeforeState([g[0][$0], g[2][$0], before[$0]]) }
            }
            expectClose(results[0], values, "gates of \(units) units")
            expectClose(results[2], reset, "reset state of \(units) units")
            expectClose(results[3], hidden, "state of \(units) units")
        }
    }

    @Test(arguments: [true, false]) func resetBeforeGradient(isCarried: Bool) {
        for units in widths {
            let rows = Self.rows(units)
            let gates = Operand(rows, 3 * units, seed: 9, in: -3...3)
            let previous = Operand(rows, units, seed: 10)
            let gradient = Operand(rows, units, seed: 11)
            let inner = Operand(rows, units, seed: 12)
            let carried = Operand(rows, units, seed: 13)
            let results = run([gates, previous, gradient, inner, carried, Operand(rows, units, filledWith: 0)]) { table, views in
                table.gruResetBeforeGates(gates: views[0], previous: views[1], reset: views[5])
                table.gruResetBeforeState(gates: views[0], previous: views[1], hidden: views[5])
                table.gruResetBeforeStateBackward(
                    gates: views[0], previous: views[1], gradient: views[2], previousGradient: isCarried ? views[4] : nil)
                table.gruResetBeforeGatesBackward(
                    gates: views[0], previous: views[1], resetGradient: views[3], previousGradient: isCarried ? views[4] : nil)
            }
            var expected = [Double](repeating: 0, count: gates.values.count)
            var before = carried.values.map(Double.init)
            for row in 0..<rows {
                for unit in 0..<units {
                    let state = Double(previous[row, unit])
                    let outer = slopes(at: [Double(gates[row, unit]), Double(gates[row, 2 * units + unit]), state], of: resetBeforeState)
                    let reset = slopes(at: [Double(gates[row, units + unit]), state]) { sigmoid($0[0]) * $0[1] }
                    let dh = Double(gradient[row, unit])
                    let dr = Double(inner[row, unit])
                    expected[row * 3 * units + unit] = outer[0] * dh
                    expected[row * 3 * units + units + unit] = reset[0] * dr
                    expected[row * 3 * units + 2 * units + unit] = outer[1] * dh
                    if isCarried { before[row * units + unit] += outer[2] * dh + reset[1] * dr }
                }
            }
            expectClose(results[0], expected, "gates of \(units) units")
            expectClose(results[4], before, "state before, \(units) units")
        }
    }

    @Test func noRows() {
        let none = [Operand(0, 12, []), Operand(0, 3, []), Operand(0, 3, [])]
        run(none) { $0.gruForward(gates: $1[0], previous: $1[1], hidden: $1[2]) }
        run(none) { $0.gruBackward(gates: $1[0], previous: $1[1], gradient: $1[2], previousGradient: nil) }
    }

    /// h' from [n, r, z, h U + c, h].
    private func resetAfterState(_ x: [Double]) -> Double {
        let z = sigmoid(x[2])
        return (1 - z) * tanh(x[0] + sigmoid(x[1]) * x[3]) + z * x[4]
    }

    /// h' from [n, z, h].
    private func resetBeforeState(_ x: [Double]) -> Double {
        let z = sigmoid(x[1])
        return (1 - z) * tanh(x[0]) + z * x[2]
    }
}
