import Kernels

extension Optimizer {
    /// The number of values that the optimizer stores for each weight.
    var stateCount: Int {
        switch self {
        case .sgd(let momentum, _): momentum == 0 ? 0 : 1
        case .rmsprop, .adagrad: 1
        case .adam, .adamw: 2
        }
    }

    /// The initial value of the first of these.
    var initialState: Float {
        if case .rmsprop(_, _, .tensorflow) = self { return 1 }
        return 0
    }

    /// The constants of one update.
    ///
    /// - Parameter step: the number of updates made before.
    func rule(rate: Float, step: Int, gradientScale: Float, weightDecay: Float) -> UpdateRule {
        var rule: UpdateRule
        switch self {
        case .sgd(let momentum, let nesterov):
            rule = UpdateRule(method: momentum == 0 ? .sgd : nesterov ? .nesterov : .momentum, rate: rate)
            rule.beta1 = momentum
        case .rmsprop(let decay, let epsilon, let form):
            rule = UpdateRule(method: form == .tensorflow ? .rmspropInside : .rmspropOutside, rate: rate)
            rule.beta2 = decay
            rule.epsilon = epsilon
        case .adam(let beta1, let beta2, let epsilon), .adamw(let beta1, let beta2, let epsilon, _):
            rule = UpdateRule(method: .adam, rate: rate)
            rule.beta1 = beta1
            rule.beta2 = beta2
            rule.epsilon = epsilon
            // Powers by repeated multiplication: the same bits on every system.
            rule.correction1 = Float(1 / (1 - Self.power(Double(beta1), step + 1)))
            rule.correction2 = Float(1 / (1 - Self.power(Double(beta2), step + 1)).squareRoot())
            if case .adamw(_, _, _, let decay) = self { rule.decoupledDecay = 1 - rate * decay }
        case .adagrad(let epsilon):
            rule = UpdateRule(method: .adagrad, rate: rate)
            rule.epsilon = epsilon
        }
        rule.gradientScale = gradientScale
        rule.weightDecay = weightDecay
        return rule
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        var result = 1.0
        var square = base
        var left = exponent
        while left > 0 {
            if left & 1 == 1 { result *= square }
            square *= square
            left >>= 1
        }
        return result
    }
}
