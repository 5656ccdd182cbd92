extension SequenceDataset {
    /// Target values of a sequence, or predictions for them, in their own units.
    ///
    /// - Parameters:
    ///   - values: values of shape [rows, target values, outputs].
    ///   - index: the index of the sequence.
    ///   - outputs: the number of outputs for each value, side by side.
    /// - Complexity: O(values).
    public func targetsInOwnUnits(_ values: [Float], of index: Int, outputs: Int = 1) -> [Float] {
        let own = storage.details.targetScale?.inOwnUnits(values, outputs: outputs) ?? values
        let levels = levels(of: index)
        return levels.isEmpty ? own : own.enumerated().map { $1 + levels[levels.startIndex + $0 / outputs % levels.count] }
    }

    /// The inputs of a sequence in their own units, [steps, features]; empty if they are symbols.
    ///
    /// - Complexity: O(steps x features).
    public func inputsInOwnUnits(of index: Int) -> [Float] {
        guard case .features(let values, let width) = storage.inputs(of: [steps(index)]) else { return [] }
        var own = storage.details.inputScale?.inOwnUnits(values) ?? values
        let levels = levels(of: index)
        for (level, feature) in zip(levels, storage.details.predictedFeatures) {
            for place in Swift.stride(from: feature, to: own.count, by: width) { own[place] += level }
        }
        return own
    }

    /// The levels that were subtracted from a sequence; empty if there are none.
    func levels(of index: Int) -> ArraySlice<Float> {
        let levels = storage.details.levels
        guard !levels.isEmpty else { return [] }
        let columns = levels.count / (storage.offsets.count - 1)
        return levels[(selection[index] * columns)..<((selection[index] + 1) * columns)]
    }
}

extension SequenceDataset.Details {
    /// Standardises rows of features like the inputs; their base must already have been subtracted in double precision.
    ///
    /// - Complexity: O(values).
    public func standardized(_ values: [Float]) -> [Float] {
        guard let inputScale else { return values }
        var scaled = inputScale.applied(to: values)
        clearMissing(&scaled, width: inputScale.mean.count)
        return scaled
    }
}
