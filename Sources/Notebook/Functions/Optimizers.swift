import CellLanguage
import Recurrent

/// How gradients change the weights.
enum OptimizerFunctions {
    static let all: [Function] = [sgd, rmsprop, adam, adamw, adagrad]

    static let sgd = Function.immediate(
        "sgd", .optimizers, "Stochastic gradient descent, with or without momentum.",
        parameters: [
            rate(0.1), share("momentum", 0, "The share of the previous step that is added again."),
            .optional("nesterov", .boolean, .boolean(false), "Whether the gradient is taken at the point momentum leads to (Nesterov)."),
        ],
        example: "sgd(0.1, momentum: 0.9)", related: ["adam", "rmsprop", "train"]
    ) { (arguments) throws(CellError) in
        try setting(.sgd(momentum: try arguments.float("momentum"), nesterov: try arguments.boolean("nesterov")), arguments)
    }

    static let rmsprop = Function.immediate(
        "rmsprop", .optimizers, "Divides the gradient by the root of its running mean square.",
        parameters: [
            rate(0.001), share("decay", 0.9, "How much of the mean square is kept at each step."), epsilon(1e-7),
            .optional(
                "form", .choice(RMSPropForm.allCases.map(\.rawValue)), .text("pytorch"),
                "Whether epsilon is added outside the root and the mean starts at 0 (pytorch), or inside the root and at 1 (tensorflow)."),
        ],
        example: "rmsprop(0.003)", related: ["adam", "sgd", "train"]
    ) { (arguments) throws(CellError) in
        let (decay, epsilon) = (try arguments.float("decay"), try arguments.float("epsilon"))
        return try setting(.rmsprop(decay: decay, epsilon: epsilon, form: try arguments.choice("form")), arguments)
    }

    static let adam = Function.immediate(
        "adam", .optimizers, "Running means of the gradient and of its square decide each weight's step.",
        parameters: [rate(0.001)] + betas + [epsilon(1e-8)],
        example: "adam(0.002)", related: ["adamw", "rmsprop", "train"]
    ) { (arguments) throws(CellError) in
        let (beta1, beta2) = (try arguments.float("beta1"), try arguments.float("beta2"))
        return try setting(.adam(beta1: beta1, beta2: beta2, epsilon: try arguments.float("epsilon")), arguments)
    }

    static let adamw = Function.immediate(
        "adamw", .optimizers, "Adam with weights that shrink slightly at each step, independently of the gradient.",
        parameters: [rate(0.001), .optional("decay", .number(.nonNegative), .number(0.01), "How fast weights shrink.")] + betas
            + [epsilon(1e-8)],
        example: "adamw(0.002, decay: 0.05)", related: ["adam", "train"]
    ) { (arguments) throws(CellError) in
        let (beta1, beta2) = (try arguments.float("beta1"), try arguments.float("beta2"))
        let (epsilon, decay) = (try arguments.float("epsilon"), try arguments.float("decay"))
        return try setting(.adamw(beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: decay), arguments)
    }

    static let adagrad = Function.immediate(
        "adagrad", .optimizers, "Divides the gradient by the root of the sum of all its squares so far, so that steps become smaller.",
        parameters: [rate(0.01), epsilon(1e-10)],
        example: "adagrad(0.05)", related: ["rmsprop", "train"]
    ) { (arguments) throws(CellError) in
        try setting(.adagrad(epsilon: try arguments.float("epsilon")), arguments)
    }

    private static func setting(_ optimizer: Optimizer, _ arguments: Arguments) throws(CellError) -> OptimizerSetting {
        OptimizerSetting(optimizer: optimizer, learningRate: try arguments.float("rate"))
    }

    private static func rate(_ value: Double) -> Parameter {
        .optional("rate", .number(.nonNegative), .number(value), "The learning rate.")
    }

    private static func share(_ name: String, _ value: Double, _ sentence: String) -> Parameter {
        .optional(name, .number(.rate), .number(value), sentence)
    }

    private static func epsilon(_ value: Double) -> Parameter {
        .optional("epsilon", .number(.nonNegative), .number(value), "Keeps the divisor away from 0.")
    }

    private static let betas = [
        share("beta1", 0.9, "How much of the mean is kept at each step."),
        share("beta2", 0.999, "How much of the mean square is kept at each step."),
    ]
}
