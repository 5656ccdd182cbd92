import Foundation

func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

/// The derivatives of a function with respect to each of its inputs, by finite differences, accurate to about 1e-9.
func slopes(at inputs: [Double], of function: ([Double]) -> Double) -> [Double] {
    inputs.indices.map { index in
        var above = inputs
        var below = inputs
        above[index] += 1e-5
        below[index] -= 1e-5
        return (function(above) - function(below)) / 2e-5
    }
}
