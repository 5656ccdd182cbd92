import CellLanguage
import Datasets
import Recurrent

extension TrainingFunctions {
    /// Steps a window where a long text is read and nothing else is asked for.
    private static let textWindow = 64

    static func plan(_ arguments: Arguments, for train: SequenceDataset) throws(CellError) -> TrainingPlan {
        let setting = try arguments.value("optimizer", as: OptimizerSetting.self)
        var plan = TrainingPlan()
        plan.optimizer = setting.optimizer
        plan.learningRate = setting.learningRate
        plan.epochs = try arguments.integer("epochs")
        plan.batchSize = try arguments.integer("batch")
        plan.seed = try arguments.seed()
        plan.clipNorm = try arguments.optionalFloat("clip")
        plan.bpttSteps = try window(arguments, for: train)
        if let schedule: LearningRateSchedule = try arguments.optional("schedule") { plan.schedule = schedule }
        plan.patience = try arguments.optionalInteger("patience")
        plan.keepsBest = try arguments.boolean("keep_best")
        plan.weightDecay = try arguments.float("decay")
        plan.precision = try arguments.choice("precision", Precision.self)
        plan.classWeights = try classWeights(arguments, for: train)
        return plan
    }

    static func window(_ arguments: Arguments, for train: SequenceDataset) throws(CellError) -> Int? {
        if let steps = try arguments.optionalInteger("steps") { return steps }
        if case .nextSymbol = train.storage.targets, train.count == 1, train.length(0) > textWindow { return textWindow }
        return nil
    }

    private static func classWeights(_ arguments: Arguments, for train: SequenceDataset) throws(CellError) -> [Float]? {
        guard arguments.has("weights") else { return nil }
        if case .text = arguments["weights"] {
            return try CellError.rethrowing { () throws(DataError) in try train.balancedClassWeights() }
        }
        let weights = try arguments.list("weights", of: Double.self).map { Float($0) }
        let classes = train.classNames.count
        guard weights.count == classes else { throw CellError(.classWeights(given: weights.count, classes: classes)) }
        return weights
    }
}
