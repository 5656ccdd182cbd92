import CellLanguage
import Datasets
import Recurrent
import TextFormatting

/// Training: makes a plan of the arguments, trains in sight of the user, and gives the run.
enum TrainingFunctions {
    static let all: [Function] = [train]

    /// Cells that the examples of others begin with.
    static let setup = """
        digits = strokes(train: 300, test: 50)
        run = train(gru(8) | last | dense(10), digits, epochs: 1, batch: 50)

        """

    static let train: Function = {
        var train = Function.whenRun(
            "train", .training,
            "Trains a network on data, in the background, and returns the run; the network itself does not change. A run in place of "
                + "the network continues from its end, with all settings that are not given again.",
            parameters: parameters,
            example: """
                digits = strokes(train: 300, test: 50)
                net = gru(16) | last | dense(10)
                run = train(net, digits, epochs: 2, batch: 50, log: "data/runs")
                """,
            related: ["evaluate", "predict", "sample", "adam", "cosine"]
        ) { (arguments, context) throws(CellError) in
            try run(arguments, &context)
        }
        train.usesAllCores = true
        train.fit = { _, arguments in
            let network = arguments["network"].object(Network.self)
            if network != nil, !arguments.isGiven("data") {
                return Misfit(TrainingCall.missingData(arguments), parameter: "network", part: nil)
            }
            let loss = arguments["loss"].object(Loss.self)
            guard let run = arguments["network"].object(TrainedRun.self) else {
                return NetworkFit.misfit(network, arguments["data"].trainingPart, loss: loss ?? .standard, parameter: "network")
            }
            let extended = try? TrainingCall.extended(arguments)
            var data = extended?.kind ?? arguments["data"].trainingPart
            // Names are matched when the cell runs, and those that the run does not know refused.
            let isMatched = run.knownData.map { data?.isOfKind(of: $0) ?? false } ?? false
            if isMatched, extended == nil { data = run.knownData }
            return NetworkFit.misfit(
                extended?.network ?? run.model.network, data, isKind: isMatched, loss: loss ?? run.model.loss, parameter: "network")
        }
        train.remark = TrainingDemand.remark
        return train
    }()

    // MARK: The run

    private static func run(_ arguments: Arguments, _ context: inout EvaluationContext) throws(CellError) -> TrainedRun {
        let (name, cell) = (context.name ?? "train", context.cell)
        let call = try TrainingCall(arguments)
        if let previous = call.previous { cell.print(.text(previous.sentenceOfGoingOn(with: call.train))) }
        let part = call.data.checkedPart
        let run = try call.train(
            name, in: cell, from: call.kept(in: cell), onEpoch: { cell.print($0, checkedOn: part) },
            onProblem: { cell.print(.text("log: " + $0)) })
        switch run.snapshot.phase {
        case .stopped: cell.print(remark: "stopped at step " + Figures.grouped(run.snapshot.step))
        case .suspended: cell.cutShort()
        case .failed(let failure):
            cell.print(remark: failure.sentence)
            context.hasFailed = true
        case .finished: if let warning = run.snapshot.growthWarning { cell.print(remark: warning) }
        case .waiting, .running, .paused, .evaluating: break
        }
        if run.snapshot.phase != .suspended, run.changes != call.changes { context.recordedChanges = run.changes }
        return run
    }
}

extension TrainedRun {
    /// What is said above the epochs of a run that goes on from this one.
    fileprivate func sentenceOfGoingOn(with data: SequenceDataset) -> String {
        let start = start
        let begin =
            start.step > 0
            ? "continues \(name) after \(Figures.count(start.epoch, "epoch")), \(Figures.count(start.step, "step"))"
            : "begins with the weights of \(name)"
        guard let own = knownData else { return begin }
        var more: [String] = []
        let (classes, symbols) = (data.classNames.count - own.classNames.count, data.features - own.features)
        if case .nextSymbol = data.storage.targets {
        } else if classes > 0 {
            more.append(Figures.count(classes, "new class", "new classes"))
        }
        if symbols > 0 { more.append(Figures.count(symbols, "new symbol")) }
        return more.isEmpty ? begin : begin + "; " + more.joined(separator: " and ") + " added to what it knows"
    }
}

// MARK: What it takes

extension TrainingFunctions {
    private static let parameters: [Parameter] = [
        .required(
            "network", .trainable,
            "Layers, ending with one output for each class, symbol or value; or a run, which continues with its weights, its optimizer "
                + "state and its counts of epochs and steps."
        ),
        .optional(
            "data", .trainingData,
            "The data to train on; each epoch ends with a test on its validation part, or on its test part if there is none. By "
                + "default, a run continues with its own data."
        ),
        .optional("epochs", .whole(1...10_000_000), .number(10), "How many times all the data is read; for a run, how many more times."),
        .optional("batch", .whole(1...1_000_000), .number(100), "Sequences per step; for one long text, the number of parallel streams."),
        .optional("optimizer", .optimizer, OptimizerSetting.standard.cellValue, "How gradients change the weights."),
        .optional("seed", .anyWhole, .number(0), "Decides the first weights, the order of the data and dropout."),
        .optional("clip", .number(.positive), "The largest norm of the gradient; larger gradients are scaled down."),
        .optional(
            "steps", .count,
            "Steps per window: the state is carried from window to window, gradients are not. By default, sequences are read whole, and "
                + "long texts in windows of 64."
        ),
        .optional("schedule", .value(LearningRateSchedule.valueType), "How the learning rate changes over the run."),
        .optional(
            "patience", .count,
            "Stops after this many epochs without a better validation loss, or test loss if there is no validation part."),
        .optional(
            "keep_best", .boolean, .boolean(false),
            "Whether to keep the weights of the epoch with the lowest validation loss, or test loss."),
        .optional("decay", .number(.nonNegative), .number(0), "L2 weight decay: this times the weight is added to its gradient."),
        .optional(
            "weights", .either([.choice(["balanced"]), .list(of: .number)]),
            "How much each class counts; balanced gives all classes the same total weight."),
        .optional("freeze", .list(of: .number), "Layers whose weights do not change, counted from 1."),
        .optional(
            "precision", .choice(Precision.allCases.map(\.rawValue)), .text(Precision.single.rawValue),
            "How the factors of matrix products are rounded: not at all, to bfloat16, or to the sum of two bfloat16 numbers. Weights "
                + "and sums stay single."
        ),
        .optional(
            "changes", .list(of: RecordedChange.valueType), "Changes that were made during training, to be made again at the same steps."),
        .optional("clip_value", .number(.positive), "The largest absolute value of each number in the gradient, limited before the norm."),
        .optional(
            "loss", .value(Loss.valueType),
            "The loss to minimise, such as quantiles(0.1, 0.5, 0.9) or smoothing(0.1); by default cross-entropy for classes, ctc for "
                + "labels along the steps, and the squared error for values."
        ),
        .optional(
            "accumulate", .whole(1...1_000_000), .number(1),
            "The number of batches whose gradients are averaged before weights change; they form one step."),
        .optional(
            "average", .number(.rate),
            "How much of a running average of the weights is kept at each step, such as 0.999: the average is tested and is the result "
                + "of the run, while training continues with the weights themselves."
        ),
        .optional(
            "log", .folder,
            "A folder to write figures to during training: metrics.csv, and TensorBoard event files with figures, weights and samples "
                + "of text. Each trial has a folder of its own in it."
        ),
        .optional(
            "extend", .boolean, .boolean(false),
            "Whether a continued run adds the new classes and words of the data, as rows after its existing ones; otherwise they are "
                + "refused by name."
        ),
    ]
}
