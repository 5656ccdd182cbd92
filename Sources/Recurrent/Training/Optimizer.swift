/// How gradients change the weights. The formulas are documented at `UpdateRule.Method`.
public enum Optimizer: Hashable, Sendable, Codable {
    /// Stochastic gradient descent, with momentum unless it is 0 (Polyak, 1964), optionally in Nesterov's form (Sutskever et al., 2013).
    case sgd(momentum: Float, nesterov: Bool)
    /// Gradients divided by the root of their running mean square (Tieleman and Hinton, 2012).
    case rmsprop(decay: Float, epsilon: Float, form: RMSPropForm)
    /// Running means of gradients divided by the root of their running mean square, both with bias correction (Kingma and Ba, 2015).
    case adam(beta1: Float, beta2: Float, epsilon: Float)
    /// Adam with decoupled weight decay (Loshchilov and Hutter, 2019).
    case adamw(beta1: Float, beta2: Float, epsilon: Float, weightDecay: Float)
    /// Gradients divided by the root of the sum of their squares (Duchi, Hazan, Singer, 2011).
    case adagrad(epsilon: Float)

    /// The keys in saved runs: they must never change.
    private enum CodingKeys: String, CodingKey {
        case sgd = "sgd"
        case rmsprop = "rmsprop"
        case adam = "adam"
        case adamw = "adamw"
        case adagrad = "adagrad"
    }
    private enum SgdCodingKeys: String, CodingKey {
        case momentum = "momentum"
        case nesterov = "nesterov"
    }
    private enum RmspropCodingKeys: String, CodingKey {
        case decay = "decay"
        case epsilon = "epsilon"
        case form = "form"
    }
    private enum AdamCodingKeys: String, CodingKey {
        case beta1 = "beta1"
        case beta2 = "beta2"
        case epsilon = "epsilon"
    }
    private enum AdamwCodingKeys: String, CodingKey {
        case beta1 = "beta1"
        case beta2 = "beta2"
        case epsilon = "epsilon"
        case weightDecay = "decay"
    }
    private enum AdagradCodingKeys: String, CodingKey { case epsilon = "epsilon" }
}

/// Where RMSProp adds epsilon, and how its mean square is initialised.
public enum RMSPropForm: String, Hashable, Sendable, CaseIterable, Codable {
    /// p -= lr * g / sqrt(ms + epsilon), with ms initialised to 1 (TensorFlow 1's RMSPropOptimizer).
    case tensorflow = "tensorflow"
    /// p -= lr * g / (sqrt(ms) + epsilon), with ms initialised to 0 (PyTorch, Keras).
    case pytorch = "pytorch"
}
