/// Shift and scale of each feature: `(value - mean) / deviation`.
public struct Standardization: Sendable, Equatable {
    /// Shape [features].
    public let mean: [Float]
    /// Shape [features]; 1 where a feature never changes.
    public let deviation: [Float]

    /// Mean and standard deviation (dividing by the number of steps) of each feature over all steps of `dataset`.
    ///
    /// - Throws: `DataError` where the inputs are symbols or there is no step.
    /// - Complexity: O(steps x features).
    public init(of dataset: SequenceDataset) throws(DataError) {
        guard case .features(let values, let width) = dataset.storage.inputs else {
            throw DataError(.operation(.symbolsHaveNoMean(data: dataset.name)))
        }
        var sums = [Double](repeating: 0, count: width)
        var steps = 0
        func forEachStep(_ body: (_ start: Int) -> Void) {
            for index in 0..<dataset.count {
                for step in dataset.steps(index) { body(step * width) }
            }
        }
        forEachStep { start in
            steps += 1
            for feature in 0..<width { sums[feature] += Double(values[start + feature]) }
        }
        guard steps > 0 else { throw DataError(.operation(.noSteps(data: dataset.name))) }
        let means = sums.map { $0 / Double(steps) }
        var squares = [Double](repeating: 0, count: width)
        forEachStep { start in
            for feature in 0..<width {
                let difference = Double(values[start + feature]) - means[feature]
                squares[feature] += difference * difference
            }
        }
        mean = means.map { Float($0) }
        deviation = squares.map { sum in
            let deviation = Float((sum / Double(steps)).squareRoot())
            return deviation > 0 && deviation.isFinite ? deviation : 1
        }
    }

    func apply(to storage: SequenceDataset.Storage) -> SequenceDataset.Storage {
        guard case .features(var values, let width) = storage.inputs, width == mean.count else { return storage }
        for start in stride(from: 0, to: values.count, by: width) {
            for feature in 0..<width {
                values[start + feature] = (values[start + feature] - mean[feature]) / deviation[feature]
            }
        }
        return SequenceDataset.Storage(
            inputs: .features(values: values, width: width), targets: storage.targets, offsets: storage.offsets)
    }
}

extension DataPair {
    /// Both parts with each feature shifted and scaled to mean 0 and deviation 1 over the training part, so that the test
    /// part stays unseen. Without a training part the test part's own mean is taken.
    ///
    /// - Throws: `DataError` where the inputs are symbols, or the two parts have different features.
    /// - Complexity: O(numbers of the storage), which is copied.
    public func standardized() throws(DataError) -> DataPair {
        guard let reference = train ?? test else { return self }
        if let train, let test, train.features != test.features {
            throw DataError(.operation(.features(data: name, train: train.features, test: test.features)))
        }
        let standardization = try Standardization(of: reference)
        let trainStorage = train.map { standardization.apply(to: $0.storage) }
        // After a split both parts share one storage, which is worth keeping so.
        let isShared = train != nil && train?.storage === test?.storage
        let testStorage = isShared ? trainStorage : test.map { standardization.apply(to: $0.storage) }
        return DataPair(
            name: name, train: train?.replacing(trainStorage), test: test?.replacing(testStorage))
    }
}

extension SequenceDataset {
    fileprivate func replacing(_ storage: Storage?) -> SequenceDataset {
        SequenceDataset(name: name, presentation: presentation, storage: storage ?? self.storage, selection: selection)
    }
}
