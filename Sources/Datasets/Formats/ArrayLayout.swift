/// The lengths of sequences in arrays with a time axis.
struct ArrayLayout {
    let steps: [Int]
    let time: Int
    let offsets: [Int]

    init(steps: [Int], time: Int) {
        self.steps = steps
        self.time = time
        offsets = steps.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    }

    /// The rows of real steps, without those after the end of a sequence.
    func compact<Element>(_ values: [Element], width: Int) -> [Element] {
        guard offsets.last != steps.count * time else { return values }
        return steps.enumerated().flatMap { values[($0 * time * width)..<(($0 * time + $1) * width)] }
    }

    /// The place of a number of the compact rows.
    func place(_ index: Int, width: Int) -> DataError.ArrayPlace {
        let step = index / width
        let sequence = max(0, (offsets.firstIndex { $0 > step } ?? offsets.count) - 1)
        return DataError.ArrayPlace(sequence: sequence + 1, step: step - offsets[sequence] + 1, feature: index % width + 1)
    }
}
