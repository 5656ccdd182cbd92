/// Labels one after another for each sequence, as many as there are: what is written in a line, or said in a recording, where nobody knows at which step.
public struct LabelSequences: Sendable, Equatable, Codable {
    /// Those of all sequences, one sequence after another, as indices into names.
    public let labels: [Int32]
    /// Where those of each sequence begin; one more element is the number of all. `offsets.count == sequences + 1`.
    public let offsets: [Int]

    /// Takes the arrays as they are; `SequenceDataset` checks that they agree.
    public init(labels: [Int32], offsets: [Int]) {
        self.labels = labels
        self.offsets = offsets
    }

    /// The labels of each of these sequences.
    ///
    /// - Complexity: O(labels).
    public init(_ sequences: [[Int32]]) {
        labels = sequences.flatMap { $0 }
        offsets = sequences.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    }

    /// Sequences that have labels, be it none.
    public var count: Int { offsets.count - 1 }

    /// The labels of a sequence, `0 ..< count`.
    public subscript(sequence: Int) -> ArraySlice<Int32> { labels[range(sequence)] }

    /// Where the labels of a sequence stand among all.
    public func range(_ sequence: Int) -> Range<Int> { offsets[sequence]..<offsets[sequence + 1] }

    /// The labels of these sequences, in this order.
    ///
    /// - Complexity: O(labels).
    func select(_ sequences: some Sequence<Int>) -> LabelSequences { LabelSequences(sequences.map { Array(self[$0]) }) }

    /// Whether each sequence's labels follow those of the one before, and end with the last.
    var isSound: Bool {
        offsets.first == 0 && offsets.last == labels.count && zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 }
    }
}
