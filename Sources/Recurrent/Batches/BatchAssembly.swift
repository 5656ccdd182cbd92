import Datasets

extension Batch {
    /// A batch without rows, to be filled.
    static var empty: Batch { Batch(steps: 0, lengths: [], inputs: .features([]), targets: .none) }

    /// Becomes the batch of these rows, padded to the longest; memory is used again.
    ///
    /// - Precondition: rows have steps, and lie in the storage.
    mutating func fill(_ rows: [SequenceSlice], from storage: SequenceDataset.Storage) {
        let steps = rows.reduce(0) { max($0, $1.steps.count) }
        self.steps = steps
        lengths.removeAll(keepingCapacity: true)
        for row in rows { lengths.append(row.steps.count) }

        switch storage.inputs {
        case .features(let values, let width):
            var padded = takeFeatures()
            for row in rows {
                padded += values[(row.steps.lowerBound * width)..<(row.steps.upperBound * width)]
                padded += repeatElement(0, count: (steps - row.steps.count) * width)
            }
            inputs = .features(padded)
        case .symbols(let ids, _):
            var padded = takeSymbols()
            for row in rows {
                padded += ids[row.steps]
                padded += repeatElement(0, count: steps - row.steps.count)
            }
            inputs = .symbols(padded)
        }
        targets = Self.targets(of: rows, steps: steps, from: storage)
    }

    private static func targets(of rows: [SequenceSlice], steps: Int, from storage: SequenceDataset.Storage) -> Targets {
        switch storage.targets {
        case .sequenceClasses(let labels, _):
            return .sequenceClasses(rows.map { labels[$0.sequence] })
        case .sequenceValues(let values, let width):
            return .sequenceValues(rows.flatMap { values[($0.sequence * width)..<(($0.sequence + 1) * width)] })
        case .stepClasses(let labels, _):
            var padded: [Int32] = []
            padded.reserveCapacity(rows.count * steps)
            for row in rows {
                padded += labels[row.steps]
                padded += repeatElement(-1, count: steps - row.steps.count)
            }
            return .stepClasses(padded)
        case .stepValues(let values, let width):
            var padded: [Float] = []
            padded.reserveCapacity(rows.count * steps * width)
            for row in rows {
                padded += values[(row.steps.lowerBound * width)..<(row.steps.upperBound * width)]
                padded += repeatElement(.nan, count: (steps - row.steps.count) * width)
            }
            return .stepValues(padded)
        case .nextSymbol:
            guard case .symbols(let ids, _) = storage.inputs else { return .none }
            var padded: [Int32] = []
            padded.reserveCapacity(rows.count * steps)
            for row in rows {
                // The last step of a sequence has no next symbol.
                let known = (row.steps.lowerBound + 1)..<max(row.steps.lowerBound + 1, min(row.steps.upperBound + 1, row.end))
                padded += ids[known]
                padded += repeatElement(-1, count: steps - known.count)
            }
            return .stepClasses(padded)
        }
    }

    /// The array for features, empty, with its memory.
    private mutating func takeFeatures() -> [Float] {
        guard case .features(var values) = inputs else { return [] }
        inputs = .symbols([])
        values.removeAll(keepingCapacity: true)
        return values
    }

    private mutating func takeSymbols() -> [Int32] {
        guard case .symbols(var values) = inputs else { return [] }
        inputs = .features([])
        values.removeAll(keepingCapacity: true)
        return values
    }
}
