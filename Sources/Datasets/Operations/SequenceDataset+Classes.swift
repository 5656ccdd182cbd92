extension SequenceDataset {
    /// The number of sequences, or of steps if each step has a class, with each class or label as the target. Empty if the targets are
    /// values.
    ///
    /// - Complexity: O(targets + classes).
    public var classCounts: [Int] {
        var counts = [Int](repeating: 0, count: classNames.count)
        func add(_ label: Int32) {
            if counts.indices.contains(Int(label)) { counts[Int(label)] += 1 }
        }
        switch storage.targets {
        case .sequenceClasses(let labels, _): for index in selection { add(labels[index]) }
        case .stepClasses(let labels, _): for index in 0..<count { labels[steps(index)].forEach(add) }
        case .nextSymbol:
            if case .symbols(let ids, _) = storage.inputs {
                for index in 0..<count { ids[steps(index)].dropFirst().forEach(add) }
            }
        case .sequenceLabels(let values, let names):
            for index in selection { for label in names.indices where values[index * names.count + label] > 0 { counts[label] += 1 } }
        case .labelSequences(let labels, _): for index in selection { labels[index].forEach(add) }
        case .sequenceValues, .stepValues, .several: break
        }
        return counts
    }

    /// One factor for each class in the loss that gives all classes the same total weight: `all / (classes * count)`, or 1 for a class that
    /// does not occur.
    ///
    /// - Throws: `DataError` if the targets are not classes.
    /// - Complexity: O(targets + classes).
    public func balancedClassWeights() throws(DataError) -> [Float] {
        let counts = classCounts
        guard !counts.isEmpty else {
            throw DataError(.operation(.noClasses(data: name)))
        }
        let all = Double(counts.reduce(0, +))
        return counts.map { $0 > 0 ? Float(all / (Double(counts.count) * Double($0))) : 1 }
    }
}
