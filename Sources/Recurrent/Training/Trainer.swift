import Datasets
import Dispatch

/// Runs a training run on its queue, from the first step to the last.
final class Trainer {
    let job: TrainingJob
    let mailbox: RunMailbox
    var progress: RunProgress
    var pending: ArraySlice<RecordedChange>
    var snapshot: TrainingSnapshot
    var best: [Tensor]
    var speed = SpeedMeter()
    var epochSeconds = 0.0
    var epochSequences = 0
    var epochSymbols = 0
    var evaluationSeconds = 0.0
    var exampleWatcher: ExampleWatcher
    var liveSample: LiveSample
    let publisher: Publisher
    let checkpointWriter: CheckpointWriter?
    var gradients: GradientHistory
    /// The number of changes in the last checkpoint.
    var savedChanges: Int
    var orders: RunOrders
    /// Weights are copied once in this many steps, and kept once a step with them has succeeded.
    private static let stepsBetweenCopies = 64

    /// Why a run ends.
    private enum Conclusion {
        case end(RunProgress.RunEnd)
        case suspension
    }

    init(_ job: TrainingJob, _ mailbox: RunMailbox) {
        self.job = job
        self.mailbox = mailbox
        progress = job.checkpoint?.progress ?? RunProgress(learningRate: job.plan.learningRate)
        savedChanges = progress.changes.count
        orders = RunOrders(mailbox, job.ranks)
        best = job.checkpoint?.best ?? []
        snapshot = job.firstSnapshot
        progress.stepsPerEpoch = snapshot.stepsPerEpoch
        let done = Set(progress.changes)
        let step = progress.step
        pending = job.changes.filter { $0.step >= step && !done.contains($0) }[...]
        gradients = progress.gradients ?? GradientHistory(start: step)
        exampleWatcher = ExampleWatcher(job)
        liveSample = LiveSample(job)
        publisher = Publisher(mailbox)
        checkpointWriter = job.checkpoints.map { CheckpointWriter($0) }
    }

    func run() {
        mailbox.forgetPredictor()
        do throws(NetworkError) {
            let executor = try makeExecutor()
            publish(.running)
            switch try hasSameRanks() ? train(executor) : .suspension {
            case .end(let end):
                settle(executor, hasFailed: end.isFailure)
                progress.end = end
                let last = checkpoint(executor)
                mailbox.end.withLock { $0 = last }
                save(executor, waits: true)
                // A short run may end before it has published anything.
                if snapshot.sample.isEmpty { addSample(executor) }
                finish(end.phase)
            case .suspension:
                // The state is that of an unfinished run: its result is settled afterwards, for this run alone.
                save(executor, waits: true)
                settle(executor, hasFailed: false)
                finish(.suspended)
            }
        } catch {
            finish(.failed(.network(error)))
        }
    }

    /// Whether all ranks, if there are several, are about to run the same training.
    private func hasSameRanks() -> Bool {
        guard let ranks = job.ranks else { return true }
        ranks.check(batch: job.batches(epoch: progress.epoch).greatestBatch)
        return (try? ranks.compare(job.identity.digest, otherwise: .otherRun)) != nil
    }

    /// Chooses the weights that the run returns.
    private func settle(_ executor: Executor, hasFailed: Bool) {
        if job.plan.keepsBest, !best.isEmpty {
            mailbox.model.withLock { $0.parameters = best }
        } else if !hasFailed {
            keep(given(executor))
        }
    }

    /// The weights that a run returns as its current ones: their running average if there is one.
    private func given(_ executor: Executor) -> [Tensor] { job.plan.averageDecay == nil ? executor.parameters : executor.averages }

    private func makeExecutor() throws(NetworkError) -> Executor {
        let plan = job.plan
        let size = job.greatestBatch
        var model = mailbox.model.withLock { $0 }
        if let checkpoint = job.checkpoint { model.parameters = checkpoint.weights }
        let executor = try Executor(
            model: model, isSymbolic: job.train.isSymbolic, maximumBatch: size.sequences, maximumSteps: size.steps,
            optimizer: plan.optimizer, averages: plan.averageDecay != nil, accumulates: job.batchesPerStep > 1, threads: job.threads,
            ranks: job.ranks)
        if let checkpoint = job.checkpoint {
            if !checkpoint.averages.isEmpty { try executor.restore(averages: checkpoint.averages) }
            // A run that continues from weights alone, or with another optimizer, has no state to restore.
            if checkpoint.optimizerState.count == plan.optimizer.stateCount * model.parameters.count {
                try executor.restore(
                    optimizerState: checkpoint.optimizerState, updates: progress.step - (progress.optimizerStart ?? 0))
            }
            if plan.bpttSteps != nil, progress.stepInEpoch > 0 { try executor.restore(recurrentState: checkpoint.recurrentState) }
        }
        return executor
    }

    private func train(_ executor: Executor) throws(NetworkError) -> Conclusion {
        while progress.epoch < job.plan.epochs, !progress.isOutOfPatience(job.plan, from: job.patienceStart) {
            if let conclusion = try trainEpoch(executor) ?? endEpoch(executor) { return conclusion }
        }
        return .end(.finished)
    }

    /// - Returns: why the run ends, if it ends inside this epoch.
    private func trainEpoch(_ executor: Executor) throws(NetworkError) -> Conclusion? {
        let plan = job.plan
        let batches = job.batches(epoch: progress.epoch)
        let (steps, perStep) = (job.steps(of: batches), job.batchesPerStep)
        progress.stepsPerEpoch = steps
        var settings = StepSettings(plan)
        (epochSeconds, epochSequences, epochSymbols) = (0, 0, 0)
        speed.skip()
        orders.askAgain()

        while progress.stepInEpoch < steps {
            if let conclusion = obey(executor) { return conclusion }
            if checkpointWriter?.isDue == true { save(executor) }
            let places = (progress.stepInEpoch * perStep)..<min(batches.count, (progress.stepInEpoch + 1) * perStep)
            let group = places.enumerated().map { number, place in
                let slices = batches.batch(at: place)
                return (
                    batch: Batch.training(
                        slices.rows, from: job.train.storage, seed: plan.seed, step: progress.step * perStep + number, ranks: job.ranks),
                    continuesState: slices.continuesState
                )
            }
            for place in places.upperBound..<min(batches.count, places.upperBound + perStep) {
                Batch.expect(batches.batch(at: place).rows, from: job.train.storage, ranks: job.ranks)
            }
            settings.step = progress.step
            if job.ranks != nil { settings.orders = orders.own() }
            settings.learningRate = learningRate(share: Double(progress.stepInEpoch) / Double(steps))
            let before = progress.step % Self.stepsBetweenCopies == 0 ? given(executor) : nil
            let result = executor.trainingStep(group, settings)
            guard job.ranks?.failure == nil else { return .suspension }
            orders.take(result.orders)
            guard result.isFinite else {
                let layer = result.nonFiniteLayer.map { NumberFailure.NumberedLayer(index: $0, layer: job.network.layers[$0]) }
                return failure(.loss(step: progress.step + 1, layer: layer))
            }
            if let before { keep(before) }

            progress.step += 1
            progress.stepInEpoch += 1
            progress.lossSum += result.loss * result.weight
            progress.targets += result.weight
            progress.gradientNorm = result.gradientNorm
            progress.losses.append(Float(result.loss))
            progress.lastLearningRate = settings.learningRate
            progress.layerGradientNorms = result.layerNorms
            gradients.append(result.layerNorms, isClipped: result.isClipped)
            let sequences = group.reduce(0) { $0 + $1.batch.count }
            let symbols = group.reduce(0) { $0 + $1.batch.rows.reduce(0) { $0 + $1.steps.count } }
            epochSeconds += speed.step(sequences: sequences, symbols: symbols)
            epochSequences += sequences
            epochSymbols += symbols
            if publisher.isDue { publish(.running, executor) }
        }
        return nil
    }

    private func learningRate(share: Double) -> Float {
        let factor = job.plan.rateFactor(
            epoch: progress.epoch, step: progress.step, share: share, plateaus: progress.plateau?.count ?? 0)
        return Float(Double(progress.learningRate) * factor)
    }

    /// - Returns: how the run ends, if the epoch failed.
    private func endEpoch(_ executor: Executor) -> Conclusion? {
        let clock = ContinuousClock()
        var test: Evaluation?
        if let data = job.test {
            publishIfDue(.evaluating)
            let start = clock.now
            test = executor.withAverages { executor.evaluate(data, job.testBatches(data), task: job.task) }
            evaluationSeconds = (clock.now - start).seconds
            guard job.ranks?.failure == nil else { return .suspension }
        }
        progress.epoch += 1
        var result = EpochResult(
            epoch: progress.epoch, step: progress.step, trainLoss: progress.targets > 0 ? progress.lossSum / progress.targets : 0,
            test: test,
            sequencesPerSecond: epochSeconds > 0 ? Double(epochSequences) / epochSeconds : 0)
        if job.train.isOneText { result.symbolsPerSecond = epochSeconds > 0 ? Double(epochSymbols) / epochSeconds : 0 }
        let isBest = progress.history.append(result)
        if case .plateau(_, let patience) = job.plan.schedule {
            progress.plateau = progress.plateau ?? LossPlateau()
            progress.plateau?.note(test?.loss ?? result.trainLoss, patience: patience)
        }
        (progress.stepInEpoch, progress.lossSum, progress.targets) = (0, 0, 0)
        let parameters = given(executor)
        guard test?.loss.isFinite ?? true, parameters.allSatisfy({ $0.values.allSatisfy(\.isFinite) }) else {
            return failure(test == nil ? .weights(step: progress.step) : .testLoss(step: progress.step))
        }
        if isBest, job.plan.keepsBest { best = parameters }
        keep(parameters)
        publishIfDue(.running, executor)
        if checkpointWriter?.isDue == true { save(executor) }
        job.onEpochEnd?(
            EpochEnd(
                result: result, learningRate: progress.lastLearningRate, gradientNorm: progress.gradientNorm, parameters: parameters))
        job.onEpoch(result)
        return nil
    }

    /// Makes the run return these weights, those after the current number of steps, until newer ones have succeeded.
    private func keep(_ parameters: [Tensor]) {
        mailbox.model.withLock { $0.parameters = parameters }
        progress.keptStep = progress.step
    }

    /// Applies the changes recorded for this step and the orders given now; waits while paused.
    ///
    /// - Returns: why the run ends, if it does.
    private func obey(_ executor: Executor) -> Conclusion? {
        while let next = pending.first, next.step <= progress.step {
            pending.removeFirst()
            apply(next.change)
            if next.change == .stop { return .end(.stopped) }
        }
        var isPauseSaved = false
        while true {
            guard let told = orders.next(step: progress.step + 1) else { return .suspension }
            if let rate = told.learningRate, rate != progress.learningRate {
                apply(.learningRate(rate))
                checkpointWriter?.hasten()
            }
            if told.wantsStop {
                apply(.stop)
                return .end(.stopped)
            }
            if told.wantsSuspension { return .suspension }
            guard told.isPaused else { return nil }
            publish(.paused, executor)
            // A pause may be long, and the process may end during it.
            if !isPauseSaved || (savedChanges < progress.changes.count && checkpointWriter?.isDue == true) { save(executor) }
            isPauseSaved = true
            _ = mailbox.wake.wait(timeout: .now() + .milliseconds(100))
            speed.skip()
            if !mailbox.orders.withLock({ $0.isPaused }) { publish(.running) }
        }
    }

    private func apply(_ change: RecordedChange.Change) {
        progress.changes.append(RecordedChange(step: progress.step, change: change))
        let changes = progress.changes
        mailbox.changes.withLock { $0 = changes }
        switch change {
        case .learningRate(let rate):
            progress.learningRate = rate
            progress.lastLearningRate = rate
        case .stop: break
        }
    }

    private func failure(_ place: NumberFailure.Place) -> Conclusion {
        let kept: NumberFailure.KeptWeights =
            if job.plan.keepsBest, let best = progress.history.best {
                .bestEpoch(best)
            } else if progress.keptStep == 0 {
                .beforeTraining
            } else {
                .step(progress.keptStep)
            }
        return .end(.failed(NumberFailure(place: place, kept: kept)))
    }
}
