import Datasets

/// Computes the belief about the probed example while training goes on, seldom enough to take half a hundredth of the time.
struct Prober {
    private let job: TrainingJob
    private var reader: BeliefReader?
    private let clock = ContinuousClock()
    private var next: ContinuousClock.Instant
    private var lastStep = -1

    init(_ job: TrainingJob) {
        self.job = job
        next = clock.now
    }

    /// The belief about `example` with the weights of the trainer, or `previous` where that is still good enough.
    mutating func belief(_ example: Int?, _ trainer: Executor, step: Int, previous: Belief?) -> Belief? {
        guard let example, 0..<job.probed.count ~= example else { return nil }
        if previous?.example == example, step == lastStep || clock.now < next { return previous }
        let start = clock.now
        let needed = min(job.probed.length(example), Model.greatestBelief)
        if reader.map({ $0.steps < needed }) ?? true {
            reader = try? BeliefReader(trainer.model, job.probed, task: job.task, steps: needed, sharing: trainer)
        }
        let belief = reader?.belief(job.probed, example: example, trainingStep: step)
        lastStep = step
        next = clock.now + max(.milliseconds(100), (clock.now - start) * 200)
        return belief
    }
}
