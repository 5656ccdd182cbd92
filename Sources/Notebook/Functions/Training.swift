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
            "Trains a network on data, in the background, and gives the run; the network itself does not change. A run in place of the network goes on from its "
                + "end, with all settings that are not given anew.",
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
            ? "goes on from \(name) after \(Figures.count(start.epoch, "epoch")), \(Figures.count(start.step, "step"))"
            : "begins with the weights of \(name)"
        guard let own = knownData else { return begin }
        var more: [String] = []
        let (classes, symbols) = (data.classNames.count - own.classNames.count, data.features - own.features)
        if case .nextSymbol = data.storage.targets {
        } else if classes > 0 {
            more.append(Figures.count(classes, "new class", "new classes"))
        }
        if symbols > 0 { more.append(Figures.count(symbols, "new symbol")) }
        return more.isEmpty ? begin : begin + "; " + more.joined(separator: " and ") + " come to what it knows"
    }
}

// MARK: What it takes

extension TrainingFunctions {
    private static let parameters: [Parameter] = [
        .required(
            "network", .trainable,
            "Layers, ending with one output for each class, symbol or value; or a run, which goes on with its weights, its optimizer's memory and its counts of epochs and steps."
        ),
        .optional(
            "data", .trainingData,
            "What to train on; after each epoch its validation part is tested on, or its test part where there is none. A run goes on with its own data where this is left out."
        ),
        .optional("epochs", .whole(1...10_000_000), .number(10), "How many times all of the data is read; of a run, how many times more."),
        .optional("batch", .whole(1...1_000_000), .number(100), "Sequences a step; of one long text, streams read side by side."),
        .optional("optimizer", .optimizer, OptimizerSetting.standard.cellValue, "How gradients change weights."),
        .optional("seed", .anyWhole, .number(0), "Decides the first weights, the order of the data and dropout."),
        .optional("clip", .number(.positive), "Largest norm of the gradient; longer ones are shortened."),
        .optional(
            "steps", .count,
            "Steps a window: the state goes on from window to window, gradients do not. Without it whole sequences are read, and long texts in windows of 64."
        ),
        .optional("schedule", .value(LearningRateSchedule.valueType), "How the learning rate changes over the run."),
        .optional(
            "patience", .count,
            "Stops after so many epochs without a better loss in validation, or in testing where nothing is held back for that."),
        .optional(
            "keep_best", .boolean, .boolean(false),
            "Whether to keep the weights of the epoch with the least loss in validation, or in testing."),
        .optional("decay", .number(.nonNegative), .number(0), "L2 weight decay: this times the weight is added to its gradient."),
        .optional(
            "weights", .either([.choice(["balanced"]), .list(of: .number)]),
            "How much each class counts; balanced makes all count the same together."),
        .optional("freeze", .list(of: .number), "Layers whose weights stay as they are, counted from 1."),
        .optional(
            "precision", .choice(Precision.allCases.map(\.rawValue)), .text(Precision.single.rawValue),
            "How factors of matrix products are rounded: not, to bfloat16, or to the sum of two bfloat16 numbers. Weights and sums stay single."
        ),
        .optional("changes", .list(of: RecordedChange.valueType), "Changes that were made while it trained, made again at the same steps."),
        .optional("clip_value", .number(.positive), "Greatest size of a number of the gradient, limited before the norm is."),
        .optional(
            "loss", .value(Loss.valueType),
            "What to make small, such as quantiles(0.1, 0.5, 0.9), or smoothing(0.1); without it cross-entropy of classes, ctc of labels along the steps, or the squared error of values."
        ),
        .optional(
            "accumulate", .whole(1...1_000_000), .number(1),
            "Batches of which the gradients are added, and divided by their number, before weights change: a step has so many."),
        .optional(
            "average", .number(.rate),
            "How much of a running average of the weights is kept at each step, such as 0.999: it is what is tested and what the run gives, while training goes on with the weights themselves."
        ),
        .optional(
            "log", .folder,
            "A folder to write figures into as it trains: metrics.csv, and TensorBoard's event files with figures, weights and samples of text. Trials have a folder each in it."
        ),
        .optional(
            "extend", .boolean, .boolean(false),
            "Whether a run that goes on gets new classes and words of the data, with rows of their own after those that it has, which are kept; else they are refused by name."
        ),
    ]
}
