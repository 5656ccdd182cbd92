import Kernels

extension SequenceDataset {
    /// A 64-bit hash that identifies the data: inputs, targets, names of classes and symbols, lengths and the selection of sequences, but
    /// not the name of the dataset.
    ///
    /// - Complexity: O(size of the storage) the first time, O(sequences) afterwards for every selection of the same storage.
    public var fingerprint: UInt64 {
        var hash = XXHash64()
        hash.update(storage.contentHash)
        hash.update(counted: selection)
        return hash.value
    }
}

extension SequenceDataset.Storage {
    /// The hash of all inputs, targets and lengths. Kinds and counts precede the contents that they describe, so that different contents
    /// never give the same bytes.
    package func hashContents() -> UInt64 {
        var hash = XXHash64()
        func add(names: [String]) {
            hash.update(UInt64(names.count))
            for name in names { hash.update(name) }
        }
        switch inputs {
        case .features(let values, let width):
            hash.update(1 as UInt64)
            hash.update(UInt64(width))
            hash.update(counted: values)
        case .symbols(let ids, let vocabulary):
            hash.update(2 as UInt64)
            hash.update(counted: ids)
            add(names: vocabulary)
        }
        func add(_ targets: SequenceDataset.Targets) {
            switch targets {
            case .sequenceClasses(let labels, let names):
                hash.update(3 as UInt64)
                hash.update(counted: labels)
                add(names: names)
            case .stepClasses(let labels, let names):
                hash.update(4 as UInt64)
                hash.update(counted: labels)
                add(names: names)
            case .sequenceValues(let values, let width):
                hash.update(5 as UInt64)
                hash.update(UInt64(width))
                hash.update(counted: values)
            case .stepValues(let values, let width):
                hash.update(6 as UInt64)
                hash.update(UInt64(width))
                hash.update(counted: values)
            case .nextSymbol: hash.update(7 as UInt64)
            case .sequenceLabels(let values, let names):
                hash.update(10 as UInt64)
                hash.update(counted: values)
                add(names: names)
            case .labelSequences(let labels, let names):
                hash.update(11 as UInt64)
                hash.update(counted: labels.labels)
                hash.update(counted: labels.offsets)
                add(names: names)
            case .several(let targets):
                hash.update(12 as UInt64)
                add(names: targets.map(\.name))
                for target in targets { add(target.values) }
            }
        }
        add(targets)
        hash.update(counted: offsets)
        if let augmentation = details.augmentation {
            hash.update(8 as UInt64)
            hash.update(counted: [augmentation.noise, augmentation.scale])
            hash.update(counted: [augmentation.shift, augmentation.mask])
        }
        if !details.weights.isEmpty {
            hash.update(9 as UInt64)
            hash.update(counted: details.weights)
        }
        if !details.stepWeights.isEmpty {
            hash.update(13 as UInt64)
            hash.update(counted: details.stepWeights)
        }
        return hash.value
    }
}
