import Datasets

/// Computes the stepwise prediction about the watched example while training goes on, seldom enough to take half a hundredth of the time; where the weights' running
/// average is kept, which is what the run gives, with that.
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

    /// The stepwise prediction about `example` with the weights of the trainer, or `previous` where that is still good enough.
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
