/// Elements of sequences in one array, collected in any order.
struct SequenceElements<Element> {
    /// The elements of all sequences; in the order of the sequences after `arrange`.
    private(set) var all: [Element] = []
    /// The sequence that the elements from `start` on belong to.
    private var pieces: [(sequence: Int, start: Int)] = []
    /// The offset of each sequence, and the end of the last one; empty before `arrange`.
    private(set) var offsets: [Int] = []

    mutating func append(_ element: Element, to sequence: Int) {
        if pieces.last?.sequence != sequence { pieces.append((sequence, all.count)) }
        all.append(element)
    }

    /// Makes the elements of each sequence contiguous, in the order in which they were added.
    ///
    /// - Complexity: O(elements); nothing is moved if each sequence was added in one piece, in order.
    mutating func arrange(count: Int) {
        offsets = [Int](repeating: 0, count: count + 1)
        let ends = pieces.dropFirst().map(\.start) + [all.count]
        for (piece, end) in zip(pieces, ends) { offsets[piece.sequence + 1] += end - piece.start }
        for sequence in 0..<count { offsets[sequence + 1] += offsets[sequence] }
        let isInOrder = zip(pieces, pieces.dropFirst()).allSatisfy { $0.sequence < $1.sequence }
        if !isInOrder {
            let order = zip(pieces, ends).map { (sequence: $0.sequence, range: $0.start..<$1) }.sorted {
                ($0.sequence, $0.range.lowerBound) < ($1.sequence, $1.range.lowerBound)
            }
            all = order.flatMap { all[$0.range] }
        }
        pieces = []
    }

    /// The elements of a sequence, after `arrange`.
    subscript(sequence: Int) -> ArraySlice<Element> { all[offsets[sequence]..<offsets[sequence + 1]] }

    /// Changes the elements of a sequence in place; `change` receives all elements and the range of its own.
    mutating func change<Result>(_ sequence: Int, _ change: (inout [Element], Range<Int>) -> Result) -> Result {
        change(&all, offsets[sequence]..<offsets[sequence + 1])
    }
}
