import Datasets

/// The work of a run, after all checks.
struct TrainingJob: Sendable {
    let network: Network
    let train: SequenceDataset
    let test: SequenceDataset?
    let plan: TrainingPlan
    let task: SequenceTask
    let changes: [RecordedChange]
    let checkpoints: CheckpointSchedule?
    /// The state from which the run starts or resumes; nil for initial weights.
    let checkpoint: Checkpoint?
    /// The epoch from which patience counts, if it was exhausted before the run began.
    let patienceStart: Int
    /// The identity that checkpoints of the run, and of no other run, belong to.
    let identity: RunIdentity
    /// The number of threads, which changes no bit.
    let threads: Int
    /// Ranks that each compute a part of every batch, which changes no bit either; nil for none.
    let ranks: RankGroup?
    let onEpoch: @Sendable (EpochResult) -> Void
    let onEpochEnd: (@Sendable (EpochEnd) -> Void)?

    init(
        network: Network, train: SequenceDataset, test: SequenceDataset?, plan: TrainingPlan, changes: [RecordedChange],
        start: TrainingStart?, checkpoints: CheckpointSchedule?, resuming: Checkpoint?, threads: Int = Processor.threads,
        ranks: RankGroup? = nil, onEpoch: @escaping @Sendable (EpochResult) -> Void,
        onEpochEnd: (@Sendable (EpochEnd) -> Void)? = nil
    ) throws(NetworkError) {
        task = try network.task(for: train, loss: plan.loss)
        // A run that has ended has already checked its data, and computes no more.
        let hasEnded = resuming?.isEnd ?? false
        if !hasEnded { try train.checkContents() }
        if let test {
            guard test.features == train.features else {
                throw NetworkError(.testWidth(test.features, test: test.name, train: train.name, trainWidth: train.features))
            }
            guard try network.task(for: test, loss: plan.loss) == task else {
                throw NetworkError(.testTask(test: test.name, train: train.name))
            }
            if !hasEnded { try test.checkContents() }
        }
        try start?.check(network: network, train: train)
        try plan.check(network: network, task: task, hasTest: test != nil)
        for case .learningRate(let rate) in changes.map(\.change) {
            guard rate.isFinite, rate >= 0 else { throw NetworkError(.plan(.learningRate(rate))) }
        }
        self.network = network
        self.train = train
        self.test = test
        self.plan = plan
        self.checkpoints = checkpoints
        self.threads = threads
        self.ranks = ranks
        self.onEpoch = onEpoch
        self.onEpochEnd = onEpochEnd
        identity = RunIdentity(network: network, train: train, test: test, plan: plan, changes: changes, start: start)
        self.changes = identity.changes
        let beginning = start?.checkpoint(for: identity)
        checkpoint = resuming ?? beginning
        patienceStart = beginning.map { $0.progress.isOutOfPatience(plan) ? $0.epoch : 0 } ?? 0
        try resuming?.check(belongsTo: self)
        if hasEnded { return }
        let size = greatestBatch
        try network.checkMemory(
            features: train.features, symbolic: train.isSymbolic, batch: ranks?.greatestShare(of: size.sequences) ?? size.sequences,
            steps: size.steps, optimizer: plan.optimizer, precision: plan.precision,
            copies: (plan.averageDecay == nil ? 0 : 1) + (batchesPerStep > 1 ? 1 : 0))
    }

    /// The dataset of the watched example.
    var watchedData: SequenceDataset { test ?? train }

    /// The greatest number of batches in a step.
    var batchesPerStep: Int { plan.accumulatedBatches ?? 1 }

    /// The number of steps of an epoch with these batches.
    func steps(of batches: BatchSequence) -> Int { (batches.count + batchesPerStep - 1) / batchesPerStep }

    /// The batches of an epoch, counted from 0; they depend only on the seed and the epoch.
    func batches(epoch: Int) -> BatchSequence {
        if let window = plan.bpttSteps, train.isOneText {
            return BatchSequence(text: train, sequence: 0, streams: plan.batchSize, window: window)
        }
        // Batches of sequences of similar length save time, but a few batches must be well mixed.
        let count = train.count / plan.batchSize
        let batches = Batches.epoch(epoch, of: train, batchSize: plan.batchSize, seed: plan.seed, stretch: max(1, min(8, count / 8)))
        return BatchSequence(train, batches: batches, window: plan.bpttSteps)
    }

    /// The batches of the test set, no larger than those of training.
    func testBatches(_ test: SequenceDataset) -> BatchSequence {
        let window = network.evaluationWindow(longest: test.longest, task: task)
        return .evaluation(of: test, batchSize: plan.batchSize, window: window.map { plan.bpttSteps ?? $0 })
    }

    /// The greatest number of sequences in a batch and of steps in a sequence, in training and testing.
    var greatestBatch: (sequences: Int, steps: Int) {
        let (train, test) = (batches(epoch: 0), test.map { testBatches($0) })
        return (max(train.greatestBatch, test?.greatestBatch ?? 1), max(train.greatestSteps, test?.greatestSteps ?? 1))
    }

    var firstSnapshot: TrainingSnapshot {
        if let checkpoint, checkpoint.isEnd { return checkpoint.snapshot }
        var snapshot = checkpoint?.snapshot ?? TrainingSnapshot()
        snapshot.phase = .waiting
        snapshot.epochs = plan.epochs
        snapshot.stepsPerEpoch = steps(of: batches(epoch: snapshot.epoch))
        snapshot.learningRate = checkpoint?.progress.lastLearningRate ?? plan.learningRate
        return snapshot
    }

    /// Changes that are known before the run begins: those that it made before it was interrupted.
    var firstChanges: [RecordedChange] { checkpoint?.progress.changes ?? [] }
}
