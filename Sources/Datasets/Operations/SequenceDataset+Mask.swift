extension SequenceDataset {
    /// Missing inputs, which are NaN here, as 0, and beside each feature a channel that is 1 where there is a value and 0 where there is none. Targets stay as
    /// they are: those that are NaN do not count.
    ///
    /// - Complexity: O(numbers), which are copied.
    func masked() -> SequenceDataset {
        guard case .features(let values, let width) = storage.inputs else { return self }
        var wider: [Float] = []
        wider.reserveCapacity(2 * values.count)
        for start in Swift.stride(from: 0, to: values.count, by: width) {
            let row = values[start..<(start + width)]
            wider += row.lazy.map { $0.isNaN ? 0 : $0 }
            wider += row.lazy.map { $0.isNaN ? 0 : 1 }
        }
        var details = storage.details
        details.masks = Dictionary(uniqueKeysWithValues: (0..<width).map { ($0, width + $0) })
        details.knownFeatures += details.knownFeatures.map { width + $0 }
        details.featureNames += details.featureNames.map { $0 + " present" }
        details.inputScale = details.inputScale?.leaving(width)
        return SequenceDataset(
            name: name, presentation: presentation,
            storage: Storage(
                inputs: .features(values: wider, width: 2 * width), targets: storage.targets, offsets: storage.offsets, details: details),
            selection: selection)
    }
}

extension SequenceDataset.Details {
    /// Sets what is missing to 0 in values of shape [rows, width].
    func clearMissing(_ values: inout [Float], width: Int) {
        guard !masks.isEmpty else { return }
        let pairs = masks.sorted { $0.key < $1.key }
        for start in stride(from: 0, to: values.count, by: width) {
            for (feature, mask) in pairs where values[start + mask] == 0 { values[start + feature] = 0 }
        }
    }
}
