import CellLanguage
import Datasets
import Recurrent

/// `evaluate`: how well a run does.
enum EvaluateFunction {
    static let evaluate: Function = {
        var evaluate = Function.whenRun(
            "evaluate", .results,
            "How well a run does: loss, error, which classes are confused, or how much of the variance of the values it explains.",
            parameters: [
                ResultFunctions.run,
                .optional("data", .testData, "The data to test on; by default, the run's own test part."),
                .optional("by_class", .boolean, .boolean(false), "Whether to list precision, recall, F1 and count of each class."),
                .optional(
                    "bins", .whole(1...1000),
                    "How well probabilities are calibrated, in this many equal parts of 0 to 1, such as 10, and the expected "
                        + "calibration error."
                ),
                .optional(
                    "worst", .whole(1...100_000),
                    "The number of sequences, or steps, to list with target, prediction and probability, in order of decreasing loss."),
                .optional(
                    "season", .whole(2...1_000_000),
                    "Steps in a season, such as 12 for monthly values: adds the errors of repeating the last season, by which errors "
                        + "are scaled."
                ),
                .optional(
                    "one_stream", .boolean, .boolean(false),
                    "Whether to read a long text from beginning to end with the state carried on, which is slow, rather than as many "
                        + "parallel streams."
                ),
            ],
            example: TrainingFunctions.setup
                + "evaluate(run, digits.test)\nevaluate(run, digits.test, by_class: true, bins: 10, worst: 5)",
            related: ["predict", "compare", "train"]
        ) { (arguments, context) throws(CellError) in
            let run: TrainedRun = try arguments.value("run")
            guard
                let given = try arguments.has("data") ? arguments.testData("data") : run.data.test ?? run.data.validation ?? run.data.train
            else {
                throw arguments.wrong("data")
            }
            guard arguments.has("data") || given.count > 0 else { throw CellError(.runWithoutData(run.name)) }
            let data = try run.known(given)
            do {
                let isOneStream = try arguments.boolean("one_stream")
                let ranks = context.cell.runs.ranks
                let evaluation = try run.model.evaluate(data, asOneStream: isOneStream, ranks: ranks)
                let task = try run.model.network.task(for: data, loss: run.model.loss)
                var report = EvaluationReport(dataset: data.name, evaluation: evaluation, classNames: data.classNames, task: task)
                report.streams = run.model.streams(of: data, asOneStream: isOneStream)
                guard task.parts.isEmpty else {
                    report.targets = try targets(arguments, run, data, evaluation, task, ranks)
                    return report
                }
                report.details = try details(arguments, run, data, ranks)
                report.values = try values(arguments, run, data, task, ranks)
                return report
            } catch {
                throw CellError(engine: error)
            }
        }
        evaluate.usesAllCores = true
        evaluate.fit = { _, arguments in
            let run = arguments["run"].object(TrainedRun.self)
            // Names are matched when the cell runs.
            guard let data = arguments["data"].testPart, let own = run?.data.train ?? run?.data.test, data.hasNames(of: own) else {
                return nil
            }
            return NetworkFit.misfit(
                run?.model.network, arguments["data"].testPart, loss: run?.model.loss ?? .standard, parameter: "run")
        }
        return evaluate
    }()

    /// A report on each of several targets.
    private static func targets(
        _ arguments: Arguments, _ run: TrainedRun, _ data: SequenceDataset, _ evaluation: Evaluation, _ task: SequenceTask,
        _ ranks: RankGroup?
    ) throws -> [EvaluationReport] {
        if try arguments.optionalInteger("season") != nil { throw CellError(.seasonWithoutSeries(data: data.name)) }
        var reports: [EvaluationReport] = []
        for (index, (found, part)) in zip(evaluation.targets ?? [], task.parts).enumerated() {
            var report = EvaluationReport(
                dataset: found.name, evaluation: found.evaluation, classNames: data.target(index).classNames, task: part.task)
            report.details = try details(arguments, run, data, ranks, target: index)
            report.values = try values(arguments, run, data, part.task, ranks, target: index)
            reports.append(report)
        }
        return reports
    }

    /// How far values are from the truth, beside repeating what was there; nil for classes.
    ///
    /// - Parameter target: which of several targets is looked at.
    private static func values(
        _ arguments: Arguments, _ run: TrainedRun, _ data: SequenceDataset, _ task: SequenceTask, _ ranks: RankGroup?, target: Int? = nil
    ) throws -> ValueReview? {
        let season = try arguments.optionalInteger("season")
        guard task.outputKind == .values else {
            guard season == nil else { throw CellError(.seasonWithoutSeries(data: data.name)) }
            return nil
        }
        let training = run.data.train.flatMap { $0.count > 0 ? $0 : nil }
        let review = try run.model.valueReview(data, target: target, season: season, training: training, ranks: ranks)
        if let season, review.lastSeason == nil {
            let isSeries = data.forecastFeatures != nil
            throw CellError(isSeries ? .seasonTooLong(season, data: data.name) : .seasonWithoutSeries(data: data.name))
        }
        return review
    }

    /// What is told on request.
    private static func details(
        _ arguments: Arguments, _ run: TrainedRun, _ data: SequenceDataset, _ ranks: RankGroup?, target: Int? = nil
    ) throws -> EvaluationDetails? {
        let (hasClasses, bins) = (try arguments.boolean("by_class"), try arguments.optionalInteger("bins"))
        let worst = try arguments.optionalInteger("worst")
        guard hasClasses || bins != nil || worst != nil else { return nil }
        guard bins != nil || worst != nil else {
            return EvaluationDetails(hasClasses: hasClasses, review: nil)
        }
        let review = try run.model.review(data, target: target, bins: bins, worst: worst ?? 0, ranks: ranks)
        return EvaluationDetails(
            hasClasses: hasClasses, review: review,
            sequenceNames: review.worst.map { data.sequenceName($0.sequence) ?? String($0.sequence) },
            scale: target.map { data.severalTargets[$0].scale } ?? data.storage.details.targetScale)
    }
}
