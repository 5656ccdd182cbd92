/// Sequences from arrays, as scientists keep them: x, y and lengths.
///
/// - `x`: shape [sequences, time, features], or [sequences, time] for one feature; 32- and 64-bit integers of shape
///   [sequences, time] are symbols, and so are texts. Bytes of shape [sequences, rows, columns] are images, scaled to 0...1. Steps at the end of a sequence that
///   are NaN in all features, or empty texts, are past its end.
/// - `y`: integers of shape [sequences] or [sequences, time] are classes, and so are texts and rows of one 1 among zeros; other numbers of shape [sequences],
///   [sequences, width] or [sequences, time, width] are values. Without `y` the next step is to be predicted.
/// - `lengths`: shape [sequences], the real steps of each sequence; all of them where it is missing.
struct ArraySequences {
    /// An array and the file, or the part of an archive, that it comes from.
    struct Part {
        var array: NumPyArray
        var file: SourceFile

        init(_ file: SourceFile) throws(DataError) {
            array = try NumPy.readAny(file)
            self.file = file
        }
    }

    /// The names of classes or symbols that some arrays have.
    enum Names {
        case none
        case numbers(ClosedRange<Int>)
        case texts(Set<String>)

        /// Those of both.
        func joined(_ other: Names) -> Names {
            switch (self, other) {
            case (.none, _): other
            case (_, .none): self
            case (.numbers(let a), .numbers(let b)): .numbers(min(a.lowerBound, b.lowerBound)...max(a.upperBound, b.upperBound))
            case (.texts(let a), .texts(let b)): .texts(a.union(b))
            case (.numbers, .texts), (.texts, .numbers): self
            }
        }
    }

    /// More classes or symbols than this is taken for a mistake.
    private static let mostClasses = 1_000_000

    let name: String
    var x: Part
    var y: Part?
    var lengths: Part?
    var missing = MissingValues.refuse
    var target: TargetKind?

    /// The classes of y as far as it holds some: all whole numbers from 0, or from 1 where that is the least, to the greatest; or the texts.
    var classes: Names {
        switch y?.array {
        case nil: return .none
        case .texts(let array): return .texts(Set(array.values))
        case .numbers(let array):
            guard let least = array.values.min(), let greatest = array.values.max() else { return .none }
            let first = Int(clamping: least) == 1 ? 1 : 0
            return .numbers(first...max(first, Int(clamping: greatest)))
        }
    }

    /// The symbols of x: all whole numbers from 0 to the greatest, or the texts; none where it holds features.
    var symbols: Names {
        switch x.array {
        case .texts(let array): return .texts(Set(array.values).subtracting([""]))
        case .numbers(let array):
            guard isSymbols, let greatest = array.values.max() else { return .none }
            return .numbers(0...max(0, Int(clamping: greatest)))
        }
    }

    private var isSymbols: Bool {
        switch x.array {
        case .texts: true
        case .numbers(let array): array.shape.count == 2 && (array.type == .int32 || array.type == .int64)
        }
    }

    /// - Parameters:
    ///   - classes, symbols: those of training and test data together.
    /// - Throws: `DataError` where shapes do not fit together, and for numbers that are not finite or no class numbers.
    func dataset(classes: Names, symbols: Names) throws(DataError) -> SequenceDataset {
        let dataset = try unmasked(classes: classes, symbols: symbols)
        return missing == .mask ? dataset.masked() : dataset
    }

    private func unmasked(classes: Names, symbols: Names) throws(DataError) -> SequenceDataset {
        let shape = x.array.shape
        guard shape.count == 2 || shape.count == 3 else {
            throw x.file.error(.arrays(.axes(shape: shape)))
        }
        let (count, time, width) = (shape[0], shape[1], shape.count == 3 ? shape[2] : 1)
        guard count > 0, time > 0, width > 0 else { throw x.file.error(.arrays(.empty(.x, shape: shape))) }
        let layout = Layout(steps: try realSteps(count: count, time: time, width: width), time: time)
        switch x.array {
        case .texts(let array):
            guard shape.count == 2 else { throw x.file.error(.arrays(.axes(shape: shape))) }
            let names = try index(of: symbols, x.file, .x)
            let words = layout.compact(array.values, width: 1)
            return try sequences(
                .symbols(ids: words.map { names[$0] ?? 0 }, vocabulary: names.names), .symbols, classes: classes, layout)
        case .numbers(let array) where isSymbols:
            let names = try index(of: symbols, x.file, .x)
            let ids = try indices(layout.compact(array.values, width: 1), from: 0, below: names.names.count, x.file, .x)
            return try sequences(.symbols(ids: ids, vocabulary: names.names), .symbols, classes: classes, layout)
        case .numbers(let array):
            var values = layout.compact(array.values, width: width)
            if !array.type.isInteger { try fill(&values, layout, width: width) }
            let isImage = array.type == .uint8 && shape.count == 3
            if y == nil {
                return try SequenceDataset.forecasting(
                    name: name, values: values, width: width, offsets: layout.offsets, file: x.file.name)
            }
            if array.type == .uint8 { values = values.map { $0 / 255 } }
            return try sequences(.features(values: values, width: width), isImage ? .imageRows : .channels, classes: classes, layout)
        }
    }

    private func sequences(
        _ inputs: SequenceDataset.Inputs, _ presentation: SequenceDataset.Presentation, classes: Names, _ layout: Layout
    ) throws(DataError) -> SequenceDataset {
        SequenceDataset(
            name: name, presentation: presentation, inputs: inputs,
            targets: try y.map { y throws(DataError) in try targets(y, layout, classes) } ?? .nextSymbol, offsets: layout.offsets)
    }

    // MARK: Steps

    /// Where sequences end within the axis of time.
    private struct Layout {
        let steps: [Int]
        let time: Int
        let offsets: [Int]

        init(steps: [Int], time: Int) {
            self.steps = steps
            self.time = time
            offsets = steps.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
        }

        /// The rows of real steps, without those past the end of a sequence.
        func compact<Element>(_ values: [Element], width: Int) -> [Element] {
            guard offsets.last != steps.count * time else { return values }
            return steps.enumerated().flatMap { values[($0 * time * width)..<(($0 * time + $1) * width)] }
        }

        /// Where a number of the compact rows stands.
        func place(_ index: Int, width: Int) -> DataError.ArrayPlace {
            let step = index / width
            let sequence = max(0, (offsets.firstIndex { $0 > step } ?? offsets.count) - 1)
            return DataError.ArrayPlace(sequence: sequence + 1, step: step - offsets[sequence] + 1, feature: index % width + 1)
        }
    }

    private func realSteps(count: Int, time: Int, width: Int) throws(DataError) -> [Int] {
        guard let lengths else { return try filledSteps(count: count, time: time, width: width) }
        guard case .numbers(let array) = lengths.array, array.shape == [count] else {
            throw lengths.file.error(.arrays(.lengthsShape(lengths.array.shape, sequences: count)))
        }
        var steps: [Int] = []
        for (index, length) in array.values.enumerated() {
            guard length >= 1, length <= Float(time), length == length.rounded() else {
                throw lengths.file.error(.arrays(.length(index + 1, value: length, longest: time)))
            }
            steps.append(Int(length))
        }
        return steps
    }

    /// Steps up to the last one that is not NaN, or empty.
    private func filledSteps(count: Int, time: Int, width: Int) throws(DataError) -> [Int] {
        let isEmpty: (Int) -> Bool
        switch x.array {
        case .texts(let array): isEmpty = { array.values[$0].isEmpty }
        case .numbers(let array):
            guard !array.type.isInteger else { return [Int](repeating: time, count: count) }
            isEmpty = { array.values[$0].isNaN }
        }
        var steps: [Int] = []
        for sequence in 0..<count {
            var length = time
            while length > 0 {
                let row = (sequence * time + length - 1) * width
                guard (row..<(row + width)).allSatisfy(isEmpty) else { break }
                length -= 1
            }
            guard length > 0 else { throw x.file.error(.arrays(.allMissing(sequence: sequence + 1, feature: nil))) }
            steps.append(length)
        }
        return steps
    }

    /// Fills NaN, where that is asked for.
    private func fill(_ values: inout [Float], _ layout: Layout, width: Int) throws(DataError) {
        if let place = values.firstIndex(where: \.isInfinite) {
            throw x.file.error(.arrays(.notFinite(.x, layout.place(place, width: width))))
        }
        guard let gap = values.firstIndex(where: \.isNaN) else { return }
        guard missing != .refuse else { throw x.file.error(.arrays(.missing(.x, layout.place(gap, width: width)))) }
        for sequence in layout.steps.indices {
            for feature in 0..<width {
                let places = stride(
                    from: layout.offsets[sequence] * width + feature, to: layout.offsets[sequence + 1] * width, by: width)
                guard places.contains(where: { values[$0].isNaN }) else { continue }
                guard let filled = missing.fill(places.map { values[$0].isNaN ? nil : values[$0] }) else {
                    throw x.file.error(.arrays(.allMissing(sequence: sequence + 1, feature: feature + 1)))
                }
                for (place, value) in zip(places, filled) { values[place] = value }
            }
        }
    }
}

// MARK: Targets

extension ArraySequences {
    private func targets(_ y: Part, _ layout: Layout, _ classes: Names) throws(DataError) -> SequenceDataset.Targets {
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
            return try targets(array, y.file, layout, classes, hasSteps: hasSteps)
        }
    }

    private func targets(
        _ array: NumberArray, _ file: SourceFile, _ layout: Layout, _ classes: Names, hasSteps: Bool
    ) throws(DataError) -> SequenceDataset.Targets {
        let shape = array.shape
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
        // Of steps some may have nothing to predict.
        let isFree = missing == .mask && isPerStep
        if let place = values.firstIndex(where: { isFree ? $0.isInfinite : !$0.isFinite }) {
            var found = layout.place(place, width: width)
            if !isPerStep { found = DataError.ArrayPlace(sequence: place / width + 1, step: nil, feature: place % width + 1) }
            throw file.error(.arrays(.notFinite(.y, found)))
        }
        return isPerStep ? .stepValues(values: values, width: width) : .sequenceValues(values: values, width: width)
    }

    /// nil where each row is one 1 among zeros; else the first row that is not.
    private static func isOneHot(_ values: [Float], width: Int) -> Int? {
        (0..<(values.count / width)).first { row in
            let row = values[(row * width)..<((row + 1) * width)]
            return !(row.allSatisfy { $0 == 0 || $0 == 1 } && row.reduce(0, +) == 1)
        }
    }

    /// Where each row has its 1.
    private static func places(_ values: [Float], width: Int) -> [Int32] {
        (0..<(values.count / width)).map { row in Int32((0..<width).first { values[row * width + $0] == 1 } ?? 0) }
    }

    /// The names in order. Numbers come from a file, so that their count is checked before any name is made.
    private func index(of names: Names, _ file: SourceFile, _ array: DataError.ArraysProblem.Name) throws(DataError) -> ClassIndex {
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

    private func indices(
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

extension Int {
    /// The nearest integer; 0 for what is no number.
    fileprivate init(clamping value: Float) {
        self = value.isNaN ? 0 : Int(Swift.max(-1e9, Swift.min(1e9, value)))
    }
}
