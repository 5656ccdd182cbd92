import CSignalStack
import Datasets
import Dispatch
import Synchronization

/// One training run: works on a background Dispatch queue, publishes snapshots, and obeys between steps.
///
/// Reading never waits for training and training never waits for a reader.
public final class TrainingRun: Sendable {
    private let job: TrainingJob
    private let mailbox: RunMailbox
    private let queue = DispatchQueue(label: "unroll.training", qos: .utility)
    private let isStarted = Mutex(false)
    private let completion = DispatchGroup()

    /// Prepares a run; no step is computed before `start`.
    ///
    /// - Parameters:
    ///   - network: the layers; they begin with first weights, or with those of `start`.
    ///   - train: the training data.
    ///   - test: the data that each epoch is evaluated on; nil for none.
    ///   - plan: how it trains.
    ///   - changes: changes recorded by an earlier run of the same plan, made again at the same steps.
    ///   - start: the starting point of a continued run; nil for initial weights. The plan's epochs count those of `start`.
    ///   - checkpoints: where and how often the whole state is saved; nil for never.
    ///   - checkpoint: the state of an interrupted run of the same plan on the same data, from which this one goes on with the same bits; or of one that
    ///     has ended, whose results are there at once.
    ///   - threads: the number of threads, which changes no bit.
    ///   - ranks: processes that compute a part of each batch; they change no bit either. Each of them makes the same run, at the same place among its runs, and
    ///     only the first needs checkpoints. nil for this process alone.
    ///   - onEpoch: called on the training queue at the end of each epoch.
    ///   - onEpochEnd: called before it, with what a log keeps of the epoch; nil where nobody asks, which saves making it.
    /// - Complexity: O(numbers of the data) the first time that their storage is looked at. Going back to a run that has ended takes O(sequences) afterwards.
    /// - Throws: `NetworkError` where the network cannot work on the data, or the plan or checkpoint does not belong to them.
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
        // A run that goes on may do so in another precision, or with another loss.
        model.precision = plan.precision
        model.loss = plan.loss
        mailbox = RunMailbox(job.firstSnapshot, model: model, changes: job.firstChanges)
        if let checkpoint = job.checkpoint, checkpoint.isEnd { mailbox.end.withLock { $0 = checkpoint } }
    }

    /// What nobody holds any more can be gone on with from its checkpoint.
    deinit { mailbox.suspend() }

    /// Starts the run on its queue; does nothing if it has started, or if it restores one that has ended.
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

    /// Ends the run after the present step, so that another can go on from its checkpoint with the same bits: nothing is recorded. Where `wait`
    /// returns the checkpoint has been written, or the snapshot says why it could not be. Without checkpoints the run simply ends.
    public func suspend() { mailbox.suspend() }

    /// What the run is made of.
    public var identity: RunIdentity { job.identity }

    /// Changes the learning rate from the next step on; a schedule continues from it. Ignored if it is negative or not finite.
    public func setLearningRate(_ rate: Float) {
        guard rate.isFinite, rate >= 0 else { return }
        mailbox.orders.withLock { $0.learningRate = rate }
        mailbox.wake.signal()
    }

    /// Whether a learning rate that was asked for is still to be taken notice of: where the run is over, it never will be.
    public var awaitsLearningRate: Bool { mailbox.orders.withLock { $0.learningRate != nil } }

    /// The latest snapshot.
    public var snapshot: TrainingSnapshot { mailbox.snapshot.withLock { $0 } }

    /// How many snapshots were published.
    var publications: Int { mailbox.publications.load(ordering: .relaxed) }

    /// Asks for the stepwise prediction about this example of the test set (of the training set where there is no test set), refreshed up to
    /// ten times a second while training; nil for none.
    public func watch(example: Int?) {
        mailbox.orders.withLock { $0.watchedExample = example }
        mailbox.wake.signal()
        // Behind the training on its queue: answers where the run has ended, or has not begun.
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

    /// Waits for the end. Do not call it on the thread that draws.
    public func wait() { completion.wait() }

    /// The weights at the end of the run. While it goes on: those of at most 64 steps before, or of the end of the last epoch where that is
    /// nearer; with them the loss was finite.
    public var model: Model { mailbox.model.withLock { $0 } }

    /// The whole state at the run's end, from which another run goes on; nil before, and where it was suspended or could not be computed.
    public var end: Checkpoint? { mailbox.end.withLock { $0 } }

    /// All live changes so far, recorded ones among them.
    public var changes: [RecordedChange] { mailbox.changes.withLock { $0 } }
}
