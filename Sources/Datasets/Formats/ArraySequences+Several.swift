/// Targets other than one class or value: several targets, and label sequences.
extension ArraySequences {
    /// One target from each of several arrays.
    func severalTargets(_ layout: ArrayLayout, _ classes: [Names], known: SequenceDataset?) throws(DataError) -> SequenceDataset.Targets {
        var targets: [SequenceDataset.Target] = []
        for (index, (name, part)) in several.enumerated() {
            var details = SequenceDataset.Details()
            let other = known.flatMap { $0.severalTargets.indices.contains(index) ? $0.target(index) : nil }
            let values = try self.targets(
                part, layout, classes.indices.contains(index) ? classes[index] : .none, &details, known: other)
            targets.append(SequenceDataset.Target(name: name, values: values, scale: details.targetScale))
        }
        guard targets.allSatisfy({ $0.values.areOfSteps == targets[0].values.areOfSteps }) else {
            throw x.file.error(.arrays(.mixedTargets(targets.filter(\.values.areOfSteps).map(\.name))))
        }
        return .several(targets)
    }

    /// Label sequences: those of all sequences concatenated, or one padded row for each sequence.
    func labelSequences(_ part: Part, _ lengths: Part, _ layout: ArrayLayout, _ classes: Names) throws(DataError) -> SequenceDataset.Targets
    {
        let (places, offsets) = try labelPlaces(part, lengths, sequences: layout.steps.count)
        let (numbers, index) = try labels(part, at: places, classes)
        let sequences = LabelSequences(labels: numbers, offsets: offsets)
        for (sequence, steps) in layout.steps.enumerated() {
            let own = sequences[sequence]
            // Equal neighbouring labels need a blank between them.
            let repeats = zip(own, own.dropFirst()).count { $0 == $1 }
            guard own.count + repeats <= steps else {
                throw part.file.error(.arrays(.tooManyLabels(own.count, repeats: repeats, sequence: sequence + 1, steps: steps)))
            }
        }
        return .labelSequences(labels: sequences, names: index.names)
    }

    /// The classes of label sequences, without the padding of rows.
    var transcriptClasses: Names {
        guard let (part, lengths) = transcript,
            let places = try? labelPlaces(part, lengths, sequences: x.array.shape.first ?? 0).places
        else { return .none }
        switch part.array {
        case .texts(let array): return .texts(Set(places.map { array.values[$0] }))
        case .numbers(let array): return Self.classes(places.map { array.values[$0] })
        }
    }

    /// The indices of the labels of all sequences in their array, sequence by sequence, and the offset of each sequence among these.
    private func labelPlaces(_ part: Part, _ lengths: Part, sequences count: Int) throws(DataError) -> (places: [Int], offsets: [Int]) {
        let shape = part.array.shape
        let isFlat = shape.count == 1
        guard isFlat || shape.count == 2 && shape[0] == count else {
            throw part.file.error(.arrays(.labelsShape(shape, sequences: count)))
        }
        let all = shape[0]
        let counts = try labelCounts(lengths, sequences: count, most: isFlat ? all : shape[1])
        let offsets = counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
        if isFlat, offsets[count] != all {
            throw lengths.file.error(.arrays(.labelCount(sum: offsets[count], labels: all)))
        }
        let places = counts.enumerated().flatMap { sequence, own in
            let start = isFlat ? offsets[sequence] : sequence * shape[1]
            return start..<(start + own)
        }
        return (places, offsets)
    }

    private func labelCounts(_ lengths: Part, sequences: Int, most: Int) throws(DataError) -> [Int] {
        guard case .numbers(let array) = lengths.array, array.shape == [sequences] else {
            throw lengths.file.error(.arrays(.labelLengthsShape(lengths.array.shape, sequences: sequences)))
        }
        var counts: [Int] = []
        for (place, value) in array.values.enumerated() {
            guard value >= 0, value <= Float(most), value == value.rounded() else {
                throw lengths.file.error(.arrays(.labelLength(place + 1, value: value, most: most)))
            }
            counts.append(Int(value))
        }
        return counts
    }

    private func labels(_ part: Part, at places: [Int], _ classes: Names) throws(DataError) -> ([Int32], ClassIndex) {
        let index = try index(of: classes, part.file, .y)
        switch part.array {
        case .texts(let array): return (places.map { index[array.values[$0]] ?? 0 }, index)
        case .numbers(let array):
            let first = if case .numbers(let range) = classes { range.lowerBound } else { 0 }
            let values = places.map { array.values[$0] }
            return (try indices(values, from: first, below: first + index.names.count, part.file, .y), index)
        }
    }
}
