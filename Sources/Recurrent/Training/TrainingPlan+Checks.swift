extension TrainingPlan {
    /// Most sequences a step, and most epochs.
    private static let greatestBatch = 1_000_000
    private static let greatestEpochs = 10_000_000

    func check(network: Network, task: SequenceTask, hasTest: Bool) throws(NetworkError) {
        func require(_ holds: Bool, _ problem: @autoclosure () -> String) throws(NetworkError) {
            if !holds { throw NetworkError(problem()) }
        }
        try require(1...Self.greatestEpochs ~= epochs, "epochs is \(epochs); it must be 1 to \(Self.greatestEpochs).")
        try require(1...Self.greatestBatch ~= batchSize, "The batch size is \(batchSize); it must be 1 to \(Self.greatestBatch).")
        try require(
            learningRate.isFinite && learningRate >= 0, "The learning rate is \(learningRate); it must be 0 or more, such as 0.001.")
        if let clipNorm { try require(clipNorm > 0, "The norm to clip at is \(clipNorm); it must be more than 0, such as 1.") }
        try require(weightDecay.isFinite && weightDecay >= 0, "The weight decay is \(weightDecay); it must be 0 or more.")
        if let patience {
            try require(patience >= 1, "The patience is \(patience) epochs; it must be 1 or more.")
        }
        try require(hasTest || (patience == nil && !keepsBest), "To stop early, or to keep the best weights, a run needs data to test on.")
        if let classWeights {
            try require(task.predictsClasses, "Class weights need classes, but the network predicts values.")
            try require(
                classWeights.count == task.outputs,
                "There are \(classWeights.count) class weights for \(task.outputs) classes; there must be one for each.")
            try require(
                classWeights.allSatisfy { $0.isFinite && $0 >= 0 } && classWeights.contains { $0 > 0 },
                "Class weights must be 0 or more, and not all 0.")
        }
        if let bpttSteps {
            try require(bpttSteps >= 1, "A window has \(bpttSteps) steps; it must have 1 or more.")
            try require(
                task.predictsSteps && network.readsForward,
                "Windows of steps need a network that predicts at each step and reads forward: without last, mean and bidirectional layers."
            )
        }
        try schedule.check()
    }
}

extension LearningRateSchedule {
    fileprivate func check() throws(NetworkError) {
        let isRight =
            switch self {
            case .constant, .cosine: true
            case .stepDecay(let factor, let epochs): factor.isFinite && factor >= 0 && epochs >= 1
            case .exponential(let factor): factor.isFinite && factor >= 0
            case .warmup(let steps): steps >= 1
            }
        if !isRight { throw NetworkError("The schedule \(self) cannot be: factors must be 0 or more, epochs and steps 1 or more.") }
    }

    /// What the learning rate is multiplied by.
    ///
    /// - Parameters:
    ///   - epoch: epochs completed.
    ///   - step: steps done, over all epochs.
    ///   - progress: share of the whole run that is done, 0...1.
    func factor(epoch: Int, step: Int, progress: Double) -> Double {
        switch self {
        case .constant: 1
        case .stepDecay(let factor, let epochs): power(Double(factor), epoch / epochs)
        case .exponential(let factor): power(Double(factor), epoch)
        case .cosine: (1 + Elementary.cosineOfHalfTurn(min(1, progress))) / 2
        case .warmup(let steps): min(1, Double(step + 1) / Double(steps))
        }
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
