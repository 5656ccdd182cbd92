/// Sequences from arrays in the usual scientific form: x, y and lengths.
///
/// - `x`: shape [sequences, time, features], or [sequences, time] for one feature; 32- and 64-bit integers of shape [sequences, time], and
///   texts, are symbols. Bytes of shape [sequences, rows, columns] are images, scaled to 0...1. A sequence ends before trailing steps that
///   are NaN in all features, or empty texts.
/// - `y`: integers of shape [sequences] or [sequences, time] are classes, as are texts and one-hot rows; other numbers of shape
///   [sequences], [sequences, width] or [sequences, time, width] are values. Without `y` the target is the next step.
/// - `lengths`: shape [sequences], the number of real steps of each sequence; all steps if it is missing.
/// - `weights`: shape [sequences], the weight of each sequence; 1 if it is missing.
/// - `step_weights`: shape [sequences, time], the weight of each step for predictions at each step; 1 if it is missing.
/// - `labels`: label sequences, to be aligned with the steps: integers of shape [sequences, longest] with `label_lengths` of shape
///   [sequences], or the labels of all sequences concatenated, shape [labels], with `label_lengths`.
/// - Several targets: one array like `y` for each.
struct ArraySequences {
    /// An array, and the file or archive entry that it comes from.
    struct Part {
        var array: NumPyArray
        var file: SourceFile

        init(_ file: SourceFile) throws(DataError) {
            array = try NumPy.readAny(file)
            self.file = file
        }
    }

    /// The names of classes or symbols in some arrays.
    enum Names {
        case none
        case numbers(ClosedRange<Int>)
        case texts(Set<String>)

        /// The union of both.
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

    /// More classes or symbols than this are considered a mistake.
    static let mostClasses = 1_000_000

    let name: String
    var x: Part
    var y: Part?
    var lengths: Part?
    var weights: Part?
    var stepWeights: Part?
    /// The labels of label sequences, and the number of labels of each sequence.
    var transcript: (labels: Part, lengths: Part)?
    /// Several targets, instead of `y`.
    var several: [(name: String, part: Part)] = []
    var missing = MissingValues.refuse
    var target: TargetKind?

    /// The classes of y, if it holds classes: all integers from 0, or from 1 if that is the least, to the greatest; or the texts.
    var classes: Names { transcript == nil ? classes(of: y) : transcriptClasses }

    private func classes(of part: Part?) -> Names {
        switch part?.array {
        case nil: return .none
        case .texts(let array): return .texts(Set(array.values))
        case .numbers(let array): return Self.classes(array.values)
        }
    }

    static func classes(_ values: [Float]) -> Names {
        guard let least = values.min(), let greatest = values.max() else { return .none }
        let first = Int(clamping: least) == 1 ? 1 : 0
        return .numbers(first...max(first, Int(clamping: greatest)))
    }

    /// The classes of each of several targets.
    var severalClasses: [Names] { several.map { classes(of: $0.part) } }

    /// The symbols of x: all integers from 0 to the greatest, or the texts; none if it holds features.
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
    ///   - classes, symbols: those of training and test data together, one element for each of several targets.
    ///   - known: data whose bases are subtracted here as well; nil to determine them from these arrays.
    /// - Throws: `DataError` if shapes do not match, and for numbers that are not finite or not class numbers.
    func dataset(classes: [Names], symbols: Names, known: SequenceDataset? = nil) throws(DataError) -> SequenceDataset {
        let dataset = try unmasked(classes: classes, symbols: symbols, known: known)
        return missing == .mask ? dataset.masked() : dataset
    }

    private func unmasked(classes: [Names], symbols: Names, known: SequenceDataset?) throws(DataError) -> SequenceDataset {
        let shape = x.array.shape
        guard shape.count == 2 || shape.count == 3 else {
            throw x.file.error(.arrays(.axes(shape: shape)))
        }
        let (count, time, width) = (shape[0], shape[1], shape.count == 3 ? shape[2] : 1)
        guard count > 0, time > 0, width > 0 else { throw x.file.error(.arrays(.empty(.x, shape: shape))) }
        let layout = ArrayLayout(steps: try realSteps(count: count, time: time, width: width), time: time)
        switch x.array {
        case .texts(let array):
            guard shape.count == 2 else { throw x.file.error(.arrays(.axes(shape: shape))) }
            let names = try index(of: symbols, x.file, .x)
            let words = layout.compact(array.values, width: 1)
            return try sequences(
                .symbols(ids: words.map { names[$0] ?? 0 }, vocabulary: names.names), .symbols, classes: classes, layout, known: known)
        case .numbers(let array) where isSymbols:
            let names = try index(of: symbols, x.file, .x)
            let ids = try indices(layout.compact(array.values, width: 1), from: 0, below: names.names.count, x.file, .x)
            return try sequences(.symbols(ids: ids, vocabulary: names.names), .symbols, classes: classes, layout, known: known)
        case .numbers(let array):
            var (values, base) = try precise(x, array, layout, width: width, known: known?.storage.details.inputBase(width: width))
            if !array.type.isInteger { try fill(&values, layout, width: width, base: base) }
            let isImage = array.type == .uint8 && shape.count == 3
            if y == nil, transcript == nil, several.isEmpty {
                return try SequenceDataset.forecasting(
                    name: name, values: values, width: width, offsets: layout.offsets, file: x.file.name, base: base,
                    weights: try sequenceWeights(count: count), stepWeights: try weightsOfSteps(layout))
            }
            if array.type == .uint8 { values = values.map { $0 / 255 } }
            return try sequences(
                .features(values: values, width: width), isImage ? .imageRows : .channels, classes: classes, layout, base: base,
                known: known)
        }
    }

    private func sequences(
        _ inputs: SequenceDataset.Inputs, _ presentation: SequenceDataset.Presentation, classes: [Names], _ layout: ArrayLayout,
        base: [Double] = [],
        known: SequenceDataset?
    ) throws(DataError) -> SequenceDataset {
        var details = SequenceDataset.Details()
        details.inputScale = Standardization(base: base)
        details.weights = try sequenceWeights(count: layout.steps.count)
        details.stepWeights = try weightsOfSteps(layout)
        var targets = SequenceDataset.Targets.nextSymbol
        if let transcript {
            targets = try labelSequences(transcript.labels, transcript.lengths, layout, classes.first ?? .none)
        } else if !several.isEmpty {
            targets = try severalTargets(layout, classes, known: known)
        } else if let y {
            targets = try self.targets(y, layout, classes.first ?? .none, &details, known: known)
        }
        if let stepWeights, !targets.areOfSteps { throw stepWeights.file.error(.arrays(.stepWeightsWithoutStepTargets)) }
        return SequenceDataset(
            name: name, presentation: presentation, inputs: inputs, targets: targets, offsets: layout.offsets, details: details)
    }

    private func sequenceWeights(count: Int) throws(DataError) -> [Float] {
        guard let weights else { return [] }
        guard case .numbers(let array) = weights.array, array.shape == [count] else {
            throw weights.file.error(.arrays(.weightsShape(weights.array.shape, sequences: count)))
        }
        if let place = array.values.firstIndex(where: { !($0 >= 0) || $0.isInfinite }) {
            throw weights.file.error(.arrays(.weight(place + 1, value: array.values[place])))
        }
        guard array.values.contains(where: { $0 > 0 }) else { throw weights.file.error(.arrays(.noWeights)) }
        return array.values
    }

    /// The weight of each real step; empty if each counts once.
    private func weightsOfSteps(_ layout: ArrayLayout) throws(DataError) -> [Float] {
        guard let stepWeights else { return [] }
        guard case .numbers(let array) = stepWeights.array, array.shape == [layout.steps.count, layout.time] else {
            throw stepWeights.file.error(
                .arrays(.stepWeightsShape(stepWeights.array.shape, sequences: layout.steps.count, steps: layout.time)))
        }
        let weights = layout.compact(array.values, width: 1)
        if let place = weights.firstIndex(where: { !($0 >= 0) || $0.isInfinite }) {
            throw stepWeights.file.error(.arrays(.stepWeight(layout.place(place, width: 1), value: weights[place])))
        }
        guard weights.contains(where: { $0 > 0 }) else { throw stepWeights.file.error(.arrays(.noWeights)) }
        return weights
    }

    /// The real steps of an array in single precision, and the base subtracted from each column to preserve its digits.
    ///
    /// - Parameters:
    ///   - layout: nil if the array has no steps.
    ///   - known: the bases, if they are known from other data.
    func precise(
        _ part: Part, _ array: NumberArray, _ layout: ArrayLayout?, width: Int, known: [Double]?
    ) throws(DataError) -> (values: [Float], base: [Double]) {
        func compact<Number>(_ values: [Number]) -> [Number] { layout?.compact(values, width: width) ?? values }
        let single = compact(array.values)
        guard array.type.isWide, known.map({ !$0.isEmpty }) ?? PreciseBase.mayBeNeeded(for: single, width: width) else {
            return (single, [])
        }
        let wide = compact(try NumPy.readDoubles(part.file))
        let base = known ?? PreciseBase.bases(of: wide, width: width)
        return base.isEmpty ? (single, []) : (PreciseBase.single(wide, less: base), base)
    }

    // MARK: Steps

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

    /// The number of steps up to the last one that is neither NaN nor empty.
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

    /// Fills NaN, if requested.
    private func fill(_ values: inout [Float], _ layout: ArrayLayout, width: Int, base: [Double]) throws(DataError) {
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
                guard let filled = missing.fill(places.map { values[$0] }, zero: base.isEmpty ? 0 : Float(-base[feature])) else {
                    throw x.file.error(.arrays(.allMissing(sequence: sequence + 1, feature: feature + 1)))
                }
                for (place, value) in zip(places, filled) { values[place] = value }
            }
        }
    }
}

extension Int {
    /// The nearest integer; 0 for NaN.
    fileprivate init(clamping value: Float) {
        self = value.isNaN ? 0 : Int(Swift.max(-1e9, Swift.min(1e9, value)))
    }
}
