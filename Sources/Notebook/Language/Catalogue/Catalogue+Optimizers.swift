import Recurrent

extension Catalogue {
    private static func rate(_ value: Double) -> Parameter {
        .optional("rate", .number(.nonNegative), .number(value), "The learning rate.")
    }
    private static func share(_ name: String, _ value: Double, _ sentence: String) -> Parameter {
        .optional(name, .number(.rate), .number(value), sentence)
    }
    private static func epsilon(_ value: Double) -> Parameter {
        .optional("epsilon", .number(.nonNegative), .number(value), "Keeps the division from growing without bounds.")
    }

    static let optimizers: [Function] = [
        Function(
            "sgd", .optimizers, "Stochastic gradient descent, with momentum if wanted.",
            parameters: [
                rate(0.1), share("momentum", 0, "The share of the last step that is made again."),
                .optional("nesterov", .boolean, .boolean(false), "Whether the gradient is looked at from where momentum leads."),
            ],
            gives: .optimizer, example: "sgd(0.1, momentum: 0.9)", related: ["adam", "rmsprop", "train"]),
        Function(
            "rmsprop", .optimizers, "Divides the gradient by the root of its running mean square.",
            parameters: [
                rate(0.001), share("decay", 0.9, "How much of the mean square is kept at each step."), epsilon(1e-7),
                .optional(
                    "form", .choice(RMSPropForm.allCases.map(\.rawValue)), .text("pytorch"),
                    "Whether epsilon is added outside the root and the mean begins at 0 (pytorch), or inside it and at 1 (tensorflow)."),
            ],
            gives: .optimizer, example: "rmsprop(0.003)", related: ["adam", "sgd", "train"]),
        Function(
            "adam", .optimizers, "Running means of the gradient and of its square decide each weight's step.",
            parameters: [
                rate(0.001), share("beta1", 0.9, "How much of the mean is kept at each step."),
                share("beta2", 0.999, "How much of the mean square is kept at each step."), epsilon(1e-8),
            ],
            gives: .optimizer, example: "adam(0.002)", related: ["adamw", "rmsprop", "train"]),
        Function(
            "adamw", .optimizers, "Adam with weights that shrink a little at each step, apart from the gradient.",
            parameters: [
                rate(0.001), .optional("decay", .number(.nonNegative), .number(0.01), "How fast weights shrink."),
                share("beta1", 0.9, "How much of the mean is kept at each step."),
                share("beta2", 0.999, "How much of the mean square is kept at each step."), epsilon(1e-8),
            ],
            gives: .optimizer, example: "adamw(0.002, decay: 0.05)", related: ["adam", "train"]),
        Function(
            "adagrad", .optimizers, "Divides the gradient by the root of the sum of all its squares, so that steps grow smaller.",
            parameters: [rate(0.01), epsilon(1e-10)],
            gives: .optimizer, example: "adagrad(0.05)", related: ["rmsprop", "train"]),
    ]

    static let schedules: [Function] = [
        Function(
            "constant", .schedules, "The learning rate stays as it is.",
            gives: .schedule, example: "constant", related: ["cosine", "step_decay", "train"]),
        Function(
            "step_decay", .schedules, "Multiplies the learning rate by a factor every few epochs.",
            parameters: [
                .required("factor", .number(.nonNegative), "What the rate is multiplied by."),
                .optional("epochs", .count, .number(10), "Epochs from one time to the next."),
            ],
            gives: .schedule, example: "step_decay(0.5, epochs: 5)", related: ["exponential", "cosine", "train"]),
        Function(
            "exponential", .schedules, "Multiplies the learning rate by a factor after each epoch.",
            parameters: [.required("factor", .number(.nonNegative), "What the rate is multiplied by.")],
            gives: .schedule, example: "exponential(0.95)", related: ["step_decay", "cosine", "train"]),
        Function(
            "cosine", .schedules, "Lowers the learning rate to 0 over the whole run, along half a cosine.",
            gives: .schedule, example: "cosine", related: ["step_decay", "warmup", "train"]),
        Function(
            "warmup", .schedules, "Raises the learning rate from 0 over the first steps.",
            parameters: [.required("steps", .count, "Steps until the full rate is reached.")],
            gives: .schedule, example: "warmup(500)", related: ["cosine", "train"]),
        Function(
            "rate", .schedules, "Another learning rate from a step on: how a change made while a run trains is written down.",
            parameters: [
                .required("value", .number(.nonNegative), "The new learning rate."),
                .required("at", .anyWhole, "Steps done before it takes effect."),
            ],
            gives: .change, example: "rate(0.001, at: 1200)", related: ["stop", "train"]),
        Function(
            "stop", .schedules, "The end of a run at a step: how a stop while it trains is written down.",
            parameters: [.required("at", .anyWhole, "Steps done before the end.")],
            gives: .change, example: "stop(at: 2400)", related: ["rate", "train"]),
    ]
}
