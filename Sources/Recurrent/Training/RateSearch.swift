import Datasets

/// Training with a learning rate that rises from step to step, to find one that suits.
///
/// Source: L. N. Smith, "Cyclical learning rates for training neural networks", 2017, section 3.3.
public struct RateSearch: Sendable {
    /// A step of the search.
    public struct Step: Sendable, Equatable {
        /// The learning rate of the step.
        public var rate: Float
        /// The loss of the batch before the step, smoothed over those before it.
        public var loss: Double
    }

    /// In the order in which they were made; the last where the loss has left all bounds, or at the highest rate.
    public let steps: [Step]

    /// How much of the smoothed loss is kept at each step.
    private static let memory = 0.9
    /// The search ends where the loss is so many times its least.
    private static let bound = 4.0

    /// Trains with rates that rise evenly on a logarithmic scale.
    ///
    /// - Parameters:
    ///   - network: the layers; they begin with first weights.
    ///   - train: the training data.
    ///   - plan: how it trains, but for learning rate, schedule and epochs: batches follow one another for as long as there are steps.
    ///   - rates: the first rate, more than 0, and the last.
    ///   - count: most steps, 2 or more.
    ///   - ranks: processes that compute a part of each batch; all have to search for the same. Where one does not answer, or all are told to end, the present `Cancellation` notices.
    /// - Throws: `NetworkError` where the network cannot work on the data, or the plan does not belong to them.
    /// - Complexity: that of `count` training steps.
    public init(
        network: Network, train: SequenceDataset, plan: TrainingPlan, rates: ClosedRange<Float>, count: Int,
        ranks: RankGroup? = nil
    ) throws(NetworkError) {
        let job = try TrainingJob(
            network: network, train: train, test: nil, plan: plan, changes: [], start: nil, checkpoints: nil, resuming: nil,
            ranks: ranks, onEpoch: { _ in })
        var model = try Model.initial(network: network, for: train, seed: plan.seed, loss: plan.loss)
        model.precision = plan.precision
        let size = job.greatestBatch
        let executor = try Executor(
            model: model, isSymbolic: train.isSymbolic, maximumBatch: size.sequences, maximumSteps: size.steps, optimizer: plan.optimizer,
            ranks: ranks)
        var settings = StepSettings(plan)
        var steps: [Step] = []
        // What the smoothed loss still has of the 0 that it began with.
        var (smooth, unseen) = (0.0, 1.0)
        var (least, epoch) = (Double.infinity, 0)
        var batches = job.batches(epoch: 0)
        var place = 0
        let (low, high) = (ReproducibleMath.log(Double(rates.lowerBound)), ReproducibleMath.log(Double(rates.upperBound)))
        while steps.count < count, !Cancellation.isCancelled {
            WorkProgress.note(steps.count, of: count)
            if place == batches.count { (epoch, place, batches) = (epoch + 1, 0, job.batches(epoch: epoch + 1)) }
            let slices = batches.batch(at: place)
            let batch = Batch.training(slices.rows, from: train.storage, seed: plan.seed, step: steps.count, ranks: ranks)
            if settings.carriesState, !slices.continuesState { executor.resetState() }
            place += 1
            settings.step = steps.count
            settings.learningRate = Float(ReproducibleMath.exp(low + (high - low) * Double(steps.count) / Double(max(1, count - 1))))
            settings.orders.wantsSuspension = ranks?.isSuspensionRequested ?? false
            let result = executor.trainingStep(batch, settings)
            guard ranks?.failure == nil else {
                // Whoever cancels is told at the same time.
                _ = Cancellation.isCancelled
                break
            }
            guard result.isFinite else { break }
            smooth = Self.memory * smooth + (1 - Self.memory) * result.loss
            unseen *= Self.memory
            let loss = smooth / (1 - unseen)
            steps.append(Step(rate: settings.learningRate, loss: loss))
            least = min(least, loss)
            if loss > Self.bound * least { break }
        }
        self.steps = steps
    }

    /// A tenth of the rate at which the smoothed loss is least, which is late by some steps and too high to stay at; nil where the loss never falls.
    public var suggestion: Float? {
        guard let least = steps.min(by: { $0.loss < $1.loss }), let first = steps.first, least.loss < first.loss else { return nil }
        return least.rate / 10
    }
}
