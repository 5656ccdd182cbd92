extension SequenceDataset {
    /// Windows of `length` steps, one every `stride` steps of each sequence. They keep the targets of their steps, or of their sequence;
    /// with a `horizon` the target of a window is one vector, the values of the next `horizon` steps, step by step.
    ///
    ///     csv("prices.csv").windows(length: 24, horizon: 12)
    ///
    /// For features that are known ahead, each step holds the values for all steps of the horizon. Sequences shorter than a window are left
    /// out, as are windows followed only by missing values.
    ///
    /// - Parameters:
    ///   - length: the number of steps in a window.
    ///   - stride: the number of steps from the beginning of one window to that of the next.
    ///   - horizon: the number of steps to predict; only for data whose target is the next step.
    ///   - isRelative: whether predicted features and their future values are taken relative to the last step of each window, so that what
    ///     is learned at one level applies at others.
    /// - Throws: `DataError` if no sequence is long enough, the data already consists of windows, there is nothing to forecast, or the
    ///   numbers would not fit in memory.
    /// - Complexity: O(windows x length x features), which are copied.
    public func windows(length: Int, stride: Int = 1, horizon: Int? = nil, isRelative: Bool = false) throws(DataError) -> SequenceDataset {
        precondition(length > 0 && stride > 0 && horizon ?? 1 > 0, "windows have steps")
        guard storage.details.windows == nil else { throw DataError(.operation(.windowsAlready(data: name))) }
        if case .labelSequences = storage.targets { throw DataError(.operation(.cutsLabels(data: name))) }
        let isForecast = storage.details.predictsNextStep
        guard horizon == nil || isForecast else { throw DataError(.operation(.noHorizon(data: name))) }
        guard !isRelative || horizon != nil && !storage.details.predictedFeatures.isEmpty else {
            throw DataError(.operation(.relativeWithoutHorizon(data: name)))
        }
        let (needed, overflow) = length.addingReportingOverflow((horizon ?? 1) - 1)
        let longest = longest
        guard !overflow, longest >= needed else {
            throw DataError(.operation(.windowTooLong(data: name, steps: overflow ? .max : needed, longest: longest)))
        }
        var cuts: [WindowCut] = []
        for sequence in 0..<count where self.length(sequence) >= needed {
            let first = steps(sequence).lowerBound
            for start in Swift.stride(from: 0, through: self.length(sequence) - needed, by: stride)
            where hasTarget((first + start + length - 1)..<(first + start + needed), horizon) {
                cuts.append(WindowCut(sequence: sequence, start: start, step: first + start))
            }
        }
        guard !cuts.isEmpty else { throw DataError(.operation(.noTargets(data: name))) }
        try checkMemory(windows: cuts.count, length: length, horizon: horizon ?? 1)
        let steps = cuts.map { $0.step..<($0.step + length) }
        var details = storage.details
        details.windows = WindowPlaces(
            series: cuts.map(\.sequence), starts: cuts.map(\.start),
            targets: horizon.map { length..<(length + $0) } ?? (isForecast ? 1..<(length + 1) : 0..<length))
        if !details.times.isEmpty { details.times = steps.flatMap { storage.details.times[$0] } }
        if !details.stepWeights.isEmpty { details.stepWeights = steps.flatMap { storage.details.stepWeights[$0] } }
        if !details.weights.isEmpty { details.weights = cuts.map { weight($0.sequence) } }
        details.sequenceNames = details.sequenceNames == nil ? nil : cuts.compactMap { sequenceName($0.sequence) }
        var inputs = storage.inputs.rows(steps)
        var targets = windowTargets(cuts, steps, length: length, horizon: horizon)
        if isRelative { takeLevels(&inputs, &targets, length: length, &details) }
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

    /// Subtracts from the predicted features of each window their values at its last step, or at the last step with a value.
    private func takeLevels(_ inputs: inout Inputs, _ targets: inout Targets, length: Int, _ details: inout Details) {
        guard case .features(var values, let width) = inputs, case .sequenceValues(var wanted, let outputs) = targets else { return }
        let predicted = details.predictedFeatures
        details.isRelative = true
        for window in 0..<(wanted.count / outputs) {
            let rows = (window * length)..<((window + 1) * length)
            for (column, feature) in predicted.enumerated() {
                func isPresent(_ row: Int) -> Bool { details.masks[feature].map { values[row * width + $0] != 0 } ?? true }
                let level = rows.last(where: isPresent).map { values[$0 * width + feature] } ?? 0
                for row in rows where isPresent(row) { values[row * width + feature] -= level }
                for place in Swift.stride(from: window * outputs + column, to: (window + 1) * outputs, by: predicted.count) {
                    wanted[place] -= level
                }
                details.levels.append(level * (details.inputScale?.deviation[feature] ?? 1))
            }
        }
        (inputs, targets) = (.features(values: values, width: width), .sequenceValues(values: wanted, width: outputs))
    }

    /// Whether a window with a horizon that predicts these rows has any known target.
    private func hasTarget(_ rows: Range<Int>, _ horizon: Int?) -> Bool {
        guard horizon != nil, case .stepValues(let values, let width) = storage.targets else { return true }
        return values[(rows.lowerBound * width)..<(rows.upperBound * width)].contains { !$0.isNaN }
    }

    /// A window to be cut out.
    private struct WindowCut {
        /// The index of its sequence.
        var sequence: Int
        /// Its first step in the sequence.
        var start: Int
        /// The same step, counted over all steps of the storage.
        var step: Int
    }

    private func checkMemory(windows: Int, length: Int, horizon: Int) throws(DataError) {
        let width =
            if case .features(_, let width) = storage.form { width + storage.details.knownFeatures.count * (horizon - 1) } else { 1 }
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
        case .sequenceLabels(let values, let names):
            let rows = cuts.map { selection[$0.sequence] * names.count }
            return .sequenceLabels(values: rows.flatMap { values[$0..<($0 + names.count)] }, names: names)
        case .labelSequences(let labels, let names):
            return .labelSequences(labels: labels.select(cuts.map { selection[$0.sequence] }), names: names)
        case .stepClasses, .stepValues, .nextSymbol: return storage.targets.rows(steps)
        case .several(let targets):
            return .several(
                targets.enumerated().map { index, target in
                    target.with(self.target(index).windowTargets(cuts, steps, length: length, horizon: nil))
                })
        }
    }

    /// Adds the values of features that are known ahead, for all steps of the horizon.
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
        let masks = details.masks
        for ahead in 1..<horizon {
            let first = width + (ahead - 1) * known.count
            for (place, feature) in known.enumerated() {
                guard let mask = masks[feature].flatMap({ known.firstIndex(of: $0) }) else { continue }
                details.masks[first + place] = first + mask
            }
        }
        details.knownFeatures += Array(width..<origins.count)
        return .features(values: wider, width: origins.count)
    }
}

extension SequenceDataset.Inputs {
    /// The steps in these ranges, one range after another.
    package func rows(_ steps: [Range<Int>]) -> SequenceDataset.Inputs {
        switch self {
        case .features(let values, let width):
            .features(values: steps.flatMap { values[($0.lowerBound * width)..<($0.upperBound * width)] }, width: width)
        case .symbols(let ids, let vocabulary): .symbols(ids: steps.flatMap { ids[$0] }, vocabulary: vocabulary)
        }
    }
}

extension SequenceDataset.Targets {
    /// The targets of the steps in these ranges, one range after another; targets of sequences are unchanged.
    func rows(_ steps: [Range<Int>]) -> SequenceDataset.Targets {
        switch self {
        case .stepClasses(let labels, let names): .stepClasses(labels: steps.flatMap { labels[$0] }, names: names)
        case .stepValues(let values, let width):
            .stepValues(values: steps.flatMap { values[($0.lowerBound * width)..<($0.upperBound * width)] }, width: width)
        case .several(let targets): .several(targets.map { $0.with($0.values.rows(steps)) })
        case .nextSymbol, .sequenceClasses, .sequenceValues, .sequenceLabels, .labelSequences: self
        }
    }
}

extension DataPair {
    /// All parts cut into windows, each separately, so that no step of one part occurs in another.
    ///
    /// - Throws: the errors of `SequenceDataset.windows`.
    /// - Complexity: O(windows x length x features), which are copied.
    public func windows(length: Int, stride: Int = 1, horizon: Int? = nil, isRelative: Bool = false) throws(DataError) -> DataPair {
        try map { part throws(DataError) in
            try part.windows(length: length, stride: stride, horizon: horizon, isRelative: isRelative)
        }
    }
}
