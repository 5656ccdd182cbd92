import Kernels

/// The order of a batch's real steps in memory: sequences sorted by descending length, then step by step, with only as many rows as there
/// are sequences of that length.
///
/// Row `start[t] + r` of every matrix is step t of the r-th longest sequence. Nothing is stored or computed beyond a sequence's end.
struct BatchLayout: Sendable {
    /// The number of sequences.
    let count: Int
    /// The number of steps of the longest sequence.
    let steps: Int
    /// The index in the batch of the r-th longest sequence; equal lengths keep their order.
    let order: [Int]
    /// The lengths in that order.
    let lengths: [Int]
    /// The number of sequences that have a step t.
    let active: [Int]
    /// The first row of step t; one more element holds the number of all rows.
    let start: [Int]
    /// Ranges of sequences that each pass through all steps on one thread, with about equal numbers of steps.
    let shards: [Shard]
    /// Ranges of sequences whose gradients are summed separately: those that are computed here.
    private(set) var blocks: [BatchBlock] = []
    /// The part of each rank, and the index of this rank.
    let parts: [RankPart]
    let rank: Int
    /// The number of blocks in the whole batch.
    var blockCount: Int { parts.last?.blocks.upperBound ?? 0 }
    /// The part that is computed here.
    var part: RankPart { parts[rank] }

    var rows: Int { start[steps] }

    struct Shard: Sendable {
        /// The index of the shard.
        var index: Int
        var sequences: Range<Int>
        /// The shard's rows of all steps, with adjacent ones joined.
        var segments: [RowSegment]
    }

    /// - Parameters:
    ///   - unsorted: the number of real steps of each sequence; 0 for one that ended earlier.
    ///   - shardCount: the greatest number of shards.
    ///   - share: the rank whose part of the batch is computed here.
    init(lengths unsorted: [Int], shards shardCount: Int, share: RankShare = .all) {
        let order = Array(unsorted.indices).sorted { (unsorted[$0], $1) > (unsorted[$1], $0) }
        let lengths = order.map { unsorted[$0] }
        let parts = BatchBlock.parts(of: lengths, ranks: share.size)
        let own = parts[share.rank].sequences
        let ranges =
            own.isEmpty
            ? []
            : Self.ranges(Array(lengths[own]), shards: shardCount).map {
                own.lowerBound + $0.lowerBound..<own.lowerBound + $0.upperBound
            }
        self.init(order: order, lengths: lengths, ranges: ranges, parts: parts, rank: share.rank)
    }

    /// The same sequences and shards with one step for every `stride` steps, rounded up.
    func reduced(by stride: Int) -> BatchLayout {
        BatchLayout(
            order: order, lengths: lengths.map { ($0 + stride - 1) / stride }, ranges: shards.map(\.sequences), parts: parts, rank: rank)
    }

    /// - Parameters:
    ///   - lengths: lengths in descending order.
    ///   - ranges: the sequences of each shard.
    private init(order: [Int], lengths: [Int], ranges: [Range<Int>], parts: [RankPart], rank: Int) {
        (self.parts, self.rank) = (parts, rank)
        count = lengths.count
        self.order = order
        self.lengths = lengths
        let steps = lengths.first ?? 0
        self.steps = steps
        var active = [Int](repeating: 0, count: steps)
        var longer = lengths.count
        for t in 0..<steps {
            while longer > 0, lengths[longer - 1] <= t { longer -= 1 }
            active[t] = longer
        }
        var start = [0]
        start.reserveCapacity(steps + 1)
        for t in 0..<steps { start.append(start[t] + active[t]) }
        self.active = active
        self.start = start

        shards = ranges.enumerated().map { index, sequences in
            let first = sequences.lowerBound
            var segments: [RowSegment] = []
            for t in 0..<steps where active[t] > first {
                let row = start[t] + first
                segments.append(RowSegment(left: row, result: row, count: min(sequences.upperBound, active[t]) - first))
            }
            return Shard(index: index, sequences: sequences, segments: RowSegment.joined(segments))
        }
        blocks = BatchBlock.blocks(of: self)
    }

    /// Ranges of sequences in descending order of length, for shards or for the blocks of ranks, with about equal numbers of steps.
    static func ranges(_ lengths: [Int], shards shardCount: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        let total = lengths.reduce(0, +)
        var first = 0
        var done = 0
        for shard in 0..<max(1, min(shardCount, lengths.count)) {
            var end = first
            // Leaves at least one sequence for each remaining shard.
            let latest = lengths.count - (max(1, min(shardCount, lengths.count)) - 1 - shard)
            while end < latest, end == first || (done + lengths[end] / 2) * shardCount < total * (shard + 1) {
                done += lengths[end]
                end += 1
            }
            if shard == min(shardCount, lengths.count) - 1 { end = lengths.count }
            ranges.append(first..<end)
            first = end
        }
        return ranges
    }

    /// Calls `body` for each step of a shard's sequences, with its rows (`left`) and the places of their sequences
    /// (`result`).
    func forEachStep(of shard: Shard, _ body: (_ step: Int, _ rows: RowSegment) -> Void) {
        let first = shard.sequences.lowerBound
        for t in 0..<steps where active[t] > first {
            body(t, RowSegment(left: start[t] + first, result: first, count: min(active[t], shard.sequences.upperBound) - first))
        }
    }

    /// The rows of the steps of the r-th longest sequence.
    func rows(_ r: Int) -> [Int] { (0..<lengths[r]).map { start[$0] + r } }

    /// The last real row of the r-th longest sequence, which has at least one.
    func lastRow(_ r: Int) -> Int { start[lengths[r] - 1] + r }
}

extension RowSegment {
    /// The same rows, with adjacent segments joined.
    static func joined(_ segments: [RowSegment]) -> [RowSegment] {
        var result: [RowSegment] = []
        for segment in segments where segment.count > 0 {
            if let last = result.last, last.left + last.count == segment.left, last.result + last.count == segment.result {
                result[result.count - 1].count += segment.count
            } else {
                result.append(segment)
            }
        }
        return result
    }
}
