import Recurrent

// How values are written in a cell.

extension OptimizerSetting: CustomStringConvertible {
    /// As it is written in a cell, without settings other than the rate: `adam(0.001)`.
    public var description: String {
        let name =
            switch optimizer {
            case .sgd: "sgd"
            case .rmsprop: "rmsprop"
            case .adam: "adam"
            case .adamw: "adamw"
            case .adagrad: "adagrad"
            }
        return "\(name)(\(shortest(learningRate)))"
    }
}

extension RecordedChange: CustomStringConvertible {
    /// As it is written into a cell: `rate(0.001, at: 1200)`.
    public var description: String {
        switch change {
        case .learningRate(let rate): "rate(\(shortest(rate)), at: \(step))"
        case .stop: "stop(at: \(step))"
        }
    }
}

extension LearningRateSchedule: CustomStringConvertible {
    /// As it is written in a cell: `step_decay(0.5, epochs: 10)`.
    public var description: String {
        switch self {
        case .constant: "constant"
        case .stepDecay(let factor, let epochs): "step_decay(\(shortest(factor)), epochs: \(epochs))"
        case .exponential(let factor): "exponential(\(shortest(factor)))"
        case .cosine: "cosine"
        case .warmup(let steps): "warmup(\(steps))"
        case .oneCycle: "one_cycle"
        case .plateau(let factor, let patience): "plateau(\(shortest(factor)), patience: \(patience))"
        }
    }
}
