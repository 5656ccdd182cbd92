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
}
