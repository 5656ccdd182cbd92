import Datasets

/// Training with a learning rate that rises from step to step, to find a suitable one (learning rate range test).
///
/// Source: L. N. Smith, "Cyclical learning rates for training neural networks", 2017, section 3.3.
public struct RateSearch: Sendable {
    /// A step of the search.
    public struct Step: Sendable, Equatable {
        /// The learning rate of the step.
        public var rate: Float
        /// The loss of the batch before the step, exponentially smoothed.
        public var loss: Double
    }

    /// The steps in order; the last is the one at which the loss diverged, or that of the highest rate.
    public let steps: [Step]

    /// The decay of the exponential smoothing.
    private static let memory = 0.9
    /// The search ends when the loss exceeds its minimum by this factor.
    private static let bound = 4.0

    /// Trains with learning rates that are evenly spaced on a logarithmic scale.
    ///
    /// - Parameters:
    ///   - network: the layers; they begin with initial weights.
    ///   - train: the training data.
    ///   - plan: the settings, except for learning rate, schedule and epochs: batches continue from epoch to epoch for as long as there are
    ///     steps.
    ///   - rates: the first rate, greater than 0, and the last.
    ///   - count: the greatest number of steps, at least 2.
    ///   - ranks: processes that each compute a part of every batch; all must run the same search. If one does not respond, or all are told
    ///     to end, `Cancellation.isCancelled` becomes true.
    /// - Throws: `NetworkError` if the network does not fit the data, or the plan does not fit them.
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
        // The weight of the initial 0 that remains in the smoothed loss.
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
                // Notes the cancellation too, so that the result is not used.
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

    /// A tenth of the rate with the lowest smoothed loss, which lags by some steps and is too high to train at; nil if the loss never
    /// falls.
    public var suggestion: Float? {
        guard let least = steps.min(by: { $0.loss < $1.loss }), let first = steps.first, least.loss < first.loss else { return nil }
        return least.rate / 10
    }
}
