import Foundation
import Kernels
import Testing

/// One step of long short-term memory against double precision; gradients against differences of the double-precision formula.
@Suite struct LSTMTests {
    @Test func forward() {
        for units in widths {
            let gates = Operand(2, 4 * units, seed: 1, in: -4...4)
            let previous = Operand(2, units, seed: 2, in: -2...2)
            let results = run([gates, previous, Operand(2, units, filledWith: 7), Operand(2, units, filledWith: 7)]) {
                $0.lstmForward(gates: $1[0], previousCell: $1[1], cell: $1[2], hidden: $1[3])
            }
            var values: [Double] = []
            var cell: [Double] = []
            var hidden: [Double] = []
            for row in 0..<2 {
                let g = (0..<4).map { gate in (0..<units).map { Double(gates[row, gate * units + $0]) } }
                values += g[0].map(sigmoid) + g[1].map(sigmoid) + g[2].map { tanh($0) } + g[3].map(sigmoid)
                for unit in 0..<units {
                    let x = g.map { $0[unit] } + [Double(previous[row, unit])]
                    cell.append(state(x))
                    hidden.append(output(x))
                }
            }
            expectClose(results[0], values, "gates of \(units) units")
            expectClose(results[2], cell, "cells of \(units) units")
            expectClose(results[3], hidden, "output of \(units) units")
            expectSameBits(results[1], previous.values, "cells before")
        }
    }

    @Test func backward() {
        for units in widths {
            let gates = Operand(2, 4 * units, seed: 3, in: -3...3)
            let previous = Operand(2, units, seed: 4, in: -2...2)
            let gradient = Operand(2, units, seed: 5)
            let cellGradient = Operand(2, units, seed: 6)
            let room = Operand(2, units, filledWith: 0)
            let results = run([gates, previous, room, gradient, cellGradient, room]) { table, views in
                table.lstmForward(gates: views[0], previousCell: views[1], cell: views[2], hidden: views[5])
                table.lstmBackward(gates: views[0], previousCell: views[1], cell: views[2], gradient: views[3], cellGradient: views[4])
            }
            var expected = [Double](repeating: 0, count: gates.values.count)
            var before = [Double](repeating: 0, count: 2 * units)
            for row in 0..<2 {
                for unit in 0..<units {
                    let inputs = (0..<4).map { Double(gates[row, $0 * units + unit]) } + [Double(previous[row, unit])]
                    let dh = Double(gradient[row, unit])
                    let dc = Double(cellGradient[row, unit])
                    let slopes = slopes(at: inputs) { dh * output($0) + dc * state($0) }
                    for gate in 0..<4 { expected[row * 4 * units + gate * units + unit] = slopes[gate] }
                    before[row * units + unit] = slopes[4]
                }
            }
            expectClose(results[0], expected, within: 2e-6, "gates of \(units) units")
            expectClose(results[4], before, within: 2e-6, "cells before, \(units) units")
            expectSameBits(results[3], gradient.values, "gradient")
        }
    }

    @Test func noRows() {
        let none = [Operand(0, 12, [])] + Array(repeating: Operand(0, 3, []), count: 4)
        run(none) { $0.lstmForward(gates: $1[0], previousCell: $1[1], cell: $1[2], hidden: $1[3]) }
        run(none) { $0.lstmBackward(gates: $1[0], previousCell: $1[1], cell: $1[2], gradient: $1[3], cellGradient: $1[4]) }
    }

    /// c' from [i, f, g, o, c].
    private func state(_ x: [Double]) -> Double { sigmoid(x[1]) * x[4] + sigmoid(x[0]) * tanh(x[2]) }

    /// h' from [i, f, g, o, c].
    private func output(_ x: [Double]) -> Double { sigmoid(x[3]) * tanh(state(x)) }
}
