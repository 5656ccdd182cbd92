import CellLanguage
import Datasets
import Recurrent

/// Members of networks, runs and evaluations.
enum ResultMembers {
    static let all: [Function] = [
        summary, network, data, epochs, steps, history, lossOfEvaluation, lossOfRun, errorOfEvaluation, errorOfRun, top5, f1, perplexity,
        bits, r2, calibrationError,
        squaredError, entityF1, microF1, exactMatch, sequenceError, countOfEvaluation, targets,
    ]

    private static func figure(_ number: Double?) throws(CellError) -> Double {
        guard let number else { throw CellError(.noSuchFigure) }
        return number
    }
}

// MARK: Networks

extension ResultMembers {
    static let summary: Function = {
        var summary = Function.memberWhenRun(
            "summary", .members, "The table of layers for this data, and the memory that training needs.", of: Network.self,
            parameters: [
                .required("data", .trainingData, "The data to train on."),
                .optional("batch", .whole(1...1_000_000), .number(100), "Sequences per step."),
                .optional("steps", .count, "Steps per window."),
                .optional(
                    "optimizer", .optimizer, OptimizerSetting.standard.cellValue,
                    "The optimizer, which stores numbers of its own for each weight."),
                .optional("loss", .value(Loss.valueType), "The loss to minimise, such as quantiles(0.1, 0.5, 0.9)."),
            ],
            example: "digits = strokes(train: 300, test: 50)\n(gru(200) | last | dense(10)).summary(digits, batch: 100)",
            related: ["train"]
        ) { (network, arguments) throws(CellError) in
            try TrainingDemand.of(network, arguments)
        }
        summary.fit = { receiver, arguments in
            NetworkFit.misfit(
                receiver?.object(), arguments["data"].trainingPart, loss: arguments["loss"].object() ?? .standard, parameter: "network")
        }
        return summary
    }()
}

// MARK: Runs

extension ResultMembers {
    static let network = Function.immediateMember(
        "network", .members, "The layers.", example: TrainingFunctions.setup + "run.network"
    ) { (run: TrainedRun) throws(CellError) in run.model.network }

    static let data = Function.immediateMember(
        "data", .members, "The data that the run was trained on.", example: TrainingFunctions.setup + "run.data"
    ) { (run: TrainedRun) throws(CellError) in run.data }

    static let epochs = Function.immediateMember(
        "epochs", .members, "Epochs completed.", example: TrainingFunctions.setup + "run.epochs"
    ) { (run: TrainedRun) throws(CellError) in Double(run.snapshot.epoch) }

    static let steps = Function.immediateMember(
        "steps", .members, "Steps done.", example: TrainingFunctions.setup + "run.steps"
    ) { (run: TrainedRun) throws(CellError) in Double(run.snapshot.step) }

    static let history = Function.immediateMember(
        "history", .members, "The results of each epoch.", example: TrainingFunctions.setup + "run.history"
    ) { (run: TrainedRun) throws(CellError) in EpochTable(rows: run.snapshot.history, checkedOn: run.data.checkedPart) }

    static let lossOfRun = loss { (run: TrainedRun) in run.snapshot.history.last?.trainLoss }
    static let errorOfRun = error { (run: TrainedRun) in run.snapshot.history.last?.test?.error }
}

// MARK: Evaluations

extension ResultMembers {
    static let targets = Function.immediateMember(
        "targets", .members, "The evaluation of each of several targets, in order, such as evaluate(run).targets[0].error.",
        example: """
            walks = csv("data/walks.csv", targets: ["activity", "age"])
            run = train(gru(4) | last | join(dense(3), dense(1)), walks, epochs: 1)
            evaluate(run, walks).targets
            """, related: ["evaluate", "weighted"]
    ) { (report: EvaluationReport) throws(CellError) -> [Value] in
        guard !report.targets.isEmpty else { throw CellError(.noSuchFigure) }
        return report.targets.map { .object($0) }
    }
    static let lossOfEvaluation = loss { (report: EvaluationReport) in report.evaluation.loss }
    static let errorOfEvaluation = error { (report: EvaluationReport) in report.evaluation.error }

    private static func loss<Result: CellObject>(_ loss: @escaping @Sendable (Result) -> Double?) -> Function {
        Function.immediateMember(
            "loss", .members, "The loss of an evaluation, or the training loss of a run's last epoch.", of: Result.self,
            example: TrainingFunctions.setup + "evaluate(run).loss"
        ) { (result) throws(CellError) in try figure(loss(result)) }
    }

    private static func error<Result: CellObject>(_ error: @escaping @Sendable (Result) -> Double?) -> Function {
        Function.immediateMember(
            "error", .members, "The share of wrong classes, 0 to 1, in an evaluation, or in the validation or test of a run's last epoch.",
            of: Result.self, example: TrainingFunctions.setup + "evaluate(run).error"
        ) { (result) throws(CellError) in try figure(error(result)) }
    }

    static let top5 = Function.immediateMember(
        "top5", .members, "The share of predictions whose true class is not among the five most probable ones.",
        example: TrainingFunctions.setup + "evaluate(run).top5"
    ) { (report: EvaluationReport) throws(CellError) in try figure(report.evaluation.topFiveError) }

    static let f1 = Function.immediateMember(
        "f1", .members,
        "The mean of F1, which is high if precision and recall both are, over the labels, or over the classes that occur or are predicted.",
        example: TrainingFunctions.setup + "evaluate(run).f1"
    ) { (report: EvaluationReport) throws(CellError) in try figure(report.evaluation.macroF1) }

    static let perplexity = Function.immediateMember(
        "perplexity", .members, "The number of equally likely symbols among which the network would be as uncertain.",
        example: TrainingFunctions.setup + "evaluate(run).perplexity"
    ) { (report: EvaluationReport) throws(CellError) in
        try figure(report.evaluation.error.map { _ in report.evaluation.perplexity })
    }

    static let bits = Function.immediateMember(
        "bits", .members, "The loss in bits.", example: TrainingFunctions.setup + "evaluate(run).bits"
    ) { (report: EvaluationReport) throws(CellError) in
        try figure(report.evaluation.error.map { _ in report.evaluation.bitsPerSymbol })
    }

    static let r2 = Function.immediateMember(
        "r2", .members,
        "The explained share of the variance of the values; for several values, of the sum of their variances.",
        example: """
            values = csv("data/values.csv", label: "y", sequence: "id", target: values)
            evaluate(train(gru(4) | last | dense(1), values, epochs: 1), values).r2
            """
    ) { (report: EvaluationReport) throws(CellError) in try figure(report.evaluation.r2) }

    static let calibrationError = Function.immediateMember(
        "calibration_error", .members,
        "The expected calibration error of an evaluation with bins: how far probabilities differ from the share of right classes.",
        example: TrainingFunctions.setup + "evaluate(run, bins: 10).calibration_error"
    ) { (report: EvaluationReport) throws(CellError) in try figure(report.details?.review?.calibration?.error) }

    static let squaredError = Function.immediateMember(
        "squared_error", .members, "The mean squared error of values, in their own units.",
        example: """
            waves = sines(train: 50, test: 10)
            evaluate(train(gru(4) | dense(1), waves, epochs: 1), waves).squared_error
            """
    ) { (report: EvaluationReport) throws(CellError) in
        try figure(report.task.outputKind != .values ? nil : report.evaluation.squaredError ?? report.evaluation.loss)
    }

    static let entityF1 = Function.immediateMember(
        "entity_f1", .members, "F1 of entities, if the classes of steps are tags such as B-PER.",
        example: """
            names = conllu("data/names.conll")
            evaluate(train(embedding(4) | gru(4) | dense(3), names, epochs: 1), names).entity_f1
            """
    ) { (report: EvaluationReport) throws(CellError) in try figure(report.evaluation.entities?.f1) }

    private static let moods = """
        moods = csv("data/moods.csv", label: "mood", target: multilabel)
        run = train(gru(4) | last | dense(3), moods, epochs: 1)

        """

    static let microF1 = Function.immediateMember(
        "micro_f1", .members, "F1 over all labels of all sequences together, if a sequence may have any number of them.",
        example: moods + "evaluate(run, moods).micro_f1"
    ) { (report: EvaluationReport) throws(CellError) in try figure(report.evaluation.microF1) }

    static let exactMatch = Function.immediateMember(
        "exact_match", .members, "The share of sequences whose labels are all right, 0 to 1.",
        example: moods + "evaluate(run, moods).exact_match"
    ) { (report: EvaluationReport) throws(CellError) in try figure(report.evaluation.exactMatch) }

    static let sequenceError = Function.immediateMember(
        "sequence_error", .members,
        "The share of sequences with any mistake in their labels, 0 to 1, if labels are read along the steps.",
        example: """
            lines = words(train: 50, test: 10, unsegmented: true)
            evaluate(train(gru(4) | dense(27), lines, epochs: 1, loss: ctc), lines).sequence_error
            """
    ) { (report: EvaluationReport) throws(CellError) in try figure(report.evaluation.readings?.sequenceError) }

    static let countOfEvaluation = Function.immediateMember(
        "count", .members, "The number of sequences, steps, or labels along the steps that were predicted.",
        example: TrainingFunctions.setup + "evaluate(run).count"
    ) { (report: EvaluationReport) throws(CellError) in Double(report.evaluation.count) }
}
