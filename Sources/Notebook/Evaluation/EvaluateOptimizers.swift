import Recurrent

/// Functions that say how a run changes weights.
enum EvaluateOptimizers {
    static func call(_ arguments: Arguments) throws(CellError) -> Value? {
        switch arguments.function.name {
        case "sgd":
            try optimizer(.sgd(momentum: arguments.float("momentum"), nesterov: arguments.boolean("nesterov")), arguments)
        case "rmsprop":
            try optimizer(
                .rmsprop(
                    decay: arguments.float("decay"), epsilon: arguments.float("epsilon"),
                    form: arguments.choice("form")), arguments)
        case "adam":
            try optimizer(
                .adam(beta1: arguments.float("beta1"), beta2: arguments.float("beta2"), epsilon: arguments.float("epsilon")), arguments)
        case "adamw":
            try optimizer(
                .adamw(
                    beta1: arguments.float("beta1"), beta2: arguments.float("beta2"), epsilon: arguments.float("epsilon"),
                    weightDecay: arguments.float("decay")), arguments)
        case "adagrad":
            try optimizer(.adagrad(epsilon: arguments.float("epsilon")), arguments)
        case "constant": .schedule(.constant)
        case "step_decay":
            .schedule(.stepDecay(factor: try arguments.float("factor"), epochs: try arguments.integer("epochs")))
        case "exponential": .schedule(.exponential(factor: try arguments.float("factor")))
        case "cosine": .schedule(.cosine)
        case "warmup": .schedule(.warmup(steps: try arguments.integer("steps")))
        case "rate":
            .change(RecordedChange(step: try arguments.integer("at"), change: .learningRate(try arguments.float("value"))))
        case "stop":
            .change(RecordedChange(step: try arguments.integer("at"), change: .stop))
        default: nil
        }
    }

    private static func optimizer(_ optimizer: Optimizer, _ arguments: Arguments) throws(CellError) -> Value {
        .optimizer(OptimizerSetting(optimizer: optimizer, learningRate: try arguments.float("rate")))
    }
}
