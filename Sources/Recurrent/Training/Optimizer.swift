/// How gradients change weights. Formulas stand with the arithmetic in `OptimizerStep`.
public enum Optimizer: Hashable, Sendable {
    case sgd(momentum: Float, nesterov: Bool)
    case rmsprop(decay: Float, epsilon: Float, form: RMSPropForm)
    case adam(beta1: Float, beta2: Float, epsilon: Float)
    case adamw(beta1: Float, beta2: Float, epsilon: Float, weightDecay: Float)
    case adagrad(epsilon: Float)
}

/// Where RMSProp adds epsilon, and how its mean square begins.
public enum RMSPropForm: String, Hashable, Sendable, CaseIterable {
    /// p -= lr * g / sqrt(ms + epsilon), ms begins at 1 (TensorFlow 1's RMSPropOptimizer).
    case tensorflow
    /// p -= lr * g / (sqrt(ms) + epsilon), ms begins at 0 (PyTorch, Keras).
    case pytorch
}
