import Kernels
import Testing

@testable import Recurrent

@Suite struct InitialisationTests {
    private func model(_ cell: CellKind, units: Int, inputs: Int, seed: UInt64 = 1) throws -> Model {
        try Model.initial(network: Network([.recurrent(Recurrence(cell: cell, units: units))]), inputWidth: inputs, seed: seed)
    }

    @Test(arguments: [1, 2, 7, 33, 64]) func recurrentWeightsAreOrthonormal(_ units: Int) throws {
        for cell in [CellKind.rnn(.tanh), .gru(.after), .lstm(forgetBias: 1)] {
            let columns = cell.gates * units
            let values = try model(cell, units: units, inputs: 3).parameters[1].values.map(Double.init)
            for a in 0..<units {
                for b in 0...a {
                    let dot = (0..<columns).reduce(0.0) { $0 + values[a * columns + $1] * values[b * columns + $1] }
                    #expect(abs(dot - (a == b ? 1 : 0)) < 1e-6)
                }
            }
        }
    }

    @Test func inputWeightsAreGlorotUniform() throws {
        let values = try model(.gru(.after), units: 50, inputs: 90).parameters[0].values
        let limit = (6.0 / 240).squareRoot()
        let mean = values.reduce(0.0) { $0 + Double($1) } / Double(values.count)
        let square = values.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(values.count)
        #expect(values.allSatisfy { abs(Double($0)) <= limit })
        #expect(abs(mean) < 0.02 * limit)
        #expect(abs(square / (limit * limit / 3) - 1) < 0.03)
    }

    @Test func biasesAreZeroButTheForgetGates() throws {
        let parameters = try model(.lstm(forgetBias: 1.5), units: 3, inputs: 2).parameters
        #expect(parameters[2].values == [0, 0, 0, 1.5, 1.5, 1.5, 0, 0, 0, 0, 0, 0])
        #expect(try model(.gru(.after), units: 3, inputs: 2).parameters[2...].allSatisfy { $0.values.allSatisfy { $0 == 0 } })
    }

    @Test func followsTheSeed() throws {
        let first = try model(.gru(.before), units: 9, inputs: 4)
        #expect(try model(.gru(.before), units: 9, inputs: 4).parameters == first.parameters)
        #expect(try model(.gru(.before), units: 9, inputs: 4, seed: 2).parameters[0] != first.parameters[0])
    }

    @Test func refusesWhatCannotFit() {
        #expect(throws: NetworkError.self) { try model(.lstm(forgetBias: 1), units: 65_536, inputs: 65_536) }
    }

    /// PyTorch's initialisation: everything between -1 / sqrt(n) and 1 / sqrt(n), and the sum of two such numbers where
    /// two biases are added.
    @Test(arguments: [CellKind.rnn(.tanh), .gru(.after), .gru(.before), .lstm(forgetBias: 0)]) func uniformIsWithinItsLimit(
        _ cell: CellKind
    ) throws {
        func parameters(_ seed: UInt64) throws -> [Tensor] {
            let layers: [Layer] = [
                .recurrent(Recurrence(cell: cell, units: 64, initialization: .uniform)),
                .dense(units: 50, activation: .linear, initialization: .uniform),
            ]
            return try Model.initial(network: Network(layers), inputWidth: 30, seed: seed).parameters
        }
        let first = try parameters(3)
        let second = try parameters(3)
        #expect(first == second)
        #expect(try parameters(4)[0] != first[0])
        for tensor in first {
            let isSum = tensor.name == "0.bias"
            let limit = 0.125 * (isSum ? 2 : 1)
            #expect(tensor.values.allSatisfy { abs(Double($0)) <= limit }, "\(tensor.name)")
            let square = tensor.values.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(tensor.values.count)
            let candidates = isSum && cell == .gru(.after) ? 1.0 / 3 : 0
            let expected = 0.125 * 0.125 / 3 * (isSum ? 2 - candidates : 1)
            #expect(abs(square / expected - 1) < (tensor.values.count > 1000 ? 0.06 : 0.45), "\(tensor.name)")
        }
        if cell == .lstm(forgetBias: 0) {
            let layer = Layer.recurrent(Recurrence(cell: .lstm(forgetBias: 2), units: 64, initialization: .uniform))
            let other = try Model.initial(network: Network([layer]), inputWidth: 30, seed: 3).parameters
            #expect(zip(other[2].values, first[2].values).enumerated().allSatisfy { $1.0 == (64..<128 ~= $0 ? $1.1 + 2 : $1.1) })
        }
    }

    /// Layers saved before there was a choice are read as before.
    @Test func layersReadAsTheyWereKept() throws {
        let old: [Layer] = [.recurrent(Recurrence(cell: .gru(.after), units: 8)), .dense(units: 3, activation: .relu)]
        let text = try StableJSON.text(old)
        #expect(!text.contains("init"))
        #expect(StableJSON.value([Layer].self, from: text) == old)
        let new: [Layer] = [
            .recurrent(Recurrence(cell: .gru(.after), units: 8, initialization: .uniform)),
            .dense(units: 3, activation: .relu, initialization: .uniform),
        ]
        #expect(StableJSON.value([Layer].self, from: try StableJSON.text(new)) == new)
        #expect(Network(new).identity == "gru(8, init: uniform) | dense(3, relu, init: uniform)")
    }
}
