import Datasets

/// What a run is to do, checked.
struct TrainingJob: Sendable {
    let network: Network
    let train: SequenceDataset
    let test: SequenceDataset?
    let plan: TrainingPlan
    let task: SequenceTask
    let changes: [RecordedChange]
    let checkpoints: CheckpointSchedule?
    let checkpoint: Checkpoint?
    /// What checkpoints of the run belong to, and no other run: network, data and plan. Empty where none are kept, since it takes a look at all data.
    let identity: String
    let onEpoch: @Sendable (EpochResult) -> Void

    init(
        network: Network, train: SequenceDataset, test: SequenceDataset?, plan: TrainingPlan, changes: [RecordedChange],
        checkpoints: CheckpointSchedule?, checkpoint: Checkpoint?, onEpoch: @escaping @Sendable (EpochResult) -> Void
    ) throws(NetworkError) {
        task = try network.task(for: train)
        try train.checkContents()
        if let test {
            guard test.features == train.features else {
                throw NetworkError(.testWidth(test.features, test: test.name, train: train.name, trainWidth: train.features))
            }
            guard try network.task(for: test) == task else {
                throw NetworkError(.testTask(test: test.name, train: train.name))
            }
            try test.checkContents()
        }
        try plan.check(network: network, task: task, hasTest: test != nil)
        self.network = network
        self.train = train
        self.test = test
        self.plan = plan
        self.changes = changes.sorted { $0.step < $1.step }
        self.checkpoints = checkpoints
        self.checkpoint = checkpoint
        self.onEpoch = onEpoch
        let sets = [train] + (test.map { [$0] } ?? [])
        identity =
            checkpoints == nil && checkpoint == nil
            ? ""
            : "\(network.identity) on \(sets.map { "\($0.name) \(String($0.fingerprint, radix: 16))" }.joined(separator: ", ")): \(plan)"
        if let checkpoint { try checkpoint.check(belongsTo: self) }
        let size = greatestBatch
        try network.checkMemory(
            features: train.features, symbolic: train.isSymbolic, batch: size.sequences, steps: size.steps, optimizer: plan.optimizer)
    }

    /// Which set the watched example is of.
    var watchedData: SequenceDataset { test ?? train }

    /// Batches of an epoch, counted from 0: they depend on the seed and the epoch alone.
    func batches(epoch: Int) -> BatchSequence {
        if let window = plan.bpttSteps, train.isOneText {
            return BatchSequence(text: train, sequence: 0, streams: plan.batchSize, window: window)
        }
        // Sorting like lengths into one batch saves time, but few batches must mix well.
        let count = train.count / plan.batchSize
        let batches = Batches.epoch(epoch, of: train, batchSize: plan.batchSize, seed: plan.seed, stretch: max(1, min(8, count / 8)))
        return BatchSequence(train, batches: batches, window: plan.bpttSteps)
    }

    /// Batches of the test set, no larger than those of training.
    func testBatches(_ test: SequenceDataset) -> BatchSequence {
        let window = network.evaluationWindow(longest: test.longest, task: task)
        return .evaluation(of: test, batchSize: plan.batchSize, window: window.map { plan.bpttSteps ?? $0 })
    }

    /// Most sequences of a batch and most steps of a sequence, in training and testing.
    var greatestBatch: (sequences: Int, steps: Int) {
        let (train, test) = (batches(epoch: 0), test.map { testBatches($0) })
        return (max(train.greatestBatch, test?.greatestBatch ?? 1), max(train.greatestSteps, test?.greatestSteps ?? 1))
    }

    var firstSnapshot: TrainingSnapshot {
        var snapshot = checkpoint?.progress.snapshot ?? TrainingSnapshot()
        snapshot.epochs = plan.epochs
        snapshot.stepsPerEpoch = batches(epoch: snapshot.epoch).count
        snapshot.learningRate = checkpoint?.progress.learningRate ?? plan.learningRate
        return snapshot
    }

    /// Changes that are known before the run begins: those that it has gone through before it was interrupted.
    var firstChanges: [RecordedChange] { checkpoint?.progress.changes ?? [] }
}
