/// Sequences from arrays of numbers, as scientists keep them: x, y and lengths.
///
/// - `x`: shape [sequences, time, features], or [sequences, time] for one feature; 32- and 64-bit integers of shape
///   [sequences, time] are symbols. Bytes of shape [sequences, rows, columns] are images, scaled to 0...1.
/// - `y`: integers of shape [sequences] or [sequences, time] are classes; other numbers of shape [sequences], [sequences, width] or
///   [sequences, time, width] are values. Without `y` the next step is to be predicted.
/// - `lengths`: shape [sequences], the real steps of each sequence; all of them where it is missing.
struct ArraySequences {
    /// More classes or symbols than this is taken for a mistake.
    private static let mostClasses = 1_000_000

    let name: String
    var x: (array: NumberArray, file: SourceFile)
    var y: (array: NumberArray, file: SourceFile)?
    var lengths: (array: NumberArray, file: SourceFile)?

    /// Number of classes that `y` needs; 0 where it holds values.
    var classes: Int { y.map { $0.array.type.isInteger ? Int(clamping: $0.array.values.max() ?? 0) + 1 : 0 } ?? 0 }

    /// Number of symbols that `x` needs; 0 where it holds features.
    var symbols: Int { isSymbols ? Int(clamping: x.array.values.max() ?? 0) + 1 : 0 }

    private var isSymbols: Bool { x.array.shape.count == 2 && (x.array.type == .int32 || x.array.type == .int64) }

    /// - Parameters:
    ///   - classes, symbols: how many there are in training and test data together.
    /// - Throws: `DataError` where shapes do not fit together, and for numbers that are not finite or no class numbers.
    func dataset(classes: Int, symbols: Int) throws(DataError) -> SequenceDataset {
        let shape = x.array.shape
        guard shape.count == 2 || shape.count == 3 else {
            throw x.file.error(.arrays(.axes(shape: shape)))
        }
        let (count, time, width) = (shape[0], shape[1], shape.count == 3 ? shape[2] : 1)
        guard count > 0, time > 0, width > 0 else { throw x.file.error(.arrays(.empty(.x, shape: shape))) }
        let steps = try realSteps(count: count, time: time)
        let offsets = steps.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
        let values = compact(x.array.values, steps: steps, time: time, width: width)

        var inputs = SequenceDataset.Inputs.features(values: values, width: width)
        if isSymbols {
            let names = try names(symbols, x.file, .x)
            inputs = .symbols(ids: try indices(values, below: symbols, x.file, .x), vocabulary: names)
        } else if let place = values.firstIndex(where: { !$0.isFinite }) {
            throw x.file.error(.arrays(.notFinite(.x, place + 1)))
        } else if x.array.type == .uint8 {
            inputs = .features(values: values.map { $0 / 255 }, width: width)
        }
        let presentation: SequenceDataset.Presentation =
            isSymbols ? .symbols : x.array.type == .uint8 && shape.count == 3 ? .imageRows : .channels
        if y == nil {
            if isSymbols {
                return SequenceDataset(name: name, presentation: .symbols, inputs: inputs, targets: .nextSymbol, offsets: offsets)
            }
            return try SequenceDataset.forecasting(name: name, values: values, width: width, offsets: offsets, file: x.file.name)
        }
        return SequenceDataset(
            name: name, presentation: presentation, inputs: inputs,
            targets: try targets(count: count, time: time, steps: steps, classes: classes), offsets: offsets)
    }

    private func targets(count: Int, time: Int, steps: [Int], classes: Int) throws(DataError) -> SequenceDataset.Targets {
        guard let y else { return .nextSymbol }
        let shape = y.array.shape
        guard shape.first == count else {
            throw y.file.error(.arrays(.sequences(shape: shape, expected: count)))
        }
        let isPerStep = shape.count > 1 && shape[1] == time && (y.array.type.isInteger || shape.count == 3)
        guard shape.count == 1 || isPerStep && shape.count <= 3 || shape.count == 2 else {
            throw y.file.error(.arrays(.targetShape(shape, steps: time)))
        }
        let width = isPerStep ? (shape.count == 3 ? shape[2] : 1) : (shape.count == 2 ? shape[1] : 1)
        guard width > 0 else { throw y.file.error(.arrays(.empty(.y, shape: shape))) }
        let values = isPerStep ? compact(y.array.values, steps: steps, time: time, width: width) : y.array.values
        if y.array.type.isInteger && width == 1 {
            let names = try names(classes, y.file, .y)
            let labels = try indices(values, below: classes, y.file, .y)
            return isPerStep ? .stepClasses(labels: labels, names: names) : .sequenceClasses(labels: labels, names: names)
        }
        if let place = values.firstIndex(where: { !$0.isFinite }) { throw y.file.error(.arrays(.notFinite(.y, place + 1))) }
        return isPerStep ? .stepValues(values: values, width: width) : .sequenceValues(values: values, width: width)
    }

    private func realSteps(count: Int, time: Int) throws(DataError) -> [Int] {
        guard let lengths else { return [Int](repeating: time, count: count) }
        guard lengths.array.shape == [count] else {
            throw lengths.file.error(.arrays(.lengthsShape(lengths.array.shape, sequences: count)))
        }
        var steps: [Int] = []
        for (index, length) in lengths.array.values.enumerated() {
            guard length >= 1, length <= Float(time), length == length.rounded() else {
                throw lengths.file.error(.arrays(.length(index + 1, value: length, longest: time)))
            }
            steps.append(Int(length))
        }
        return steps
    }

    /// The rows of real steps, without those past the end of a sequence.
    private func compact(_ values: [Float], steps: [Int], time: Int, width: Int) -> [Float] {
        guard lengths != nil else { return values }
        return steps.enumerated().flatMap { values[($0 * time * width)..<(($0 * time + $1) * width)] }
    }

    /// The numbers below `count` as names. Their count comes from the numbers in a file, so that it is checked before any is made.
    private func names(
        _ count: Int, _ file: SourceFile, _ array: DataError.ArraysProblem.Name
    ) throws(DataError) -> [String] {
        guard count <= ArraySequences.mostClasses else {
            throw file.error(.arrays(.tooManyClasses(array, greatest: count - 1, limit: ArraySequences.mostClasses - 1)))
        }
        return (0..<count).map(String.init)
    }

    private func indices(
        _ values: [Float], below bound: Int, _ file: SourceFile, _ array: DataError.ArraysProblem.Name
    ) throws(DataError) -> [Int32] {
        var indices: [Int32] = []
        indices.reserveCapacity(values.count)
        for (place, value) in values.enumerated() {
            guard value >= 0, value < Float(bound) else {
                throw file.error(.arrays(.notAClass(array, place + 1, value: value)))
            }
            indices.append(Int32(value))
        }
        return indices
    }
}

extension NumberType {
    fileprivate var isInteger: Bool { self != .float32 && self != .float64 }
}

extension Int {
    /// The nearest integer; 0 for what is no number.
    fileprivate init(clamping value: Float) {
        self = value.isNaN ? 0 : Int(Swift.max(-1e9, Swift.min(1e9, value)))
    }
}
