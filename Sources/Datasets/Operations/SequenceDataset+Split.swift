import Kernels

extension SequenceDataset {
    /// The first `fraction` of the sequences to train on and the rest to test on, in the order of the source. One long
    /// sequence, such as a text, is cut into two: its first steps and its last.
    ///
    ///     mnist("folder").split(0.8)
    ///
    /// - Parameter fraction: more than 0 and less than 1.
    /// - Throws: `DataError` where a part would be empty.
    /// - Complexity: O(sequences), O(steps) for one long sequence, which is copied.
    public func split(_ fraction: Double) throws(DataError) -> DataPair {
        if count == 1 { return try splitSteps(fraction) }
        let boundary = try SequenceDataset.boundary(fraction, of: count, unit: .sequences, name: name)
        return DataPair(name: name, train: select(Array(0..<boundary)), test: select(Array(boundary..<count)))
    }

    /// As `split(_:)`, with the sequences in a random order that depends on `seed` alone.
    ///
    /// - Throws: `DataError` where a part would be empty.
    /// - Complexity: as `split(_:)`.
    public func split(_ fraction: Double, seed: UInt64) throws(DataError) -> DataPair {
        try shuffled(seed: seed).split(fraction)
    }

    private func splitSteps(_ fraction: Double) throws(DataError) -> DataPair {
        let steps = steps(0)
        if case .sequenceClasses = storage.targets { throw oneSequence }
        if case .sequenceValues = storage.targets { throw oneSequence }
        let boundary = try SequenceDataset.boundary(fraction, of: steps.count, unit: .steps, name: name)
        return DataPair(
            name: name, train: slice(steps.lowerBound..<(steps.lowerBound + boundary)),
            test: slice((steps.lowerBound + boundary)..<steps.upperBound))
    }

    private var oneSequence: DataError {
        DataError(.operation(.oneSequence(data: name)))
    }

    /// These steps of the storage as a sequence of its own.
    private func slice(_ steps: Range<Int>) -> SequenceDataset {
        let inputs: Inputs =
            switch storage.inputs {
            case .features(let values, let width):
                .features(values: Array(values[(steps.lowerBound * width)..<(steps.upperBound * width)]), width: width)
            case .symbols(let ids, let vocabulary): .symbols(ids: Array(ids[steps]), vocabulary: vocabulary)
            }
        let targets: Targets =
            switch storage.targets {
            case .stepClasses(let labels, let names): .stepClasses(labels: Array(labels[steps]), names: names)
            case .stepValues(let values, let width):
                .stepValues(values: Array(values[(steps.lowerBound * width)..<(steps.upperBound * width)]), width: width)
            case .nextSymbol, .sequenceClasses, .sequenceValues: storage.targets
            }
        return SequenceDataset(
            name: name, presentation: presentation, inputs: inputs, targets: targets, offsets: [0, steps.count],
            details: storage.details)
    }

    private static func boundary(
        _ fraction: Double, of count: Int, unit: DataError.OperationProblem.SplitUnit, name: String
    ) throws(DataError) -> Int {
        guard fraction > 0, fraction < 1 else {
            throw DataError(.operation(.fraction(fraction)))
        }
        let boundary = Int((Double(count) * fraction).rounded())
        guard boundary > 0, boundary < count else {
            throw DataError(.operation(.emptyPart(data: name, fraction: fraction, count: count, unit)))
        }
        return boundary
    }
}

extension DataPair {
    /// Splits a source that has only one set: its first `fraction` to train on, the rest to test on. Where there are two
    /// sets the training set is split, and the test set is left out.
    ///
    /// - Throws: `DataError` where there is no data, or a part would be empty.
    /// - Complexity: O(sequences), O(steps) for one long sequence, which is copied.
    public func split(_ fraction: Double) throws(DataError) -> DataPair {
        var pair = try only.split(fraction)
        pair.name = name
        return pair
    }

    /// As `split(_:)`, with the sequences in a random order that depends on `seed` alone.
    ///
    /// - Throws: `DataError` where a part would be empty.
    /// - Complexity: as `split(_:)`.
    public func split(_ fraction: Double, seed: UInt64) throws(DataError) -> DataPair {
        var pair = try only.split(fraction, seed: seed)
        pair.name = name
        return pair
    }

    private var only: SequenceDataset {
        get throws(DataError) {
            guard let dataset = train ?? test else { throw DataError(.operation(.noData(data: name))) }
            return dataset
        }
    }
}
