/// Targets from an array of their own.
extension ArraySequences {
    func targets(
        _ y: Part, _ layout: ArrayLayout, _ classes: Names, _ details: inout SequenceDataset.Details, known: SequenceDataset?
    ) throws(DataError) -> SequenceDataset.Targets {
        let (shape, count) = (y.array.shape, layout.steps.count)
        guard shape.first == count else {
            throw y.file.error(.arrays(.sequences(shape: shape, expected: count)))
        }
        let hasSteps = shape.count > 1 && shape[1] == layout.time
        guard target != .labels || hasSteps else {
            throw y.file.error(.arrays(.noStepLabels(shape: shape, steps: layout.time)))
        }
        guard shape.count == 1 || hasSteps && shape.count <= 3 || shape.count == 2 else {
            throw y.file.error(.arrays(.targetShape(shape, steps: layout.time)))
        }
        if target == .multilabel { return try labels(y, count: count) }
        switch y.array {
        case .texts(let array):
            guard target != .values else { throw y.file.error(.arrays(.textsAreNoValues)) }
            let isPerStep = hasSteps && shape.count == 2
            guard isPerStep || shape.count == 1 || shape == [count, 1] else {
                throw y.file.error(.arrays(.targetShape(shape, steps: layout.time)))
            }
            let index = try index(of: classes, y.file, .y)
            let labels = (isPerStep ? layout.compact(array.values, width: 1) : array.values).map { index[$0] ?? 0 }
            return isPerStep
                ? .stepClasses(labels: labels, names: index.names) : .sequenceClasses(labels: labels, names: index.names)
        case .numbers(let array):
            return try targets(array, y, layout, classes, hasSteps: hasSteps, &details, known: known)
        }
    }

    private func targets(
        _ array: NumberArray, _ y: Part, _ layout: ArrayLayout, _ classes: Names, hasSteps: Bool,
        _ details: inout SequenceDataset.Details, known: SequenceDataset?
    ) throws(DataError) -> SequenceDataset.Targets {
        let (shape, file) = (array.shape, y.file)
        let isOneHotSequence = shape.count == 2 && shape[1] > 1 && Self.isOneHot(array.values, width: shape[1]) == nil
        if isOneHotSequence, target == nil, hasSteps, array.type.isInteger {
            throw file.error(.arrays(.oneHotOrSteps(steps: layout.time)))
        }
        if shape.count == 2, shape[1] > 1, target == .classes, !(hasSteps && array.type.isInteger && !isOneHotSequence) {
            if let row = Self.isOneHot(array.values, width: shape[1]) { throw file.error(.arrays(.notOneHot(sequence: row + 1))) }
        }
        if isOneHotSequence, target == .classes || target == nil {
            return .sequenceClasses(labels: Self.places(array.values, width: shape[1]), names: (0..<shape[1]).map(String.init))
        }
        let isPerStep = hasSteps && (array.type.isInteger || shape.count == 3 || target == .labels)
        let width = isPerStep ? (shape.count == 3 ? shape[2] : 1) : (shape.count == 2 ? shape[1] : 1)
        guard width > 0 else { throw file.error(.arrays(.empty(.y, shape: shape))) }
        let values = isPerStep ? layout.compact(array.values, width: width) : array.values
        if isPerStep, width > 1, target != .values {
            let row = Self.isOneHot(values, width: width)
            if row == nil { return .stepClasses(labels: Self.places(values, width: width), names: (0..<width).map(String.init)) }
            if let row, target != nil { throw file.error(.arrays(.notOneHot(sequence: layout.place(row, width: 1).sequence))) }
        }
        if width == 1, target.map({ $0 != .values }) ?? array.type.isInteger {
            let index = try index(of: classes, file, .y)
            let first = if case .numbers(let range) = classes { range.lowerBound } else { 0 }
            let labels = try indices(values, from: first, below: first + index.names.count, file, .y)
            return isPerStep
                ? .stepClasses(labels: labels, names: index.names) : .sequenceClasses(labels: labels, names: index.names)
        }
        // Some steps may have no target.
        let isFree = missing == .mask && isPerStep
        if let place = values.firstIndex(where: { isFree ? $0.isInfinite : !$0.isFinite }) {
            var found = layout.place(place, width: width)
            if !isPerStep { found = DataError.ArrayPlace(sequence: place / width + 1, step: nil, feature: place % width + 1) }
            throw file.error(.arrays(.notFinite(.y, found)))
        }
        let (precise, base) = try precise(
            y, array, isPerStep ? layout : nil, width: width, known: known?.storage.details.targetBase(width: width))
        details.targetScale = Standardization(base: base)
        return isPerStep ? .stepValues(values: precise, width: width) : .sequenceValues(values: precise, width: width)
    }

    /// A row of zeros and ones for each sequence.
    private func labels(_ y: Part, count: Int) throws(DataError) -> SequenceDataset.Targets {
        guard case .numbers(let array) = y.array, array.shape.count == 2, array.shape[1] > 0,
            array.values.allSatisfy({ $0 == 0 || $0 == 1 })
        else { throw y.file.error(.arrays(.notLabels(shape: y.array.shape))) }
        return .sequenceLabels(values: array.values, names: (0..<array.shape[1]).map(String.init))
    }

    /// The first row that is not one-hot; nil if all are.
    private static func isOneHot(_ values: [Float], width: Int) -> Int? {
        (0..<(values.count / width)).first { row in
            let row = values[(row * width)..<((row + 1) * width)]
            return !(row.allSatisfy { $0 == 0 || $0 == 1 } && row.reduce(0, +) == 1)
        }
    }

    /// The column of the 1 in each row.
    private static func places(_ values: [Float], width: Int) -> [Int32] {
        (0..<(values.count / width)).map { row in Int32((0..<width).first { values[row * width + $0] == 1 } ?? 0) }
    }

    /// The names in order. Numbers come from a file, so their count is checked before any name is made.
    func index(of names: Names, _ file: SourceFile, _ array: DataError.ArraysProblem.Name) throws(DataError) -> ClassIndex {
        switch names {
        case .none: return ClassIndex([])
        case .texts(let texts): return ClassIndex(found: texts)
        case .numbers(let range):
            guard range.upperBound < Self.mostClasses else {
                throw file.error(.arrays(.tooManyClasses(array, greatest: range.upperBound, limit: Self.mostClasses - 1)))
            }
            return ClassIndex(range.map(String.init))
        }
    }

    func indices(
        _ values: [Float], from first: Int, below bound: Int, _ file: SourceFile, _ array: DataError.ArraysProblem.Name
    ) throws(DataError) -> [Int32] {
        var indices: [Int32] = []
        indices.reserveCapacity(values.count)
        for (place, value) in values.enumerated() {
            guard value >= Float(first), value < Float(bound), value == value.rounded() else {
                throw file.error(.arrays(.notAClass(array, place + 1, value: value)))
            }
            indices.append(Int32(value) - Int32(first))
        }
        return indices
    }
}
