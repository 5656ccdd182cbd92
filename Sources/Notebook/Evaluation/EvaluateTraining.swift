import Datasets
import Recurrent
import TextFormatting

/// `train`: makes a plan of its arguments, trains in sight of the user, and gives the run.
enum EvaluateTraining {
    /// - Parameter name: what the run will be called.
    static func train(_ arguments: Arguments, name: String, execution: RunningCell) throws(CellError) -> TrainedRun {
        let network = try arguments.network("network")
        let pair = try arguments.pair("data")
        guard let train = pair.train else { throw CellError(.partOfPairMissing("train", name: pair.name)) }
        let given = try changes(arguments)
        let plan = try plan(arguments, for: train)
        let file = execution.nextCheckpoint()
        let checkpoint = file.flatMap { try? Checkpoint(file: $0, network: network, inputWidth: train.features) }
        func prepare(_ checkpoint: Checkpoint?) throws(NetworkError) -> TrainingRun {
            try TrainingRun(
                network: network, train: train, test: pair.test, plan: plan, changes: given,
                checkpoints: file.map { CheckpointSchedule(file: $0, seconds: secondsBetweenCheckpoints) }, resuming: checkpoint,
                onEpoch: { execution.print($0) })
        }
        let run: TrainingRun
        if let checkpoint, let resumed = try? prepare(checkpoint) {
            run = resumed
            for epoch in checkpoint.history { execution.print(epoch) }
        } else {
            do throws(NetworkError) {
                run = try prepare(nil)
            } catch {
                throw CellError(error)
            }
        }
        execution.train(run, name: name, watchedData: pair.test ?? train)
        if let file { execution.removeCheckpoint(file) }
        let end = run.snapshot
        switch end.phase {
        case .stopped: execution.print(remark: "stopped at step " + Figures.grouped(end.step))
        case .failed(let failure): execution.print(remark: failure.sentence)
        case .finished, .waiting, .running, .paused, .evaluating: break
        }
        return TrainedRun(name: name, model: run.model, data: pair, snapshot: end, changes: run.changes, given: given)
    }

    private static let secondsBetweenCheckpoints = 10.0

    private static func changes(_ arguments: Arguments) throws(CellError) -> [RecordedChange] {
        var changes: [RecordedChange] = []
        for value in arguments.list("changes") {
            guard case .change(let change) = value else { throw arguments.wrong("changes") }
            changes.append(change)
        }
        return changes
    }
}

// MARK: The plan

extension EvaluateTraining {
    /// Steps a window where a long text is read and nothing else is asked for.
    private static let textWindow = 64

    private static func plan(_ arguments: Arguments, for train: SequenceDataset) throws(CellError) -> TrainingPlan {
        let setting = try arguments.optimizer()
        var plan = TrainingPlan()
        plan.optimizer = setting.optimizer
        plan.learningRate = setting.learningRate
        plan.epochs = try arguments.integer("epochs")
        plan.batchSize = try arguments.integer("batch")
        plan.seed = try arguments.seed()
        plan.clipNorm = try arguments.optionalFloat("clip")
        plan.bpttSteps = try window(arguments, for: train)
        if case .schedule(let schedule) = arguments["schedule"] { plan.schedule = schedule }
        plan.patience = try arguments.optionalInteger("patience")
        plan.keepsBest = try arguments.boolean("keep_best")
        plan.weightDecay = try arguments.float("decay")
        plan.classWeights = try classWeights(arguments, for: train)
        return plan
    }

    private static func window(_ arguments: Arguments, for train: SequenceDataset) throws(CellError) -> Int? {
        if let steps = try arguments.optionalInteger("steps") { return steps }
        if case .nextSymbol = train.storage.targets, train.count == 1, train.length(0) > textWindow { return textWindow }
        return nil
    }

    private static func classWeights(_ arguments: Arguments, for train: SequenceDataset) throws(CellError) -> [Float]? {
        guard arguments.has("weights") else { return nil }
        if case .text = arguments["weights"] { return try EvaluateData.checked(train.balancedClassWeights) }
        var weights: [Float] = []
        for value in arguments.list("weights") {
            guard case .number(let number) = value else { throw arguments.wrong("weights") }
            weights.append(Float(number))
        }
        let classes = train.classNames.count
        guard weights.count == classes else { throw CellError(.classWeights(given: weights.count, classes: classes)) }
        return weights
    }
}

// MARK: What training takes

extension EvaluateTraining {
    /// The layers of a network on data, and the memory that a training step takes.
    static func summary(_ arguments: Arguments, of network: Network) throws(CellError) -> Value {
        guard let train = try arguments.pair("data").train else { throw arguments.wrong("data") }
        let memory = try memory(arguments, of: network)
        do throws(NetworkError) {
            _ = try network.task(for: train)
            return .summary(try network.summary(features: train.features), remark: "training this " + memory)
        } catch {
            throw CellError(error)
        }
    }

    /// What a step of `train`, called with these arguments, takes: "at batch 100 takes 61 MB".
    static func memory(_ arguments: Arguments, of network: Network) throws(CellError) -> String {
        guard let train = try arguments.pair("data").train else { throw arguments.wrong("data") }
        let (batch, optimizer) = (try arguments.integer("batch"), try arguments.optimizer().optimizer)
        let longest = (0..<train.count).reduce(0) { max($0, train.length($1)) }
        let steps = min(try window(arguments, for: train) ?? longest, longest)
        let isText = if case .nextSymbol = train.storage.targets { train.count == 1 } else { false }
        let isSymbolic = if case .symbols = train.storage.inputs { true } else { false }
        // Of one text, as many streams are read side by side as a batch has sequences.
        let rows = isText ? batch : min(batch, train.count)
        do throws(NetworkError) {
            let demand = try network.memoryDemand(
                features: train.features, symbolic: isSymbolic, batch: max(1, rows), steps: max(1, steps), optimizer: optimizer)
            return "at batch \(Figures.grouped(batch)) takes \(demand.text)"
        } catch {
            throw CellError(error)
        }
    }
}
