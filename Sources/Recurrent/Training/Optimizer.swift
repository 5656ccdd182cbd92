/// How gradients change the weights. Formulas stand with `UpdateRule.Method`.
public enum Optimizer: Hashable, Sendable, Codable {
    /// Stochastic gradient descent, with momentum where that is not 0 (Polyak, 1964), in Nesterov's form if asked for (Sutskever et al., 2013).
    case sgd(momentum: Float, nesterov: Bool)
    /// Gradients divided by the root of their mean square (Tieleman and Hinton, 2012).
    case rmsprop(decay: Float, epsilon: Float, form: RMSPropForm)
    /// Means of gradients divided by the root of their mean square, both corrected for their beginning (Kingma and Ba, 2015).
    case adam(beta1: Float, beta2: Float, epsilon: Float)
    /// Adam with weights that decay beside the gradient (Loshchilov and Hutter, 2019).
    case adamw(beta1: Float, beta2: Float, epsilon: Float, weightDecay: Float)
    /// Gradients divided by the root of the sum of their squares (Duchi, Hazan, Singer, 2011).
    case adagrad(epsilon: Float)

    /// What kept runs call these: they may never change.
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

/// Where RMSProp adds epsilon, and how its mean square begins.
public enum RMSPropForm: String, Hashable, Sendable, CaseIterable, Codable {
    /// p -= lr * g / sqrt(ms + epsilon), ms begins at 1 (TensorFlow 1's RMSPropOptimizer).
    case tensorflow = "tensorflow"
    /// p -= lr * g / (sqrt(ms) + epsilon), ms begins at 0 (PyTorch, Keras).
    case pytorch = "pytorch"
}
