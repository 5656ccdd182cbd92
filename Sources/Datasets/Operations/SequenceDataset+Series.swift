/// Data whose targets are later values of its own features.
extension SequenceDataset {
    /// For each value of a target, the feature whose later value it is; nil for other targets.
    public var forecastFeatures: [Int]? {
        guard storage.details.predictsNextStep, case .features(_, let width) = storage.form else { return nil }
        let predicted = storage.details.predictedFeatures.isEmpty ? Array(0..<width) : storage.details.predictedFeatures
        switch storage.targets {
        case .sequenceValues(_, let count), .stepValues(_, let count):
            return count % predicted.count == 0 ? (0..<count).map { predicted[$0 % predicted.count] } : nil
        case .sequenceClasses, .sequenceLabels, .labelSequences, .stepClasses, .nextSymbol, .several: return nil
        }
    }

    /// A target value of a sequence, or a prediction for it, in its own unit and with all its digits.
    public func targetInOwnUnit(_ value: Float, column: Int, of index: Int) -> Double {
        let own = storage.details.targetScale?.inOwnUnit(value, of: column) ?? Double(value)
        let levels = levels(of: index)
        return levels.isEmpty ? own : own + Double(levels[levels.startIndex + column % levels.count])
    }

    /// The value of a feature at a step of a sequence, counted from 0, in its own unit and with all its digits; NaN if it is missing.
    ///
    /// - Precondition: the inputs are features.
    public func inputInOwnUnit(step: Int, feature: Int, of index: Int) -> Double {
        guard case .features(let all, let width) = storage.inputs else { preconditionFailure("symbols have no units") }
        let row = (steps(index).lowerBound + step) * width
        if let mask = storage.details.masks[feature], all[row + mask] == 0 { return .nan }
        let own = storage.details.inputScale?.inOwnUnit(all[row + feature], of: feature) ?? Double(all[row + feature])
        let levels = levels(of: index)
        guard let column = storage.details.predictedFeatures.prefix(levels.count).firstIndex(of: feature) else { return own }
        return own + Double(levels[levels.startIndex + column])
    }
}

// MARK: As it is learned

extension SequenceDataset {
    /// Converts the value of a feature from its own unit to the form that the network reads in a sequence.
    public func inputAsLearned(_ value: Double, feature: Int, of index: Int) -> Float {
        let levels = levels(of: index)
        let column = storage.details.predictedFeatures.prefix(levels.count).firstIndex(of: feature)
        return storage.details.asLearned(value - (column.map { Double(levels[levels.startIndex + $0]) } ?? 0), feature: feature)
    }

    /// The levels to subtract from a window after the one at `index` whose predicted features have these values at their last step; empty
    /// if nothing is subtracted.
    ///
    /// - Parameters:
    ///   - index: the index of a window of the same series.
    ///   - lastSteps: the last values; nil for features that are missing at all steps.
    public func levelsAsLearned(of index: Int, lastSteps: [Double?]) -> [Float] {
        let own = levels(of: index)
        guard !own.isEmpty, let features = forecastFeatures else { return [] }
        return own.enumerated().map { column, level in
            let before = (0..<length(index)).reversed().lazy.map { inputInOwnUnit(step: $0, feature: features[column], of: index) }
                .first { !$0.isNaN }
            guard let before, lastSteps.indices.contains(column), let last = lastSteps[column] else { return level }
            return Float(Double(level) + last - before)
        }
    }
}

extension SequenceDataset.Details {
    /// Standardises a value in its own unit from which the level of its sequence was subtracted.
    public func asLearned(_ value: Double, feature: Int) -> Float { inputScale?.scaled(value, of: feature) ?? Float(value) }
}

extension Standardization {
    /// Converts a standardised value of a feature back to its own unit.
    func inOwnUnit(_ value: Float, of feature: Int) -> Double {
        let feature = feature % mean.count
        return Double(value) * Double(deviation[feature]) + Double(mean[feature]) + (base.isEmpty ? 0 : base[feature])
    }

    /// Standardises a value in its own unit like those of a feature.
    func scaled(_ value: Double, of feature: Int) -> Float {
        let feature = feature % mean.count
        return Float((value - Double(mean[feature]) - (base.isEmpty ? 0 : base[feature])) / Double(deviation[feature]))
    }
}
