/// The constants of one optimizer step. In the formulas p is a weight, g its gradient, s and t the optimizer's values for it, and g =
/// gradientScale * gradient + weightDecay * p.
public struct UpdateRule: Sendable {
    /// The formula of a step.
    public enum Method: Sendable {
        /// p -= rate g.
        case sgd
        /// s = beta1 s + g, p -= rate s.
        case momentum
        /// s = beta1 s + g, p -= rate (g + beta1 s).
        case nesterov
        /// s = beta2 s + (1 - beta2) g^2, p -= rate g / sqrt(s + epsilon).
        case rmspropInside
        /// s = beta2 s + (1 - beta2) g^2, p -= rate g / (sqrt(s) + epsilon).
        case rmspropOutside
        /// s = beta1 s + (1 - beta1) g, t = beta2 t + (1 - beta2) g^2,
        /// p = decoupledDecay p - rate correction1 s / (correction2 sqrt(t) + epsilon)
        /// (Kingma and Ba, 2015, algorithm 1; decoupledDecay < 1 for Loshchilov and Hutter's decoupled weight decay, 2019).
        case adam
        /// s += g^2, p -= rate g / (sqrt(s) + epsilon) (Duchi, Hazan, Singer, 2011).
        case adagrad
    }

    /// The formula.
    public var method: Method
    /// The learning rate.
    public var rate: Float
    /// The factor applied to gradients first, for clipping.
    public var gradientScale: Float = 1
    /// The factor of the weight that is added to the gradient.
    public var weightDecay: Float = 0
    /// The decay of the first moment, or of the momentum.
    public var beta1: Float = 0
    /// The decay of the second moment.
    public var beta2: Float = 0
    /// The constant that keeps quotients finite.
    public var epsilon: Float = 0
    /// 1 / (1 - beta1^n) after n steps.
    public var correction1: Float = 1
    /// sqrt(1 / (1 - beta2^n)) after n steps.
    public var correction2: Float = 1
    /// The factor applied to weights first.
    public var decoupledDecay: Float = 1

    /// A rule whose other constants have no effect.
    public init(method: Method, rate: Float) {
        self.method = method
        self.rate = rate
    }
}
