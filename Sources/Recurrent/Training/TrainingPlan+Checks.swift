extension TrainingPlan {
    /// The greatest number of sequences in a step, and of epochs.
    private static let greatestBatch = 1_000_000
    static let greatestEpochs = 10_000_000

    func check(network: Network, task: SequenceTask, hasTest: Bool) throws(NetworkError) {
        func require(_ holds: Bool, _ problem: NetworkError.PlanProblem) throws(NetworkError) {
            if !holds { throw NetworkError(.plan(problem)) }
        }
        try require(1...Self.greatestEpochs ~= epochs, .epochs(epochs, most: Self.greatestEpochs))
        try require(1...Self.greatestBatch ~= batchSize, .batchSize(batchSize, most: Self.greatestBatch))
        try require(learningRate.isFinite && learningRate >= 0, .learningRate(learningRate))
        if let clipNorm { try require(clipNorm > 0, .clipNorm(clipNorm)) }
        if let clipValue { try require(clipValue > 0 && clipValue.isFinite, .clipValue(clipValue)) }
        try require(weightDecay.isFinite && weightDecay >= 0, .weightDecay(weightDecay))
        if let patience {
            try require(patience >= 1, .patience(patience))
        }
        try require(hasTest || (patience == nil && !keepsBest), .noTestData)
        if let classWeights {
            try require(task.predictsClasses, .weightsWithoutClasses)
            try require(loss != .crf, .weightsOfPaths)
            try require(classWeights.count == task.outputs, .weightCount(classWeights.count, classes: task.outputs))
            try require(classWeights.allSatisfy { $0.isFinite && $0 >= 0 } && classWeights.contains { $0 > 0 }, .weightValues)
        }
        if let bpttSteps {
            try require(bpttSteps >= 1, .window(bpttSteps))
            try require(!task.isTranscription && loss != .crf, .windowOfLabels)
            try require(task.predictsSteps && network.readsForward, .windowNetwork)
        }
        if let accumulatedBatches { try require(1...Self.greatestBatch ~= accumulatedBatches, .accumulatedBatches(accumulatedBatches)) }
        if let averageDecay { try require(averageDecay >= 0 && averageDecay < 1, .averageDecay(averageDecay)) }
        try require(loss.isSound, loss.quantiles.isEmpty ? .loss(loss) : .quantiles(loss.quantiles))
        let layers = network.layers.count
        if let frozen = frozenLayers?.first(where: { !(0..<layers ~= $0) }) {
            throw NetworkError(.plan(.frozenLayer(frozen, layers: layers)))
        }
        if let start = scheduleStart {
            try require(0..<epochs ~= start.epoch && 0...RunProgress.greatestCount ~= start.step, .schedule(schedule))
        }
        try schedule.check()
    }
}

extension TrainingPlan {
    /// The factor of the learning rate.
    ///
    /// - Parameters:
    ///   - epoch: the number of completed epochs.
    ///   - step: the number of completed steps, over all epochs.
    ///   - share: the completed share of the current epoch, 0...1.
    ///   - plateaus: the number of plateaus that the loss has reached.
    func rateFactor(epoch: Int, step: Int, share: Double, plateaus: Int) -> Double {
        let start = scheduleStart ?? ScheduleStart(epoch: 0, step: 0)
        let done = epoch - start.epoch
        return schedule.factor(
            epoch: done, step: step - start.step, progress: (Double(done) + share) / Double(epochs - start.epoch), plateaus: plateaus)
    }
}

extension LearningRateSchedule {
    fileprivate func check() throws(NetworkError) {
        let isRight =
            switch self {
            case .constant, .cosine, .oneCycle: true
            case .plateau(let factor, let patience): factor.isFinite && factor >= 0 && patience >= 1
            case .stepDecay(let factor, let epochs): factor.isFinite && factor >= 0 && epochs >= 1
            case .exponential(let factor): factor.isFinite && factor >= 0
            case .warmup(let steps): steps >= 1
            }
        if !isRight { throw NetworkError(.plan(.schedule(self))) }
    }

    /// The factor of the learning rate.
    ///
    /// - Parameters:
    ///   - epoch: the number of completed epochs.
    ///   - step: the number of completed steps, over all epochs.
    ///   - progress: the completed share of the whole run, 0...1.
    ///   - plateaus: the number of plateaus that the loss has reached.
    func factor(epoch: Int, step: Int, progress: Double, plateaus: Int) -> Double {
        switch self {
        case .constant: 1
        case .stepDecay(let factor, let epochs): power(Double(factor), epoch / epochs)
        case .exponential(let factor): power(Double(factor), epoch)
        case .cosine: (1 + ReproducibleMath.cosineOfHalfTurn(min(1, progress))) / 2
        case .warmup(let steps): min(1, Double(step + 1) / Double(steps))
        case .oneCycle:
            progress < Self.rise
                ? Self.between(1 / 25, 1, progress / Self.rise) : Self.between(1, 1 / 250_000, (progress - Self.rise) / (1 - Self.rise))
        case .plateau(let factor, _): power(Double(factor), plateaus)
        }
    }

    /// The share of the run after which one cycle reaches the full rate.
    private static let rise = 0.3

    /// Interpolates between two numbers along half a cosine.
    private static func between(_ first: Double, _ last: Double, _ share: Double) -> Double {
        last + (first - last) * (1 + ReproducibleMath.cosineOfHalfTurn(min(1, share))) / 2
    }

    private func power(_ base: Double, _ exponent: Int) -> Double {
        var (result, square, rest) = (1.0, base, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result *= square }
            square *= square
            rest >>= 1
        }
        return result
    }
}
