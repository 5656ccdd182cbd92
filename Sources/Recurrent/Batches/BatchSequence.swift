import Datasets

/// The batches of one pass over a dataset, created on demand.
struct BatchSequence {
    private enum Kind {
        /// Whole sequences.
        case whole(batches: [[Int]])
        /// Groups of sequences that are read window by window, longest sequence first, so that sequences that have ended are the last rows.
        case windows(groups: [[Int]], places: [(group: Int, start: Int)], window: Int)
        /// One long sequence, cut into parallel streams that are read window by window.
        case streams(sequence: Int, ranges: [Range<Int>], end: Int, window: Int)
    }

    private let data: SequenceDataset
    private let kind: Kind

    let count: Int
    /// The greatest number of rows in a batch, and of steps in a row.
    let greatestBatch: Int
    let greatestSteps: Int

    /// Batches of sequences, or windows of them.
    ///
    /// - Parameters:
    ///   - batches: indices of sequences in `data` that form a batch.
    ///   - window: the steps in a window, with the state carried from window to window; nil for whole sequences.
    /// - Precondition: no batch and no sequence is empty; `window` is 1 or more.
    init(_ data: SequenceDataset, batches: [[Int]], window: Int?) {
        self.data = data
        let longest = batches.reduce(0) { longest, batch in batch.reduce(longest) { max($0, data.length($1)) } }
        greatestBatch = batches.reduce(0) { max($0, $1.count) }
        greatestSteps = min(longest, window ?? longest)
        guard let window else {
            kind = .whole(batches: batches)
            count = batches.count
            return
        }
        let groups = batches.map { batch in
            batch.enumerated()
                .sorted { (data.length($1.element), $0.offset) < (data.length($0.element), $1.offset) }
                .map(\.element)
        }
        let places = groups.enumerated().flatMap { group, indices in
            stride(from: 0, to: data.length(indices[0]), by: window).map { (group: group, start: $0) }
        }
        kind = .windows(groups: groups, places: places, window: window)
        count = places.count
    }

    /// One long sequence, cut into this many parallel streams, in which each window continues where the one before ended. The last step,
    /// which has no next symbol, is left out.
    ///
    /// - Precondition: `streams` and `window` are 1 or more.
    init(text data: SequenceDataset, sequence index: Int, streams: Int, window: Int) {
        self.data = data
        let steps = data.steps(index)
        let ranges = Self.cut(steps.lowerBound..<max(steps.lowerBound + 1, steps.upperBound - 1), into: streams)
        kind = .streams(sequence: data.selection[index], ranges: ranges, end: steps.upperBound, window: window)
        count = ((ranges.first?.count ?? 0) + window - 1) / window
        greatestBatch = ranges.count
        greatestSteps = min(window, ranges.first?.count ?? 0)
    }

    /// Contiguous ranges; the first ones are one step longer if `count` does not divide the number of steps.
    private static func cut(_ steps: Range<Int>, into count: Int) -> [Range<Int>] {
        let count = min(count, steps.count)
        let (length, rest) = steps.count.quotientAndRemainder(dividingBy: count)
        var start = steps.lowerBound
        return (0..<count).map { index in
            let range = start..<(start + length + (index < rest ? 1 : 0))
            start = range.upperBound
            return range
        }
    }

    /// The batch at `index`, `0 ..< count`.
    func batch(at index: Int) -> BatchSlices {
        switch kind {
        case .whole(let batches):
            return BatchSlices(rows: batches[index].map { slice($0, from: 0, window: .max) }, continuesState: false)

        case .windows(let groups, let places, let window):
            let (group, start) = places[index]
            let rows = groups[group].prefix { data.length($0) > start }.map { slice($0, from: start, window: window) }
            return BatchSlices(rows: rows, continuesState: start > 0)

        case .streams(let sequence, let ranges, let end, let window):
            let rows: [SequenceSlice] = ranges.compactMap { range in
                let start = range.lowerBound + index * window
                guard start < range.upperBound else { return nil }
                return SequenceSlice(sequence: sequence, steps: start..<min(start + window, range.upperBound), end: end)
            }
            return BatchSlices(rows: rows, continuesState: index > 0)
        }
    }

    private func slice(_ index: Int, from start: Int, window: Int) -> SequenceSlice {
        let steps = data.steps(index)
        let first = steps.lowerBound + start
        return SequenceSlice(
            sequence: data.selection[index], steps: first..<(first + min(window, steps.upperBound - first)), end: steps.upperBound)
    }
}
