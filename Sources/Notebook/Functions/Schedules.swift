import CellLanguage
import Recurrent

/// How the learning rate changes over a run, and changes made while one trained.
enum ScheduleFunctions {
    static let all: [Function] = [constant, stepDecay, exponential, cosine, warmup, oneCycle, plateau, rate, stop]

    static let constant = Function.immediate(
        "constant", .schedules, "The learning rate stays as it is.",
        example: "constant", related: ["cosine", "step_decay", "train"]
    ) { (_) throws(CellError) in
        LearningRateSchedule.constant
    }

    static let stepDecay = Function.immediate(
        "step_decay", .schedules, "Multiplies the learning rate by a factor every few epochs.",
        parameters: [factor, .optional("epochs", .count, .number(10), "Epochs from one change to the next.")],
        example: "step_decay(0.5, epochs: 5)", related: ["exponential", "cosine", "train"]
    ) { (arguments) throws(CellError) in
        LearningRateSchedule.stepDecay(factor: try arguments.float("factor"), epochs: try arguments.integer("epochs"))
    }

    static let exponential = Function.immediate(
        "exponential", .schedules, "Multiplies the learning rate by a factor after each epoch.",
        parameters: [factor],
        example: "exponential(0.95)", related: ["step_decay", "cosine", "train"]
    ) { (arguments) throws(CellError) in
        LearningRateSchedule.exponential(factor: try arguments.float("factor"))
    }

    static let cosine = Function.immediate(
        "cosine", .schedules, "Lowers the learning rate to 0 over the whole run, along half a cosine.",
        example: "cosine", related: ["step_decay", "warmup", "train"]
    ) { (_) throws(CellError) in
        LearningRateSchedule.cosine
    }

    static let warmup = Function.immediate(
        "warmup", .schedules, "Raises the learning rate from 0 over the first steps.",
        parameters: [.required("steps", .count, "Steps until the full rate is reached.")],
        example: "warmup(500)", related: ["cosine", "train"]
    ) { (arguments) throws(CellError) in
        LearningRateSchedule.warmup(steps: try arguments.integer("steps"))
    }

    static let oneCycle = Function.immediate(
        "one_cycle", .schedules,
        "Raises the learning rate from 1/25 to the full one over the first three tenths of the run, then lowers it to almost 0.",
        example: "one_cycle", related: ["cosine", "warmup", "train"]
    ) { (_) throws(CellError) in
        LearningRateSchedule.oneCycle
    }

    static let plateau = Function.immediate(
        "plateau", .schedules,
        "Multiplies the learning rate by a factor whenever the validation or test loss, or else the training loss, has not improved for "
            + "a few epochs.",
        parameters: [
            .optional("factor", .number(.nonNegative), .number(0.1), "The factor by which the rate is multiplied."),
            .optional("patience", .count, .number(5), "Epochs without a better loss."),
        ],
        example: "plateau(0.5, patience: 3)", related: ["step_decay", "cosine", "train"]
    ) { (arguments) throws(CellError) in
        LearningRateSchedule.plateau(factor: try arguments.float("factor"), patience: try arguments.integer("patience"))
    }

    static let rate = Function.immediate(
        "rate", .schedules, "A new learning rate from a given step on: the record of a change made while a run trained.",
        parameters: [
            .required("value", .number(.nonNegative), "The new learning rate."),
            .required("at", .anyWhole, "Steps done before it takes effect."),
        ],
        example: "rate(0.001, at: 1200)", related: ["stop", "train"]
    ) { (arguments) throws(CellError) in
        RecordedChange(step: try arguments.integer("at"), change: .learningRate(try arguments.float("value")))
    }

    static let stop = Function.immediate(
        "stop", .schedules, "The end of a run at a given step: the record of a stop while it trained.",
        parameters: [.required("at", .anyWhole, "Steps done before the end.")],
        example: "stop(at: 2400)", related: ["rate", "train"]
    ) { (arguments) throws(CellError) in
        RecordedChange(step: try arguments.integer("at"), change: .stop)
    }

    private static let factor = Parameter.required("factor", .number(.nonNegative), "The factor by which the rate is multiplied.")
}
