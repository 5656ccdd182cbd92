extension SequenceDataset {
    /// Replaces missing inputs, which are NaN, by 0, and adds a mask channel for each feature that is 1 where there is a value and 0 where
    /// it is missing. Targets are unchanged; those that are NaN do not count.
    ///
    /// - Complexity: O(size of the data), which is copied.
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
    /// Sets missing numbers to 0 in values of shape [rows, width].
    func clearMissing(_ values: inout [Float], width: Int) {
        guard !masks.isEmpty else { return }
        let pairs = masks.sorted { $0.key < $1.key }
        for start in stride(from: 0, to: values.count, by: width) {
            for (feature, mask) in pairs where values[start + mask] == 0 { values[start + feature] = 0 }
        }
    }
}
