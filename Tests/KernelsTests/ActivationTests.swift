import Foundation
import Kernels
import Testing

@Suite struct ActivationTests {
    static let kinds: [ActivationKind] = [.linear, .tanh, .relu, .sigmoid]

    static func exact(_ kind: ActivationKind, _ x: Double) -> Double {
        switch kind {
        case .linear: x
        case .tanh: tanh(x)
        case .relu: max(0, x)
        case .sigmoid: sigmoid(x)
        }
    }

    @Test(arguments: kinds) func values(_ kind: ActivationKind) {
        for columns in widths {
            let input = Operand(3, columns, seed: 1, in: -9...9)
            let results = run([input, Operand(3, columns, filledWith: 7)]) { $0.activation(kind, of: $1[0], into: $1[1]) }
            expectClose(results[1], input.values.map { Self.exact(kind, Double($0)) }, "\(columns) columns")
            expectSameBits(results[0], input.values, "input")
            let inPlace = run([input]) { $0.activation(kind, of: $1[0], into: $1[0]) }
            expectSameBits(inPlace[0], results[1], "in place")
        }
    }

    @Test(arguments: kinds) func gradients(_ kind: ActivationKind) {
        for columns in widths {
            let input = Operand(3, columns, seed: 2, in: -4...4)
            let gradient = Operand(3, columns, seed: 3)
            let results = run([input, gradient]) { table, views in
                table.activation(kind, of: views[0], into: views[0])
                table.activationBackward(kind, value: views[0], gradient: views[1])
            }
            let expected = zip(input.values, gradient.values).map { x, d in
                slopes(at: [Double(x)]) { Self.exact(kind, $0[0]) }[0] * Double(d)
            }
            expectClose(results[1], expected, "\(columns) columns")
        }
    }

    @Test(arguments: kinds) func noRows(_ kind: ActivationKind) {
        run([Operand(0, 9, []), Operand(0, 9, [])]) { table, views in
            table.activation(kind, of: views[0], into: views[1])
            table.activationBackward(kind, value: views[0], gradient: views[1])
        }
    }

    /// A diverged network shows it.
    @Test(arguments: kinds) func notANumberStays(_ kind: ActivationKind) {
        let input = Operand(1, 19, (0..<19).map { $0 % 5 == 2 ? .nan : Float($0) })
        let result = run([input]) { $0.activation(kind, of: $1[0], into: $1[0]) }[0]
        #expect(result.map { $0.isNaN } == input.values.map { $0.isNaN })
    }

    @Test func infinitiesReachTheLimits() {
        let input = Operand(1, 2, [-.infinity, .infinity])
        func limits(_ kind: ActivationKind) -> [Float] { run([input]) { $0.activation(kind, of: $1[0], into: $1[0]) }[0] }
        #expect(limits(.tanh) == [-1, 1])
        #expect(limits(.relu) == [0, .infinity])
        #expect(limits(.linear) == [-.infinity, .infinity])
        #expect(limits(.sigmoid)[0] < 1e-37 && limits(.sigmoid)[1] == 1)
    }
}
