import CellLanguage
import Datasets
import Recurrent

extension TrainingFunctions {
    /// Steps a window where a long text is read and nothing else is asked for.
    private static let textWindow = 64

    /// How to train. Of a run that goes on, what is not given stays as it was, and epochs come to those before.
    static func plan(_ arguments: Arguments, for train: SequenceDataset, start: TrainingStart? = nil) throws(CellError) -> TrainingPlan {
        var plan = start?.plan ?? TrainingPlan()
        func says(_ name: String) -> Bool { start?.plan == nil || arguments.isGiven(name) }
        plan.epochs = (start?.epoch ?? 0) + (try arguments.integer("epochs"))
        if says("optimizer") {
            let setting = try arguments.value("optimizer", as: OptimizerSetting.self)
            (plan.optimizer, plan.learningRate) = (setting.optimizer, setting.learningRate)
        }
        if says("batch") { plan.batchSize = try arguments.integer("batch") }
        if says("seed") { plan.seed = try arguments.seed() }
        if says("clip_value") { plan.clipValue = try arguments.optionalFloat("clip_value") }
        if says("clip") { plan.clipNorm = try arguments.optionalFloat("clip") }
        if says("steps") { plan.bpttSteps = try window(arguments, for: train) }
        if says("schedule") {
            plan.schedule = try arguments.optional("schedule") ?? .constant
            plan.scheduleStart = start.flatMap { $0.step > 0 ? ScheduleStart(epoch: $0.epoch, step: $0.step) : nil }
        }
        if says("patience") { plan.patience = try arguments.optionalInteger("patience") }
        if says("keep_best") { plan.keepsBest = try arguments.boolean("keep_best") }
        if says("decay") { plan.weightDecay = try arguments.float("decay") }
        if says("weights") { plan.classWeights = try classWeights(arguments, for: train) }
        if says("freeze") { plan.frozenLayers = try frozenLayers(arguments) }
        if says("precision") { plan.precision = try arguments.choice("precision", Precision.self) }
        if says("accumulate") {
            let batches = try arguments.integer("accumulate")
            plan.accumulatedBatches = batches == 1 ? nil : batches
        }
        if says("average") { plan.averageDecay = try arguments.optionalFloat("average") }
        if says("loss") { plan.loss = try arguments.optional("loss", as: Loss.self) ?? start?.loss ?? .standard }
        return plan
    }

    /// Layers to freeze, counted from 0, each once and by rising number; nil for none.
    private static func frozenLayers(_ arguments: Arguments) throws(CellError) -> [Int]? {
        var layers: Set<Int> = []
        for number in try arguments.list("freeze", of: Double.self) {
            guard let layer = Int(exactly: number), layer > 0 else { throw arguments.wrong("freeze") }
            layers.insert(layer - 1)
        }
        return layers.isEmpty ? nil : layers.sorted()
    }

    static func window(_ arguments: Arguments, for train: SequenceDataset) throws(CellError) -> Int? {
        try arguments.optionalInteger("steps") ?? window(for: train)
    }

    /// Steps a window where nothing is asked for; nil for whole sequences.
    static func window(for train: SequenceDataset) -> Int? {
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
