/// Whether numbers from a file can be those of a run. Numbers that pass cannot make arithmetic overflow when the run resumes or is drawn.
extension RunProgress {
    /// The greatest number of steps, sequences and targets of a run: far beyond any practical run, and far below the end of `Int`.
    static let greatestCount = 1 << 40

    func isSound(for plan: TrainingPlan) -> Bool {
        let counts = 0...Self.greatestCount
        return counts ~= step && 0...step ~= stepInEpoch && 0...min(step, TrainingPlan.greatestEpochs) ~= epoch && epoch <= plan.epochs
            && counts ~= stepsPerEpoch && 0...Double(Self.greatestCount) ~= targets && 0...step ~= keptStep
            && learningRate.isRate && lastLearningRate.isRate && lossSum.isFinite && gradientNorm.isNorm
            && layerGradientNorms.allSatisfy(\.isNorm)
            && (gradients.map { $0.isSound(steps: step) && $0.layers ?? layerGradientNorms.count == layerGradientNorms.count } ?? true)
            && losses.isSound(steps: step) && history.isSound(epochs: epoch, steps: step, hasFailed: hasFailed)
            && 0...step ~= optimizerStart ?? 0 && (continuedAt ?? []).allSatisfy { 0...step ~= $0 }
            && plateau?.isSound(epochs: epoch) ?? true && areChangesSound && (end?.isSound(epochs: epoch, steps: step) ?? true)
    }

    /// Whether a checkpoint can hold the weights of a best epoch.
    func hasBestWeights(_ plan: TrainingPlan) -> Bool { plan.keepsBest && history.best != nil }

    var hasFailed: Bool { end?.isFailure ?? false }

    private var areChangesSound: Bool {
        var least = 0
        for change in changes {
            guard least...step ~= change.step else { return false }
            if case .learningRate(let rate) = change.change, !rate.isRate { return false }
            least = change.step
        }
        return true
    }
}

extension RunProgress.RunEnd {
    fileprivate func isSound(epochs: Int, steps: Int) -> Bool {
        guard case .failed(let failure) = self else { return true }
        let isPlaceSound =
            switch failure.place {
            case .loss(let step, let layer): 0...(steps + 1) ~= step && 0...(1 << 20) ~= layer?.index ?? 0
            case .testLoss(let step), .weights(let step): 0...steps ~= step
            }
        let isKeptSound =
            switch failure.kept {
            case .beforeTraining: true
            case .step(let step): 0...steps ~= step
            case .bestEpoch(let epoch): 0...epochs ~= epoch
            }
        return isPlaceSound && isKeptSound
    }
}

extension LossHistory {
    /// Whether this can be the history of `steps` losses.
    func isSound(steps: Int) -> Bool {
        guard bins.count <= Self.capacity, 1...RunProgress.greatestCount ~= stepsPerBin, stepsPerBin.nonzeroBitCount == 1,
            bins.dropLast().allSatisfy({ $0.count == stepsPerBin }), 1...stepsPerBin ~= bins.last?.count ?? 1,
            bins.allSatisfy({ -.infinity < $0.least && $0.least <= $0.greatest && -.infinity < $0.sum })
        else { return false }
        return max(0, bins.count - 1) * stepsPerBin + (bins.last?.count ?? 0) == steps
    }
}

extension EpochHistory {
    /// Whether this can be the history of so many epochs and steps.
    ///
    /// - Parameter hasFailed: whether the numbers of the last epoch may be those that ended the run.
    func isSound(epochs: Int, steps: Int, hasFailed: Bool) -> Bool {
        guard results.count <= Self.capacity, 1...TrainingPlan.greatestEpochs * 2 ~= spacing, results.last?.epoch ?? 0 == epochs,
            !leastLoss.isNaN
        else { return false }
        var last = (epoch: 0, step: 0)
        for result in results {
            guard result.epoch > last.epoch, result.epoch <= epochs, last.step...steps ~= result.step,
                result.isSound(mayBeNaN: hasFailed && result.epoch == epochs)
            else { return false }
            last = (result.epoch, result.step)
        }
        guard let best else { return leastLoss == .infinity }
        return results.contains { $0.epoch == best && $0.test?.loss == leastLoss }
    }
}

extension EpochResult {
    fileprivate func isSound(mayBeNaN: Bool) -> Bool {
        trainLoss.isFinite && 0...1e15 ~= sequencesPerSecond && 0...1e15 ~= symbolsPerSecond ?? 0 && (test?.isSound ?? true)
            && (mayBeNaN || test?.loss.isFinite ?? true)
    }
}

extension Evaluation {
    /// Whether the numbers are consistent with each other.
    var isSound: Bool {
        let whole = weight ?? Double(count)
        guard 0...RunProgress.greatestCount ~= count, 0...(1 << 30) ~= classes, error.map({ 0...1 ~= $0 }) ?? true,
            confusion.isEmpty || (classes <= Self.greatestConfusion && confusion.count == classes * classes),
            0...1e30 ~= weight ?? 0, confusion.allSatisfy({ 0...whole ~= $0 }), confusion.reduce(0, +) <= whole * 1.001,
            ranks.count <= Self.greatestRank, ranks.allSatisfy({ 0...whole ~= $0 }), ranks.reduce(0, +) <= whole * 1.001
        else { return false }
        guard (labels ?? []).allSatisfy({ 0...whole ~= $0.real && 0...whole ~= $0.said && 0...whole ~= $0.right }) else { return false }
        guard entities.map({ 0...whole ~= $0.real && 0...whole ~= $0.said && 0...min($0.real, $0.said) ~= $0.right }) ?? true else {
            return false
        }
        guard (valueErrorByStep ?? []).allSatisfy({ $0.isNaN || $0 >= 0 }), (countByStep ?? []).allSatisfy({ 0...count ~= $0 }) else {
            return false
        }
        return [errorByStep.count, valueErrorByStep?.count ?? 0, countByStep?.count ?? 0].allSatisfy { $0 <= Self.greatestStep }
            && errorByStep.allSatisfy { $0.isNaN || 0...1 ~= $0 }
    }
}

extension Float {
    fileprivate var isRate: Bool { isFinite && self >= 0 }
    fileprivate var isNorm: Bool { isFinite && self >= 0 }
}
