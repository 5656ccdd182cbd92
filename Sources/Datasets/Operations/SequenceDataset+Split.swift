/// How data is divided into parts.
public enum SplitOrder: Sendable, Hashable {
    /// By whole sequences: the first ones go to the first part.
    case sequences
    /// By time: the first steps of each sequence, or of the series that windows were cut from, go to the first part.
    case time
}

extension SequenceDataset {
    /// Uses the first `fraction` of the sequences for training and the rest for testing, in the order of the source. One long sequence,
    /// such as a text, and windows of longer series are split by time.
    ///
    ///     mnist("folder").split(0.8)
    ///
    /// - Parameter fraction: the training share, greater than 0 and less than 1.
    /// - Throws: `DataError` if a part would be empty.
    /// - Complexity: O(sequences), or O(steps) for one long sequence, which is copied.
    public func split(_ fraction: Double) throws(DataError) -> DataPair {
        try split([fraction, 1 - fraction])
    }

    /// Like `split(_:)`, with the sequences in a random order that depends only on `seed`.
    ///
    /// - Throws: `DataError` if a part would be empty, and for windows of longer series, which overlap.
    /// - Complexity: that of `split(_:)`.
    public func split(_ fraction: Double, seed: UInt64) throws(DataError) -> DataPair {
        try split([fraction, 1 - fraction], seed: seed)
    }

    /// Splits the data by shares: for training, for validation if there are three, and for testing.
    ///
    /// Windows whose predicted steps lie in two parts are left out. The steps that a window reads may lie before its part, as in real
    /// forecasts.
    ///
    /// - Parameters:
    ///   - shares: two or three shares, each greater than 0, with the sum 1.
    ///   - seed: shuffles the sequences first; nil for their own order.
    ///   - order: how to split; if nil, by time for a single sequence and for windows, else by sequences.
    /// - Throws: `DataError` if a part would be empty, if windows would be shuffled, and if targets have no time axis to split by.
    /// - Complexity: O(sequences), or O(steps) for a split by time, which are copied unless the sequences are windows.
    public func split(_ shares: [Double], seed: UInt64? = nil, by order: SplitOrder? = nil) throws(DataError) -> DataPair {
        guard shares.count == 2 || shares.count == 3, shares.allSatisfy({ $0 > 0 && $0 < 1 }) else {
            throw DataError(.operation(shares.count > 2 ? .shares(shares) : .fraction(shares.first ?? 0)))
        }
        guard abs(shares.reduce(0, +) - 1) < 1e-6 else { throw DataError(.operation(.shares(shares))) }
        let borders = shares.dropLast().reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) } + [1]
        let isMixed = seed != nil && !isWindowed
        guard seed == nil || !isWindowed else { throw DataError(.operation(.mixedWindows(data: name))) }
        let source = isMixed ? shuffled(seed: seed ?? 0) : self
        var parts: [SequenceDataset] = []
        for (lower, upper) in zip(borders, borders.dropFirst()) {
            let part = try source.part(lower...upper, by: order ?? naturalOrder)
            guard part.count > 0 else { throw emptyPart(shares, order ?? naturalOrder) }
            parts.append(part)
        }
        return DataPair(
            name: name, train: parts[0].taken(for: .train), validation: parts.count > 2 ? parts[1].taken(for: .validation) : nil,
            test: parts[parts.count - 1].taken(for: .test))
    }

    var isWindowed: Bool { storage.details.windows != nil }

    /// How data is split by default.
    var naturalOrder: SplitOrder { count == 1 || isWindowed ? .time : .sequences }

    /// The end of a share of this many steps or sequences.
    static func border(_ share: Double, of count: Int) -> Int { Int((Double(count) * share).rounded()) }

    /// The data between two shares, 0...1; it may be empty.
    ///
    /// - Throws: `DataError` if there is no time axis to split by.
    func part(_ shares: ClosedRange<Double>, by order: SplitOrder) throws(DataError) -> SequenceDataset {
        func range(_ count: Int) -> Range<Int> {
            Self.border(shares.lowerBound, of: count)..<Self.border(shares.upperBound, of: count)
        }
        if let windows = storage.details.windows, order == .time {
            return select(windows.within(shares, of: selection))
        }
        guard order == .time else { return select(Array(range(count))) }
        guard storage.targets.areOfSteps else {
            throw DataError(.operation(count == 1 ? .oneSequence(data: name) : .noTime(data: name)))
        }
        return slice(
            (0..<count).map { index in
                let (first, part) = (steps(index).lowerBound, range(length(index)))
                return (first + part.lowerBound)..<(first + part.upperBound)
            })
    }

    /// These steps of the storage, with each range as a sequence of its own; empty ranges are left out.
    private func slice(_ steps: [Range<Int>]) -> SequenceDataset {
        var details = storage.details
        details.sequenceNames =
            details.sequenceNames == nil ? nil : steps.indices.filter { !steps[$0].isEmpty }.compactMap { sequenceName($0) }
        if !details.weights.isEmpty { details.weights = steps.indices.filter { !steps[$0].isEmpty }.map(weight) }
        let steps = steps.filter { !$0.isEmpty }
        if !details.times.isEmpty { details.times = steps.flatMap { storage.details.times[$0] } }
        if !details.stepWeights.isEmpty { details.stepWeights = steps.flatMap { storage.details.stepWeights[$0] } }
        return SequenceDataset(
            name: name, presentation: presentation, inputs: storage.inputs.rows(steps), targets: storage.targets.rows(steps),
            offsets: steps.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }, details: details)
    }

    private func emptyPart(_ shares: [Double], _ order: SplitOrder) -> DataError {
        let unit: DataError.OperationProblem.SplitUnit = isWindowed ? .windows : order == .time ? .steps : .sequences
        let found = unit == .steps ? longest : count
        if shares.count == 2 { return DataError(.operation(.emptyPart(data: name, fraction: shares[0], count: found, unit))) }
        return DataError(.operation(.emptyShare(data: name, shares, count: found, unit)))
    }
}

extension DataPair {
    /// Splits a source with only one set: its first `fraction` for training, the rest for testing. If there are two sets, the training set
    /// is split and the test set is left out.
    ///
    /// - Throws: `DataError` if there is no data, or a part would be empty.
    /// - Complexity: O(sequences), or O(steps) for one long sequence, which is copied.
    public func split(_ fraction: Double) throws(DataError) -> DataPair {
        try split([fraction, 1 - fraction])
    }

    /// Like `split(_:)`, with the sequences in a random order that depends only on `seed`.
    ///
    /// - Throws: `DataError` if a part would be empty.
    /// - Complexity: that of `split(_:)`.
    public func split(_ fraction: Double, seed: UInt64) throws(DataError) -> DataPair {
        try split([fraction, 1 - fraction], seed: seed)
    }

    /// Splits the training set by shares, like `SequenceDataset.split`.
    ///
    /// - Throws: `DataError` if there is no data, or a part would be empty.
    /// - Complexity: that of `SequenceDataset.split`.
    public func split(_ shares: [Double], seed: UInt64? = nil, by order: SplitOrder? = nil) throws(DataError) -> DataPair {
        var pair = try only.split(shares, seed: seed, by: order)
        pair.name = name
        return pair
    }

    /// Holds out a share of the training part for validation: the last steps if data is split by time, else random sequences. The test part
    /// is unchanged.
    ///
    /// - Parameters:
    ///   - share: the share to hold out, greater than 0 and less than 1.
    ///   - seed: the seed of the random choice of sequences.
    ///   - order: by sequences or by time; nil for what suits the data.
    /// - Throws: `DataError` if there is no training part, or a part would be empty.
    /// - Complexity: that of `split`.
    public func holdingBack(_ share: Double, seed: UInt64 = 0, by order: SplitOrder? = nil) throws(DataError) -> DataPair {
        guard let train else { throw DataError(.operation(.noData(data: name))) }
        let order = order ?? train.naturalOrder
        let parts = try train.split([1 - share, share], seed: order == .time ? nil : seed, by: order)
        return DataPair(name: name, train: parts.train, validation: parts.test?.taken(for: .validation), test: test, notes: notes)
    }

    private var only: SequenceDataset {
        get throws(DataError) {
            guard let dataset = train ?? test else { throw DataError(.operation(.noData(data: name))) }
            return dataset
        }
    }
}
