import Datasets

/// Computes the stepwise prediction for the watched example during training, rarely enough to take at most 0.5 % of the time; with the
/// running average of the weights if there is one, since that is what the run returns.
struct ExampleWatcher {
    private let job: TrainingJob
    private var reader: StepwisePredictor?
    private let clock = ContinuousClock()
    private var next: ContinuousClock.Instant
    private var lastStep = -1

    init(_ job: TrainingJob) {
        self.job = job
        next = clock.now
    }

    /// The stepwise prediction for `example` with the trainer's weights, or `previous` if that is still recent enough.
    mutating func stepwisePrediction(_ example: Int?, _ trainer: Executor, step: Int, previous: StepwisePrediction?) -> StepwisePrediction?
    {
        guard let example, 0..<job.watchedData.count ~= example else { return nil }
        if previous?.example == example, step == lastStep || clock.now < next { return previous }
        let start = clock.now
        let needed = min(job.watchedData.length(example), StepwisePredictor.greatestSteps)
        if reader.map({ $0.steps < needed }) ?? true {
            reader = try? StepwisePredictor(
                trainer.model, job.watchedData, task: job.task, steps: needed, sharing: trainer)
        }
        let stepwisePrediction = trainer.withAverages { [reader] in reader?.prediction(of: example, trainingStep: step) }
        lastStep = step
        next = clock.now + max(.milliseconds(100), (clock.now - start) * 200)
        return stepwisePrediction
    }
}
