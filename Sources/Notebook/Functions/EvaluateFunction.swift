import CellLanguage
import Datasets
import Recurrent

/// `evaluate`: how well a run does.
enum EvaluateFunction {
    static let evaluate: Function = {
        var evaluate = Function.whenRun(
            "evaluate", .results, "How well a run does: loss, error, what is taken for what, or how much of the values it explains.",
            parameters: [
                ResultFunctions.run,
                .optional("data", .testData, "What to test on; the run's own test part where it is left out."),
                .optional("by_class", .boolean, .boolean(false), "Whether to list precision, recall, F1 and count of each class."),
                .optional(
                    "bins", .whole(1...1000),
                    "How far probabilities can be believed, told in so many equal parts of 0 to 1, such as 10, and the expected calibration error."
                ),
                .optional(
                    "worst", .whole(1...100_000),
                    "How many sequences, or steps, to list with target, prediction and probability: those with the greatest loss first."),
                .optional(
                    "season", .whole(2...1_000_000),
                    "Steps of a season, such as 12 of monthly values: beside the network's errors stand those of repeating the last season, by which errors are scaled."
                ),
                .optional(
                    "one_stream", .boolean, .boolean(false),
                    "Whether a long text is read from its beginning to its end with the state carried on, which is slow, rather than as many streams side by side."
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
                let evaluation = try run.model.evaluate(data, asOneStream: isOneStream, ranks: context.cell.runs.ranks)
                let task = try run.model.network.task(for: data, loss: run.model.loss)
                var report = EvaluationReport(dataset: data.name, evaluation: evaluation, classNames: data.classNames, task: task)
                report.streams = run.model.streams(of: data, asOneStream: isOneStream)
                report.details = try details(arguments, run, data)
                report.values = try values(arguments, run, data, task)
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

    /// How far values are from the truth, beside repeating what was there; nil for classes.
    private static func values(
        _ arguments: Arguments, _ run: TrainedRun, _ data: SequenceDataset, _ task: SequenceTask
    ) throws -> ValueReview? {
        let season = try arguments.optionalInteger("season")
        guard task.outputKind == .values else {
            guard season == nil else { throw CellError(.seasonWithoutSeries(data: data.name)) }
            return nil
        }
        let training = run.data.train.flatMap { $0.count > 0 ? $0 : nil }
        let review = try run.model.valueReview(data, season: season, training: training)
        if let season, review.lastSeason == nil {
            let isSeries = data.forecastFeatures != nil
            throw CellError(isSeries ? .seasonTooLong(season, data: data.name) : .seasonWithoutSeries(data: data.name))
        }
        return review
    }

    /// What is told on request.
    private static func details(_ arguments: Arguments, _ run: TrainedRun, _ data: SequenceDataset) throws -> EvaluationDetails? {
        let (hasClasses, bins) = (try arguments.boolean("by_class"), try arguments.optionalInteger("bins"))
        let worst = try arguments.optionalInteger("worst")
        guard hasClasses || bins != nil || worst != nil else { return nil }
        guard bins != nil || worst != nil else {
            return EvaluationDetails(hasClasses: hasClasses, review: nil)
        }
        let review = try run.model.review(data, bins: bins, worst: worst ?? 0)
        return EvaluationDetails(
            hasClasses: hasClasses, review: review,
            sequenceNames: review.worst.map { data.sequenceName($0.sequence) ?? String($0.sequence) },
            scale: data.storage.details.targetScale)
    }
}
