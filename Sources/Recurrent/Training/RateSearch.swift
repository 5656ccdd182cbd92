import Datasets
import Foundation

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
    ///   - plan: how it trains, but for learning rate, schedule and epochs: batches follow one another for as long as there are steps.
    ///   - rates: the first rate, more than 0, and the last.
    ///   - count: most steps, 2 or more.
    /// - Throws: `NetworkError` where the network cannot work on the data, or the plan does not belong to them.
    /// - Complexity: that of `count` training steps.
    public init(
        network: Network, train: SequenceDataset, plan: TrainingPlan, rates: ClosedRange<Float>, count: Int
    ) throws(NetworkError) {
        let job = try TrainingJob(
            network: network, train: train, test: nil, plan: plan, changes: [], start: nil, checkpoints: nil, resuming: nil,
            onEpoch: { _ in })
        var model = try Model.initial(network: network, for: train, seed: plan.seed)
        model.precision = plan.precision
        let size = job.greatestBatch
        let executor = try Executor(
            model: model, isSymbolic: train.isSymbolic, maximumBatch: size.sequences, maximumSteps: size.steps, optimizer: plan.optimizer)
        var settings = StepSettings()
        settings.seed = plan.seed
        settings.clipNorm = plan.clipNorm
        settings.clipValue = plan.clipValue
        settings.weightDecay = plan.weightDecay
        settings.classWeights = plan.classWeights
        settings.carriesState = plan.bpttSteps != nil
        var steps: [Step] = []
        var (smooth, least, epoch) = (0.0, Double.infinity, 0)
        var batches = job.batches(epoch: 0)
        var place = 0
        let (low, high) = (log(Double(rates.lowerBound)), log(Double(rates.upperBound)))
        while steps.count < count, !Cancellation.isCancelled {
            WorkProgress.note(steps.count, of: count)
            if place == batches.count { (epoch, place, batches) = (epoch + 1, 0, job.batches(epoch: epoch + 1)) }
            let slices = batches.batch(at: place)
            let batch = Batch.training(slices.rows, from: train.storage, seed: plan.seed, step: steps.count)
            if settings.carriesState, !slices.continuesState { executor.resetState() }
            place += 1
            settings.step = steps.count
            settings.learningRate = Float(exp(low + (high - low) * Double(steps.count) / Double(max(1, count - 1))))
            let result = executor.trainingStep(batch, settings)
            guard result.isFinite else { break }
            smooth = Self.memory * smooth + (1 - Self.memory) * result.loss
            let loss = smooth / (1 - pow(Self.memory, Double(steps.count + 1)))
            steps.append(Step(rate: settings.learningRate, loss: loss))
            least = min(least, loss)
            if loss > Self.bound * least { break }
        }
        self.steps = steps
    }

    /// The rate at which the loss falls fastest, before it is least; nil where it never falls.
    public var suggestion: Float? {
        guard let least = steps.indices.min(by: { steps[$0].loss < steps[$1].loss }) else { return nil }
        let reach = max(1, steps.count / 20)
        let places = (reach..<max(reach, least)).filter { $0 + reach < steps.count }
        func slope(_ place: Int) -> Double { steps[place + reach].loss - steps[place - reach].loss }
        guard let steepest = places.min(by: { slope($0) < slope($1) }), slope(steepest) < 0 else { return nil }
        return steps[steepest].rate
    }
}
