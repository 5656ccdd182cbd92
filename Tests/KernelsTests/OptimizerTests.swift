import Kernels
import Testing

/// One update of each method against its formula in double precision.
@Suite struct OptimizerTests {
    typealias Weight = (p: Double, s: Double, t: Double)

    static let methods: [UpdateRule.Method] = [.sgd, .momentum, .nesterov, .rmspropInside, .rmspropOutside, .adam, .adagrad]

    static func rule(_ method: UpdateRule.Method) -> UpdateRule {
        var rule = UpdateRule(method: method, rate: 0.01)
        rule.gradientScale = 0.7
        rule.weightDecay = 0.02
        rule.beta1 = 0.9
        rule.beta2 = 0.99
        rule.epsilon = 1e-3
        rule.correction1 = 1.5
        rule.correction2 = 2.5
        rule.decoupledDecay = 0.999
        return rule
    }

    static func exact(_ rule: UpdateRule, _ weight: Weight, _ gradient: Double) -> Weight {
        var (p, s, t) = weight
        let rate = Double(rule.rate)
        let epsilon = Double(rule.epsilon)
        let beta1 = Double(rule.beta1)
        let beta2 = Double(rule.beta2)
        let g = gradient * Double(rule.gradientScale) + Double(rule.weightDecay) * p
        switch rule.method {
        case .sgd:
            p -= rate * g
        case .momentum:
            s = beta1 * s + g
            p -= rate * s
        case .nesterov:
            s = beta1 * s + g
            p -= rate * (g + beta1 * s)
        case .rmspropInside:
            s = beta2 * s + (1 - beta2) * g * g
            p -= rate * g / (s + epsilon).squareRoot()
        case .rmspropOutside:
            s = beta2 * s + (1 - beta2) * g * g
            p -= rate * g / (s.squareRoot() + epsilon)
        case .adam:
            s = beta1 * s + (1 - beta1) * g
            t = beta2 * t + (1 - beta2) * g * g
            p =
                Double(rule.decoupledDecay) * p - rate * Double(rule.correction1) * s
                / (Double(rule.correction2) * t.squareRoot() + epsilon)
        case .adagrad:
            s += g * g
            p -= rate * g / (s.squareRoot() + epsilon)
        }
        return (p, s, t)
    }

    @Test(arguments: methods) func formula(_ method: UpdateRule.Method) {
        let rule = Self.rule(method)
        for columns in widths {
            let operands = [
                Operand(3, columns, seed: 1), Operand(3, columns, seed: 2), Operand(3, columns, seed: 3, in: 0...1),
                Operand(3, columns, seed: 4, in: 0...1),
            ]
            let results = run(operands) { $0.update($1[0], gradients: $1[1], first: $1[2], second: $1[3], rule: rule) }
            let expected = operands[0].values.indices.map { place in
                Self.exact(
                    rule, (Double(operands[0].values[place]), Double(operands[2].values[place]), Double(operands[3].values[place])),
                    Double(operands[1].values[place]))
            }
            expectClose(results[0], expected.map(\.p), within: 2e-6, "weights, \(columns) columns")
            expectClose(results[2], expected.map(\.s), "first values, \(columns) columns")
            expectClose(results[3], expected.map(\.t), "second values, \(columns) columns")
            expectSameBits(results[1], operands[1].values, "gradients")
        }
    }

    /// Methods without stored values are given the gradient in place of them.
    @Test func memoryIsOnlyWrittenByMethodsThatHaveOne() {
        let weights = Operand(2, 37, seed: 5)
        let gradient = Operand(2, 37, seed: 6)
        let results = run([weights, gradient]) { $0.update($1[0], gradients: $1[1], first: $1[1], second: $1[1], rule: Self.rule(.sgd)) }
        expectSameBits(results[1], gradient.values, "gradients")
        #expect(results[0] != weights.values)
    }

    @Test func withoutGradientNothingMoves() {
        for method in Self.methods {
            let weights = Operand(2, 21, seed: 7)
            let zero = Operand(2, 21, filledWith: 0)
            var rule = Self.rule(method)
            rule.weightDecay = 0
            rule.decoupledDecay = 1
            let results = run([weights, zero, zero, zero]) { $0.update($1[0], gradients: $1[1], first: $1[2], second: $1[3], rule: rule) }
            expectSameBits(results[0], weights.values, "\(method)")
        }
    }

    @Test(arguments: methods) func noRows(_ method: UpdateRule.Method) {
        run(Array(repeating: Operand(0, 9, []), count: 4)) {
            $0.update($1[0], gradients: $1[1], first: $1[2], second: $1[3], rule: Self.rule(method))
        }
    }
}
