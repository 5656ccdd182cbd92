extension SequenceDataset {
    /// Windows of `length` steps, one beginning every `stride` steps of each sequence. They keep the targets of their steps, or of their sequence; with a
    /// `horizon` the target of a window is one vector, the values of so many steps after it, step by step.
    ///
    ///     csv("prices.csv").windows(length: 24, horizon: 12)
    ///
    /// Features that are known ahead stand in each step for all steps of the horizon. Sequences that are too short for a window are left out.
    ///
    /// - Parameter horizon: only for data whose target is the next step.
    /// - Throws: `DataError` where no sequence is long enough, data is cut into windows already, there is nothing to forecast, or there would be more numbers
    ///   than memory holds.
    /// - Complexity: O(windows x length x features), which is copied.
    public func windows(length: Int, stride: Int = 1, horizon: Int? = nil) throws(DataError) -> SequenceDataset {
        precondition(length > 0 && stride > 0 && horizon ?? 1 > 0, "windows have steps")
        guard storage.details.windows == nil else { throw DataError(.operation(.windowsAlready(data: name))) }
        let isForecast = storage.details.predictsNextStep
        guard horizon == nil || isForecast else { throw DataError(.operation(.noHorizon(data: name))) }
        let (needed, overflow) = length.addingReportingOverflow((horizon ?? 1) - 1)
        let longest = longest
        guard !overflow, longest >= needed else {
            throw DataError(.operation(.windowTooLong(data: name, steps: overflow ? .max : needed, longest: longest)))
        }
        var cuts: [WindowCut] = []
        for sequence in 0..<count where self.length(sequence) >= needed {
            let first = steps(sequence).lowerBound
            for start in Swift.stride(from: 0, through: self.length(sequence) - needed, by: stride) {
                cuts.append(WindowCut(sequence: sequence, start: start, step: first + start))
            }
        }
        try checkMemory(windows: cuts.count, length: length, horizon: horizon ?? 1)
        let steps = cuts.map { $0.step..<($0.step + length) }
        var details = storage.details
        details.windows = WindowPlaces(
            series: cuts.map(\.sequence), starts: cuts.map(\.start),
            // Of series whose next step is predicted the last step is a target only.
            lengths: (0..<count).map { self.length($0) + (isForecast ? 1 : 0) },
            targets: horizon.map { length..<(length + $0) } ?? (isForecast ? 1..<(length + 1) : 0..<length))
        let inputs = storage.inputs.rows(steps)
        let targets = windowTargets(cuts, steps, length: length, horizon: horizon)
        if let horizon {
            let predicted = details.predictedFeatures
            details.predictedFeatures = (0..<horizon).flatMap { _ in predicted }
            details.targetScale = details.targetScale.map { scale in
                scale.reordered((0..<(scale.mean.count * horizon)).map { $0 % scale.mean.count })
            }
        }
        return SequenceDataset(
            name: name, presentation: presentation, inputs: lookingAhead(inputs, steps, horizon: horizon ?? 1, &details), targets: targets,
            offsets: Array(Swift.stride(from: 0, through: cuts.count * length, by: length)), details: details)
    }

    /// A window that is to be cut out.
    private struct WindowCut {
        /// Of which sequence.
        var sequence: Int
        /// At which step of it.
        var start: Int
        /// The same step, counted over all steps of the storage.
        var step: Int
    }

    private func checkMemory(windows: Int, length: Int, horizon: Int) throws(DataError) {
        let width =
            if case .features(_, let width) = storage.inputs { width + storage.details.knownFeatures.count * (horizon - 1) } else { 1 }
        let (numbers, overflow) = windows.multipliedReportingOverflow(by: length * width)
        let most = MachineMemory.bytes / 2 / MemoryLayout<Float>.stride
        guard !overflow, numbers <= most else {
            throw DataError(.operation(.tooManyWindows(data: name, windows: windows, numbers: length * width, most: most)))
        }
    }

    private func windowTargets(_ cuts: [WindowCut], _ steps: [Range<Int>], length: Int, horizon: Int?) -> Targets {
        if let horizon, case .stepValues(let values, let width) = storage.targets {
            // The target of a row is the step after it.
            let rows = cuts.map { ($0.step + length - 1)..<($0.step + length - 1 + horizon) }
            return .sequenceValues(
                values: rows.flatMap { values[($0.lowerBound * width)..<($0.upperBound * width)] }, width: width * horizon)
        }
        switch storage.targets {
        case .sequenceClasses(let labels, let names):
            return .sequenceClasses(labels: cuts.map { labels[selection[$0.sequence]] }, names: names)
        case .sequenceValues(let values, let width):
            let rows = cuts.map { selection[$0.sequence] * width }
            return .sequenceValues(values: rows.flatMap { values[$0..<($0 + width)] }, width: width)
        case .stepClasses, .stepValues, .nextSymbol: return storage.targets.rows(steps)
        }
    }

    /// Features that are known ahead for all steps of the horizon.
    private func lookingAhead(_ inputs: Inputs, _ steps: [Range<Int>], horizon: Int, _ details: inout Details) -> Inputs {
        let known = details.knownFeatures
        guard horizon > 1, !known.isEmpty, case .features(let values, let width) = inputs, case .features(let all, _) = storage.inputs
        else {
            return inputs
        }
        var wider: [Float] = []
        wider.reserveCapacity(values.count / width * (width + known.count * (horizon - 1)))
        var row = 0
        for step in steps.joined() {
            wider += values[(row * width)..<((row + 1) * width)]
            for ahead in 1..<horizon { for feature in known { wider.append(all[(step + ahead) * width + feature]) } }
            row += 1
        }
        let origins = Array(0..<width) + (1..<horizon).flatMap { _ in known }
        if !details.featureNames.isEmpty {
            let names = details.featureNames
            details.featureNames += (1..<horizon).flatMap { ahead in known.map { "\(names[$0]) +\(ahead + 1)" } }
        }
        details.inputScale = details.inputScale?.reordered(origins)
        details.knownFeatures += Array(width..<origins.count)
        return .features(values: wider, width: origins.count)
    }
}

extension SequenceDataset.Inputs {
    /// The steps in these ranges, one range after another.
    func rows(_ steps: [Range<Int>]) -> SequenceDataset.Inputs {
        switch self {
        case .features(let values, let width):
            .features(values: steps.flatMap { values[($0.lowerBound * width)..<($0.upperBound * width)] }, width: width)
        case .symbols(let ids, let vocabulary): .symbols(ids: steps.flatMap { ids[$0] }, vocabulary: vocabulary)
        }
    }
}

extension SequenceDataset.Targets {
    /// Those of the steps in these ranges, one range after another; targets of sequences are as they were.
    func rows(_ steps: [Range<Int>]) -> SequenceDataset.Targets {
        switch self {
        case .stepClasses(let labels, let names): .stepClasses(labels: steps.flatMap { labels[$0] }, names: names)
        case .stepValues(let values, let width):
            .stepValues(values: steps.flatMap { values[($0.lowerBound * width)..<($0.upperBound * width)] }, width: width)
        case .nextSymbol, .sequenceClasses, .sequenceValues: self
        }
    }
}

extension DataPair {
    /// All parts cut into windows, each on its own, so that no step of one part is seen in another.
    ///
    /// - Throws: as `SequenceDataset.windows`.
    /// - Complexity: O(windows x length x features), which is copied.
    public func windows(length: Int, stride: Int = 1, horizon: Int? = nil) throws(DataError) -> DataPair {
        try map { part throws(DataError) in try part.windows(length: length, stride: stride, horizon: horizon) }
    }
}
