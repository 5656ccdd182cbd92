/// A sequence of labels, of any length, for each sequence: such as the letters of a written line or the words of a recording, whose
/// alignment with the steps is unknown.
public struct LabelSequences: Sendable, Equatable, Codable {
    /// The labels of all sequences, concatenated, as indices into names.
    public let labels: [Int32]
    /// The index of the first label of each sequence, followed by the number of all labels. `offsets.count == sequences + 1`.
    public let offsets: [Int]

    /// Stores the arrays without checks; `SequenceDataset` checks that they agree.
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

    /// The number of label sequences, including empty ones.
    public var count: Int { offsets.count - 1 }

    /// The labels of a sequence in `0 ..< count`.
    public subscript(sequence: Int) -> ArraySlice<Int32> { labels[range(sequence)] }

    /// The range of a sequence's labels among all labels.
    public func range(_ sequence: Int) -> Range<Int> { offsets[sequence]..<offsets[sequence + 1] }

    /// The labels of these sequences, in this order.
    ///
    /// - Complexity: O(labels).
    func select(_ sequences: some Sequence<Int>) -> LabelSequences { LabelSequences(sequences.map { Array(self[$0]) }) }

    /// Whether the offsets ascend from 0 to the number of labels.
    var isSound: Bool {
        offsets.first == 0 && offsets.last == labels.count && zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 }
    }
}
