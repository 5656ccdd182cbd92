/// The mean and scale of each feature: `(value - mean) / deviation`.
public struct Standardization: Sendable, Equatable, Codable {
    /// Shape [features].
    public let mean: [Float]
    /// Shape [features]; 1 for a feature that never changes.
    public let deviation: [Float]
    /// The number that was subtracted from each feature in double precision, before rounding to single precision: a value in its own unit
    /// is `value * deviation + mean + base`. Empty if nothing was subtracted.
    public let base: [Double]

    /// Mean and standard deviation (dividing by the number of steps) of each feature over all steps of `dataset`.
    ///
    /// - Throws: `DataError` if the inputs are symbols or there are no steps.
    /// - Complexity: O(steps x features).
    public init(of dataset: SequenceDataset) throws(DataError) {
        guard case .features(let values, let width) = dataset.storage.inputs else {
            throw DataError(.operation(.symbolsHaveNoMean(data: dataset.name)))
        }
        guard (0..<dataset.count).contains(where: { dataset.length($0) > 0 }) else {
            throw DataError(.operation(.noSteps(data: dataset.name)))
        }
        self.init(values, width: width, masks: dataset.storage.details.masks) { body in
            for index in 0..<dataset.count { dataset.steps(index).forEach(body) }
        }
    }

    /// Like `init(of:)`, for the target values; nil if the targets are classes, or all values are missing.
    init?(ofTargets dataset: SequenceDataset) {
        switch dataset.storage.targets {
        case .sequenceValues(let values, let width):
            func hasTarget(_ row: Int) -> Bool { !values[(row * width)..<((row + 1) * width)].contains { $0.isNaN } }
            guard dataset.selection.contains(where: hasTarget) else { return nil }
            self.init(values, width: width) { body in dataset.selection.filter(hasTarget).forEach(body) }
        case .stepValues(let values, let width):
            func hasTarget(_ row: Int) -> Bool { !values[(row * width)..<((row + 1) * width)].contains { $0.isNaN } }
            guard (0..<dataset.count).contains(where: { dataset.steps($0).contains(where: hasTarget) }) else { return nil }
            self.init(values, width: width) { body in
                for index in 0..<dataset.count { dataset.steps(index).filter(hasTarget).forEach(body) }
            }
        case .sequenceClasses, .stepClasses, .sequenceLabels, .labelSequences, .nextSymbol, .several: return nil
        }
    }

    /// - Parameters:
    ///   - masks: mask channels of other features; they are not standardised.
    ///   - forEachRow: calls its body with each row of `values` that counts, at least one.
    private init(_ values: [Float], width: Int, masks: [Int: Int] = [:], forEachRow: ((Int) -> Void) -> Void) {
        guard masks.isEmpty else {
            self.init(masked: values, width: width, masks: masks, forEachRow: forEachRow)
            return
        }
        var sums = [Double](repeating: 0, count: width)
        var rows = RowCounter()
        forEachRow { row in
            guard rows.goOn() else { return }
            for feature in 0..<width { sums[feature] += Double(values[row * width + feature]) }
        }
        let means = sums.map { $0 / Double(rows.count) }
        var squares = [Double](repeating: 0, count: width)
        rows.count = 0
        forEachRow { row in
            guard rows.goOn() else { return }
            for feature in 0..<width {
                let difference = Double(values[row * width + feature]) - means[feature]
                squares[feature] += difference * difference
            }
        }
        let deviation = squares.map { sum in
            let deviation = Float((sum / Double(rows.count)).squareRoot())
            return deviation > 0 && deviation.isFinite ? deviation : 1
        }
        self.init(mean: means.map { Float($0) }, deviation: deviation)
    }

    /// The same, for features that have values only in some rows.
    private init(masked values: [Float], width: Int, masks: [Int: Int], forEachRow: ((Int) -> Void) -> Void) {
        var (sums, counts) = ([Double](repeating: 0, count: width), [Double](repeating: 0, count: width))
        func isPresent(_ row: Int, _ feature: Int) -> Bool { masks[feature].map { values[row * width + $0] != 0 } ?? true }
        var rows = RowCounter()
        forEachRow { row in
            guard rows.goOn() else { return }
            for feature in 0..<width where isPresent(row, feature) {
                sums[feature] += Double(values[row * width + feature])
                counts[feature] += 1
            }
        }
        let means = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
        var squares = [Double](repeating: 0, count: width)
        forEachRow { row in
            guard rows.goOn() else { return }
            for feature in 0..<width where isPresent(row, feature) {
                let difference = Double(values[row * width + feature]) - means[feature]
                squares[feature] += difference * difference
            }
        }
        let channels = Set(masks.values)
        let deviation = (0..<width).map { feature -> Float in
            let deviation = counts[feature] > 0 ? Float((squares[feature] / counts[feature]).squareRoot()) : 1
            return deviation > 0 && deviation.isFinite && !channels.contains(feature) ? deviation : 1
        }
        self.init(mean: means.enumerated().map { channels.contains($0) ? 0 : Float($1) }, deviation: deviation)
    }

    /// A mean and a scale for each feature; scales are greater than 0.
    ///
    /// - Parameters:
    ///   - mean: the number to subtract from each feature.
    ///   - deviation: the number to divide each feature by.
    ///   - base: the value of the property `base`; empty, or one number for each feature.
    public init(mean: [Float], deviation: [Float], base: [Double] = []) {
        (self.mean, self.deviation, self.base) = (mean, deviation, base.allSatisfy { $0 == 0 } ? [] : base)
    }

    /// Features with only a base subtracted; nil if there is none.
    init?(base: [Double]) {
        guard base.contains(where: { $0 != 0 }) else { return nil }
        self.init(mean: base.map { _ in 0 }, deviation: base.map { _ in 1 }, base: base)
    }

    /// The composition of this standardization and `next`.
    func followed(by next: Standardization) -> Standardization {
        Standardization(
            mean: mean.indices.map { Float(Double(mean[$0]) + Double(next.mean[$0]) * Double(deviation[$0])) },
            deviation: mean.indices.map { deviation[$0] * next.deviation[$0] }, base: base)
    }

    /// The same for features in another order.
    func reordered(_ order: [Int]) -> Standardization {
        Standardization(
            mean: order.map { mean[$0] }, deviation: order.map { deviation[$0] }, base: base.isEmpty ? [] : order.map { base[$0] })
    }

    /// The same, followed by this many features that are not standardised.
    func leaving(_ count: Int) -> Standardization {
        Standardization(
            mean: mean + [Float](repeating: 0, count: count), deviation: deviation + [Float](repeating: 1, count: count),
            base: base.isEmpty ? [] : base + [Double](repeating: 0, count: count))
    }

    /// Converts values from one standardization to another; nil stands for the original values.
    static func converted(_ values: [Float], from own: Standardization?, to other: Standardization?) -> [Float] {
        guard own?.base ?? [] != other?.base ?? [] else {
            let raw = own.map { own in values.enumerated().map { $1 * own.deviation[$0 % own.mean.count] + own.mean[$0 % own.mean.count] } }
            return other?.applied(to: raw ?? values) ?? raw ?? values
        }
        let width = (own ?? other)?.mean.count ?? 1
        func base(_ scale: Standardization?, _ feature: Int) -> Double { scale.flatMap { $0.base.isEmpty ? nil : $0.base[feature] } ?? 0 }
        return values.enumerated().map { place, value in
            let feature = place % width
            let shift = base(own, feature) - base(other, feature)
            let raw = Double(value) * Double(own?.deviation[feature] ?? 1) + Double(own?.mean[feature] ?? 0) + shift
            return Float((raw - Double(other?.mean[feature] ?? 0)) / Double(other?.deviation[feature] ?? 1))
        }
    }

    /// Standardises values of shape [rows, features].
    func applied(to values: [Float]) -> [Float] {
        var values = values
        var rows = RowCounter()
        for start in stride(from: 0, to: values.count, by: mean.count) where rows.goOn() {
            for feature in mean.indices { values[start + feature] = (values[start + feature] - mean[feature]) / deviation[feature] }
        }
        return values
    }

    /// Converts values of shape [rows, features, outputs] back to their own units.
    ///
    /// - Parameters:
    ///   - values: standardised values, row by row.
    ///   - outputs: the number of values for each feature, side by side.
    /// - Complexity: O(values).
    public func inOwnUnits(_ values: some Sequence<Float>, outputs: Int = 1) -> [Float] {
        guard !base.isEmpty else {
            return values.enumerated().map { $1 * deviation[$0 / outputs % mean.count] + mean[$0 / outputs % mean.count] }
        }
        return values.enumerated().map { place, value in
            let feature = place / outputs % mean.count
            return Float(Double(value) * Double(deviation[feature]) + Double(mean[feature]) + base[feature])
        }
    }

    /// - Parameters:
    ///   - targets: the standardization of target values; nil to leave them unchanged.
    ///   - several: the standardization of each of several targets.
    fileprivate func apply(
        to storage: SequenceDataset.Storage, targets: Standardization?, several: [Standardization?]
    ) -> SequenceDataset.Storage {
        guard case .features(let values, let width) = storage.inputs, width == mean.count else { return storage }
        var details = storage.details
        details.inputScale = details.inputScale?.followed(by: self) ?? self
        var scaled = storage.targets
        if let targets {
            scaled = targets.applied(to: scaled)
            details.targetScale = details.targetScale?.followed(by: targets) ?? targets
        }
        if case .several(let all) = scaled {
            scaled = .several(
                zip(all, several).map { target, scale in
                    guard let scale else { return target }
                    return SequenceDataset.Target(
                        name: target.name, values: scale.applied(to: target.values), scale: target.scale?.followed(by: scale) ?? scale)
                })
        }
        var inputs = applied(to: values)
        details.clearMissing(&inputs, width: width)
        return SequenceDataset.Storage(
            inputs: .features(values: inputs, width: width), targets: scaled, offsets: storage.offsets, details: details)
    }

    /// Standardised values; classes and labels are unchanged.
    private func applied(to targets: SequenceDataset.Targets) -> SequenceDataset.Targets {
        switch targets {
        case .sequenceValues(let values, let width): .sequenceValues(values: applied(to: values), width: width)
        case .stepValues(let values, let width): .stepValues(values: applied(to: values), width: width)
        case .sequenceClasses, .stepClasses, .sequenceLabels, .labelSequences, .nextSymbol, .several: targets
        }
    }
}

extension DataPair {
    /// All parts with each feature standardised to mean 0 and standard deviation 1 over the training part, so that the other parts stay
    /// unseen; without a training part, over the test part. Target values are standardised too: later values of features like the features,
    /// others by their own mean and standard deviation. Evaluations and charts show them in their own units.
    ///
    /// - Throws: `DataError` if the inputs are symbols, or two parts have different features.
    /// - Complexity: O(size of the storage), which is copied.
    public func standardized() throws(DataError) -> DataPair {
        guard let reference = train ?? test else { return self }
        for part in [validation, test].compactMap({ $0 }) where part.features != reference.features {
            throw DataError(.operation(.features(data: name, train: reference.features, test: part.features)))
        }
        let standardization = try Standardization(of: reference)
        let predicted = reference.storage.details.predictedFeatures
        let targets = predicted.isEmpty ? Standardization(ofTargets: reference) : standardization.reordered(predicted)
        let several = reference.severalTargets.indices.map { Standardization(ofTargets: reference.target($0)) }
        // After a split the parts share one storage, and should continue to.
        var scaled: [ObjectIdentifier: SequenceDataset.Storage] = [:]
        return try map { part throws(DataError) in
            let storage =
                scaled[ObjectIdentifier(part.storage)]
                ?? standardization.apply(to: part.storage, targets: targets, several: several)
            scaled[ObjectIdentifier(part.storage)] = storage
            return SequenceDataset(name: part.name, presentation: part.presentation, storage: storage, selection: part.selection)
        }
    }
}

/// Counts rows, and ends the loop early when the work is cancelled, since its result will not be used.
private struct RowCounter {
    var count = 0
    private var isCancelled = false

    mutating func goOn() -> Bool {
        count += 1
        if count & 0xFFFF == 0, !isCancelled { isCancelled = Cancellation.isCancelled }
        return !isCancelled
    }
}
