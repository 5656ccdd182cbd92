/// Elements of sequences, in one array, that are collected in whatever order they come.
struct SequenceElements<Element> {
    /// Of all sequences; in the order of the sequences once they are `arrange`d.
    private(set) var all: [Element] = []
    /// Which sequence the elements from a place on belong to.
    private var pieces: [(sequence: Int, start: Int)] = []
    /// Where each sequence begins and the last one ends; empty until they are arranged.
    private(set) var offsets: [Int] = []

    mutating func append(_ element: Element, to sequence: Int) {
        if pieces.last?.sequence != sequence { pieces.append((sequence, all.count)) }
        all.append(element)
    }

    /// Puts the elements of each sequence beside each other, in the order in which they came.
    ///
    /// - Complexity: O(elements), and nothing is moved where each sequence came in one piece after the one before it.
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

    /// The elements of a sequence, once they are arranged.
    subscript(sequence: Int) -> ArraySlice<Element> { all[offsets[sequence]..<offsets[sequence + 1]] }

    /// Changes the elements of a sequence, which `change` gets as all elements and the places of its own, in place.
    mutating func change<Result>(_ sequence: Int, _ change: (inout [Element], Range<Int>) -> Result) -> Result {
        change(&all, offsets[sequence]..<offsets[sequence + 1])
    }
}
