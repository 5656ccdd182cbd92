import CSignalStack
import Datasets
import Dispatch
import Synchronization

/// One training run: trains on a background Dispatch queue, publishes snapshots, and carries out requests between steps.
///
/// Reading never waits for training, and training never waits for a reader.
public final class TrainingRun: Sendable {
    private let job: TrainingJob
    private let mailbox: RunMailbox
    private let queue = DispatchQueue(label: "unroll.training", qos: .utility)
    private let isStarted = Mutex(false)
    private let completion = DispatchGroup()

    /// Prepares a run; no step is computed before `start()`.
    ///
    /// - Parameters:
    ///   - network: the layers; they begin with initial weights, or with those of `start`.
    ///   - train: the training data.
    ///   - test: the data that each epoch is evaluated on; nil for none.
    ///   - plan: the training plan.
    ///   - changes: changes recorded by an earlier run of the same plan, to be replayed at the same steps.
    ///   - start: the starting point of a continued run; nil for initial weights. The plan's epochs include those of `start`.
    ///   - checkpoints: where and how often the complete state is saved; nil for never.
    ///   - checkpoint: the state of an interrupted run of the same plan on the same data, which this run resumes with the same bits; or of
    ///     a run that has ended, whose results are available at once.
    ///   - threads: the number of threads, which changes no bit.
    ///   - ranks: processes that each compute a part of every batch, which changes no bit either. Every process must create the same runs
    ///     in the same order; only the first needs checkpoints. Nil for this process alone.
    ///   - onEpoch: called on the training queue at the end of each epoch.
    ///   - onEpochEnd: called before `onEpoch`, with details of the epoch for a log; nil saves computing them.
    /// - Complexity: O(size of the data) for the first run with their storage; restoring a run that has ended takes O(sequences)
    ///   afterwards.
    /// - Throws: `NetworkError` if the network does not fit the data, or the plan or checkpoint does not belong to them.
    public init(
        network: Network, train: SequenceDataset, test: SequenceDataset?, plan: TrainingPlan, changes: [RecordedChange] = [],
        start: TrainingStart? = nil, checkpoints: CheckpointSchedule? = nil, resuming checkpoint: Checkpoint? = nil,
        threads: Int = Processor.threads, ranks: RankGroup? = nil, onEpoch: @escaping @Sendable (EpochResult) -> Void = { _ in },
        onEpochEnd: (@Sendable (EpochEnd) -> Void)? = nil
    ) throws(NetworkError) {
        job = try TrainingJob(
            network: network, train: train, test: test, plan: plan, changes: changes, start: start, checkpoints: checkpoints,
            resuming: checkpoint, threads: threads, ranks: ranks, onEpoch: onEpoch, onEpochEnd: onEpochEnd)
        var model: Model
        if let checkpoint = job.checkpoint {
            model = checkpoint.completed
        } else {
            model = try Model.initial(network: network, for: train, seed: plan.seed, loss: plan.loss)
        }
        // A resumed run may continue with another precision or loss.
        model.precision = plan.precision
        model.loss = plan.loss
        mailbox = RunMailbox(job.firstSnapshot, model: model, changes: job.firstChanges)
        if let checkpoint = job.checkpoint, checkpoint.isEnd { mailbox.end.withLock { $0 = checkpoint } }
    }

    /// A run that is no longer referenced can be resumed from its checkpoint.
    deinit { mailbox.suspend() }

    /// Starts the run on its queue; does nothing if it has started, or if it restores a run that has ended.
    public func start() {
        let isFirst = isStarted.withLock { isStarted in
            defer { isStarted = true }
            return !isStarted
        }
        guard isFirst, job.checkpoint?.isEnd != true else { return }
        completion.enter()
        queue.async { [job, mailbox, completion] in
            signalStackUse()
            let trainer = Trainer(job, mailbox)
            trainer.run()
            completion.leave()
        }
    }

    /// Pauses the run before its next step, until `resume`.
    public func pause() { mailbox.orders.withLock { $0.isPaused = true } }

    /// Ends a pause.
    public func resume() {
        mailbox.orders.withLock { $0.isPaused = false }
        mailbox.wake.signal()
    }

    /// Ends the run after the current step; the result has the weights of that step, or the best ones if the plan keeps them.
    public func stop() { mailbox.stop() }

    /// Ends the run after the current step without recording it, so that another run can resume from its checkpoint with the same bits.
    /// When `wait()` returns, the checkpoint has been written, or the snapshot reports why it could not be. Without checkpoints the run
    /// simply ends.
    public func suspend() { mailbox.suspend() }

    /// The identity of the run.
    public var identity: RunIdentity { job.identity }

    /// Changes the learning rate from the next step on; a schedule continues from the new rate. Ignored if it is negative or not finite.
    public func setLearningRate(_ rate: Float) {
        guard rate.isFinite, rate >= 0 else { return }
        mailbox.orders.withLock { $0.learningRate = rate }
        mailbox.wake.signal()
    }

    /// Whether a requested learning rate has yet to take effect; once the run is over, it never will.
    public var awaitsLearningRate: Bool { mailbox.orders.withLock { $0.learningRate != nil } }

    /// The latest snapshot.
    public var snapshot: TrainingSnapshot { mailbox.snapshot.withLock { $0 } }

    /// The number of snapshots published.
    var publications: Int { mailbox.publications.load(ordering: .relaxed) }

    /// Requests the stepwise prediction for this example of the test set (or of the training set if there is no test set), refreshed up to
    /// ten times a second during training; nil for none.
    public func watch(example: Int?) {
        mailbox.orders.withLock { $0.watchedExample = example }
        mailbox.wake.signal()
        // Queued behind the training: predicts if the run has ended or has not begun.
        queue.async { [job, mailbox] in
            guard mailbox.orders.withLock({ $0.watchedExample }) == example,
                mailbox.snapshot.withLock({ $0.stepwisePrediction?.example }) != example
            else { return }
            let stepwisePrediction = example.flatMap { mailbox.stepwisePrediction(job.watchedData, example: $0) }
            let step = mailbox.snapshot.withLock { $0.step }
            mailbox.snapshot.withLock {
                $0.stepwisePrediction = stepwisePrediction
                $0.stepwisePrediction?.trainingStep = step
            }
        }
    }

    /// Waits for the end of the run. Do not call it on the thread that draws.
    public func wait() { completion.wait() }

    /// The weights at the end of the run. During the run: those of at most 64 steps before, or of the end of the last epoch if that is
    /// later; the loss with them was finite.
    public var model: Model { mailbox.model.withLock { $0 } }

    /// The complete state at the run's end, from which another run can continue; nil before the end, and if the run was suspended or its
    /// state could not be computed.
    public var end: Checkpoint? { mailbox.end.withLock { $0 } }

    /// All live changes so far, including recorded ones.
    public var changes: [RecordedChange] { mailbox.changes.withLock { $0 } }
}
