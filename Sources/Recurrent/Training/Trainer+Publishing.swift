import Datasets

/// What a run publishes while it trains, and what of it is saved.
extension Trainer {
    /// Between two snapshots only the phase is published. A snapshot shares the arrays of losses and epochs, which are then copied when the
    /// next element is appended: if epochs are shorter than the time between two looks, each would cost a copy of the whole history.
    func publishIfDue(_ phase: TrainingSnapshot.Phase, _ executor: Executor? = nil) {
        if publisher.isDue { publish(phase, executor) } else { publisher.show(phase) }
    }

    func publish(_ phase: TrainingSnapshot.Phase, _ executor: Executor? = nil) {
        snapshot.phase = phase
        snapshot.epoch = progress.epoch
        snapshot.step = progress.step
        snapshot.stepsPerEpoch = progress.stepsPerEpoch
        snapshot.learningRate = progress.lastLearningRate
        snapshot.layerGradientNorms = progress.layerGradientNorms
        snapshot.gradients = gradients
        snapshot.stopsAt = stop
        snapshot.losses = progress.losses
        snapshot.history = progress.history.results
        snapshot.gradientNorm = progress.gradientNorm
        snapshot.sequencesPerSecond = speed.sequencesPerSecond
        if job.train.isOneText { snapshot.symbolsPerSecond = speed.symbolsPerSecond }
        snapshot.secondsLeft = phase.isEnd ? 0 : secondsLeft
        if let executor {
            let watchedExample = mailbox.orders.withLock { $0.watchedExample }
            snapshot.stepwisePrediction = exampleWatcher.stepwisePrediction(
                watchedExample, executor, step: progress.step, previous: snapshot.stepwisePrediction)
            addSample(executor)
        }
        snapshot.checkpointProblem = checkpointWriter?.problem
        publisher.publish(snapshot)
    }

    func addSample(_ executor: Executor) {
        guard mailbox.orders.withLock({ $0.watchedExample }) != nil else { return }
        snapshot.sample = liveSample.sample(executor, step: progress.step, previous: snapshot.sample)
    }

    private var secondsLeft: Double? {
        guard let step = speed.secondsPerStep else { return nil }
        let epochs = job.plan.epochs - progress.epoch
        let steps = epochs * snapshot.stepsPerEpoch - progress.stepInEpoch
        guard let stop, snapshot.stepsPerEpoch > 0, stop - progress.step < steps else {
            return max(0, Double(steps)) * step + Double(epochs) * evaluationSeconds
        }
        let left = max(0, stop - progress.step)
        return Double(left) * step + Double((progress.stepInEpoch + left) / snapshot.stepsPerEpoch) * evaluationSeconds
    }

    /// The step at which a recorded change ends the run; nil for none.
    private var stop: Int? { pending.first { $0.change == .stop }?.step }

    func finish(_ phase: TrainingSnapshot.Phase) {
        mailbox.forgetPredictor()
        if let example = mailbox.orders.withLock({ $0.watchedExample }),
            let stepwisePrediction = mailbox.stepwisePrediction(job.watchedData, example: example)
        {
            snapshot.stepwisePrediction = stepwisePrediction
            snapshot.stepwisePrediction?.trainingStep = progress.step
        }
        publish(phase)
    }

    func save(_ executor: Executor, waits: Bool = false) {
        savedChanges = progress.changes.count
        checkpointWriter?.write(waits: waits) { checkpoint(executor) }
    }

    func checkpoint(_ executor: Executor) -> Checkpoint {
        var progress = progress
        progress.gradients = gradients
        return Checkpoint(
            completed: mailbox.model.withLock { $0 }, identity: job.identity, progress: progress, weights: executor.parameters,
            best: best, averages: executor.averages, optimizerState: executor.optimizerState,
            recurrentState: job.plan.bpttSteps == nil ? [] : executor.recurrentState)
    }
}
