import Datasets
import Kernels

/// The starting point of a continued run: the end of another run with its complete training state, or only weights.
public struct TrainingStart: Sendable {
    /// The weights to continue from.
    private var model: Model
    /// The end of the other run, without the reason why it ended; nil for weights alone.
    private var end: Checkpoint?
    private let givenPlan: TrainingPlan?
    /// 16 hexadecimal digits that identify the starting point.
    public let digest: String

    /// Continues where a run ended, with its weights, optimizer state and counts of steps and epochs. A run that failed with non-finite
    /// numbers continues from the weights that it kept, without optimizer state.
    public init(_ end: Checkpoint) {
        digest = end.replayIdentity.digest
        var end = end
        if end.progress.hasFailed {
            end.weights = end.completed.parameters
            (end.optimizerState, end.averages) = ([], [])
            end.progress.forgetEpochBegun()
            end.progress.history.dropFailedEpoch()
            end.progress.epoch = end.progress.history.results.last?.epoch ?? 0
        }
        end.progress.end = nil
        end.progress.changes = []
        end.completed.parameters = end.weights
        (model, self.end, givenPlan) = (end.completed, end, nil)
    }

    /// Starts with these weights, at the first step.
    ///
    /// - Parameters:
    ///   - model: the weights and their network.
    ///   - plan: the plan that they were trained with; nil if it is not known.
    /// - Complexity: O(weights).
    public init(_ model: Model, plan: TrainingPlan? = nil) {
        var hash = XXHash64()
        hash.update("\(model.network.identity) \(model.inputWidth)")
        hash.update(Safetensors(tensors: model.parameters).bytes.span.bytes)
        digest = XXHash64.digits(hash.value)
        var plan = plan
        plan?.scheduleStart = nil
        (self.model, end, givenPlan) = (model, nil, plan)
    }

    /// The same starting point for data with more symbols or classes, appended to the existing ones, which keep their weights and optimizer
    /// state.
    ///
    /// - Parameters:
    ///   - network: the network with its new outputs, as returned by `Network.extended`.
    ///   - kind: the kind of the data, with all names.
    ///   - seed: the seed of the initial weights of new symbols and classes.
    /// - Throws: `NetworkError` if there is not enough memory.
    /// - Complexity: O(weights).
    public func extended(to network: Network, for kind: SequenceDataset, seed: UInt64) throws(NetworkError) -> TrainingStart {
        guard network != model.network || kind.features != model.inputWidth else { return self }
        var isTranscription = false
        if case .labelSequences = kind.storage.targets { isTranscription = true }
        let widening = try ModelExtension(to: network, inputWidth: kind.features, keepsLastOutput: isTranscription, seed: seed)
        var start = self
        start.model = widening.model(model)
        if var end {
            (end.completed, end.weights, end.best) = (
                widening.model(end.completed), widening.weights(end.weights), widening.weights(end.best)
            )
            (end.averages, end.optimizerState) = (widening.weights(end.averages), widening.memory(end.optimizerState))
            start.end = end
        }
        return start
    }

    /// The number of completed epochs.
    public var epoch: Int { end?.epoch ?? 0 }
    /// The number of completed steps.
    public var step: Int { end?.step ?? 0 }

    /// The loss that the weights were trained with.
    public var loss: Loss { model.loss }

    /// The plan of the other run, with the learning rate at its end; nil for weights of unknown origin.
    public var plan: TrainingPlan? {
        guard let end else { return givenPlan }
        var plan = end.identity.plan
        plan.learningRate = end.progress.learningRate
        return plan
    }

    /// - Throws: `NetworkError` if the weights are those of another network.
    func check(network: Network, train: SequenceDataset) throws(NetworkError) {
        guard train.features == model.inputWidth else {
            throw NetworkError(.trainedOnOtherWidth(model.inputWidth, data: train.name, width: train.features))
        }
        guard network == model.network else { throw NetworkError(.otherCheckpoint) }
    }

    /// The state before the first step of a run that continues from here.
    ///
    /// Parts of the state that have no meaning for the new plan or its data are reset: the optimizer state with another optimizer, an
    /// unfinished epoch with another order of batches, the best epoch with other test data.
    func checkpoint(for identity: RunIdentity) -> Checkpoint {
        let plan = identity.plan
        guard var checkpoint = end else {
            return Checkpoint(
                completed: model, identity: identity, progress: RunProgress(learningRate: plan.learningRate), weights: model.parameters,
                best: [], optimizerState: [], recurrentState: [])
        }
        let (before, old) = (checkpoint.identity, checkpoint.identity.plan)
        checkpoint.identity = identity
        checkpoint.progress.learningRate = plan.learningRate
        checkpoint.progress.keptStep = step
        checkpoint.progress.continuedAt = (checkpoint.progress.continuedAt ?? []) + [step]
        let hasMemory = checkpoint.optimizerState.count == old.optimizer.stateCount * checkpoint.weights.count
        if !hasMemory || !plan.optimizer.hasMemory(of: old.optimizer) {
            checkpoint.optimizerState = []
            checkpoint.progress.optimizerStart = step
        }
        let hasSameBatches =
            before.fingerprint(.train) == identity.fingerprint(.train) && plan.batchSize == old.batchSize && plan.seed == old.seed
            && plan.bpttSteps == old.bpttSteps && plan.accumulatedBatches ?? 1 == old.accumulatedBatches ?? 1
        if !hasSameBatches { checkpoint.progress.forgetEpochBegun() }
        if checkpoint.progress.stepInEpoch == 0 { checkpoint.recurrentState = [] }
        if !plan.keepsBest { checkpoint.best = [] }
        if plan.averageDecay == nil { checkpoint.averages = [] }
        if !checkpoint.averages.isEmpty { checkpoint.completed.parameters = checkpoint.averages }
        if plan.schedule != old.schedule || plan.scheduleStart != old.scheduleStart { checkpoint.progress.plateau = nil }
        if before.fingerprint(.test) != identity.fingerprint(.test) || plan.loss != old.loss
            || (plan.averageDecay == nil) != (old.averageDecay == nil) || (plan.keepsBest && checkpoint.best.isEmpty)
        {
            checkpoint.progress.history.forgetBest()
            checkpoint.best = []
        }
        return checkpoint
    }
}

extension RunIdentity {
    /// The fingerprint of one of the datasets; nil if there is none.
    fileprivate func fingerprint(_ role: Part.Role) -> UInt64? { data.first { $0.role == role }?.fingerprint }
}

extension RunProgress {
    /// An unfinished epoch begins again.
    fileprivate mutating func forgetEpochBegun() { (stepInEpoch, lossSum, targets) = (0, 0, 0) }
}

extension Optimizer {
    /// Whether the state of another optimizer has the same meaning for this one.
    fileprivate func hasMemory(of other: Optimizer) -> Bool {
        switch (self, other) {
        case (.sgd, .sgd): stateCount == other.stateCount
        case (.rmsprop(_, _, let form), .rmsprop(_, _, let otherForm)): form == otherForm
        case (.adam, .adam), (.adam, .adamw), (.adamw, .adam), (.adamw, .adamw), (.adagrad, .adagrad): true
        default: false
        }
    }
}
