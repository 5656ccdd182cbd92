import Datasets

/// A few symbols that a language model generates during training, always from the same random numbers, so that its progress is visible;
/// with the running average of the weights if there is one. Drawn rarely enough to take at most 0.5 % of the time.
struct LiveSample {
    static let length = 160

    private let job: TrainingJob
    private var executor: Executor?
    private let clock = ContinuousClock()
    private var next: ContinuousClock.Instant
    private var lastStep = -1

    init(_ job: TrainingJob) {
        self.job = job
        next = clock.now
    }

    /// Symbols sampled with the trainer's current weights, or `previous` if those are still recent enough.
    mutating func sample(_ trainer: Executor, step: Int, previous: [Int32]) -> [Int32] {
        guard case .languageModel(let vocabulary) = job.task, job.network.readsForward, step != lastStep, clock.now >= next else {
            return previous
        }
        let start = clock.now
        lastStep = step
        guard
            let executor = executor
                ?? (try? Executor(
                    model: trainer.model, isSymbolic: true, maximumBatch: 1, maximumSteps: 1, optimizer: nil, sharing: trainer))
        else { return previous }
        self.executor = executor
        let first = job.train.steps(0).prefix(1)
        guard case .symbols(let prompt, _) = job.train.storage.inputs(of: [first.startIndex..<first.endIndex]) else { return previous }
        let symbols = trainer.withAverages { [job] () -> [Int32]? in
            let sampler = try? SymbolSampler(executor, vocabulary: vocabulary, prompt: prompt, temperature: 0.7, seed: job.plan.seed)
            return sampler.map { sampler in (0..<Self.length).map { _ in sampler.next() } }
        }
        next = clock.now + max(.milliseconds(500), (clock.now - start) * 200)
        return symbols ?? previous
    }
}
