/// How sequences are changed slightly during training, differently each time. The targets do not change.
public struct Augmentation: Sendable, Hashable, Codable {
    /// The standard deviation of the noise added to each number.
    public var noise: Float
    /// A sequence is multiplied by a number between 1 - `scale` and 1 + `scale`.
    public var scale: Float
    /// A sequence is shifted in time by at most this many steps; the step at its edge fills the gap.
    public var shift: Int
    /// At most this many consecutive steps are set to 0.
    public var mask: Int

    /// No augmentation unless a parameter is given.
    public init(noise: Float = 0, scale: Float = 0, shift: Int = 0, mask: Int = 0) {
        (self.noise, self.scale, self.shift, self.mask) = (noise, scale, shift, mask)
    }
}

extension SequenceDataset {
    /// The same sequences, augmented whenever they are trained on; evaluations use them unchanged.
    ///
    /// - Throws: `DataError` if inputs are symbols, and if the targets would have to change as well: scaling when values are predicted, or
    ///   a shift when each step has a target.
    /// - Complexity: O(1).
    public func augmented(_ augmentation: Augmentation) throws(DataError) -> SequenceDataset {
        if case .symbols = storage.form { throw DataError(.operation(.symbolsDoNotChange(data: name))) }
        let (predictsValues, predictsSteps) = (storage.targets.haveValues, storage.targets.areOfSteps)
        if augmentation.scale != 0, predictsValues { throw DataError(.operation(.scalesTargets(data: name))) }
        if augmentation.shift != 0, predictsSteps || predictsValues { throw DataError(.operation(.shiftsTargets(data: name))) }
        var details = storage.details
        details.augmentation = augmentation
        return SequenceDataset(
            name: name, presentation: presentation,
            storage: Storage(storage, targets: storage.targets, details: details),
            selection: selection)
    }
}

extension SequenceDataset.Targets {
    /// Whether values are predicted, alone or with other targets.
    fileprivate var haveValues: Bool {
        switch self {
        case .sequenceValues, .stepValues: true
        case .sequenceClasses, .sequenceLabels, .labelSequences, .stepClasses, .nextSymbol: false
        case .several(let targets): targets.contains { $0.values.haveValues }
        }
    }
}

extension DataPair {
    /// The training part augmented; the other parts are unchanged.
    ///
    /// - Throws: the errors of `SequenceDataset.augmented`, and an error if there is no training part.
    /// - Complexity: O(1).
    public func augmented(_ augmentation: Augmentation) throws(DataError) -> DataPair {
        guard let train else { throw DataError(.operation(.noData(data: name))) }
        var pair = self
        pair.train = try train.augmented(augmentation)
        return pair
    }
}
