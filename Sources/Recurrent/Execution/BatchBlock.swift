import Kernels

/// Sequences of a batch whose share of the gradients is summed separately. Blocks are added up in order, whoever
/// computes them, and depend only on the lengths of the sequences.
struct BatchBlock: Sendable {
    /// The approximate number of sequences in a block: enough that adding up blocks takes little time compared with
    /// computing them, and few enough that many processes can share a batch.
    private static let size = 16
    /// The greatest number of rows in a piece, not counting its last step.
    private static let greatestPiece = 1024

    /// The range in the sorted order of sequences.
    var sequences: Range<Int>
    /// The steps, in groups.
    var pieces: [Piece]

    /// The sequences (`left`) and the rows of their first steps.
    var beginning: RowSegment

    /// Some steps of the block, which form one chain of sums.
    struct Piece: Sendable {
        /// The rows of the steps.
        var rows: [RowSegment]
        /// The rows of the previous steps (`left`) with the rows of these, where both exist; likewise the rows of the
        /// next steps, which a reversed scan visits first.
        var fromPrevious: [RowSegment]
        var fromNext: [RowSegment]
    }

    /// The number of blocks in a batch.
    static func count(sequences: Int) -> Int { max(1, (sequences + size / 2) / size) }

    /// The fewest sequences of a batch with this many blocks.
    static func leastSequences(blocks: Int) -> Int { blocks > 1 ? blocks * size - size / 2 : 1 }

    /// The greatest number of steps in a piece of a block with this many sequences.
    private static func steps(sequences: Int) -> Int { max(1, greatestPiece / max(1, sequences)) }

    /// The sequences of one of a batch's blocks.
    private static func sequences(of block: Int, among count: Int) -> Range<Int> {
        let blocks = self.count(sequences: count)
        return count * block / blocks..<count * (block + 1) / blocks
    }

    /// Contiguous blocks for each rank, with about equal numbers of steps. If there are fewer blocks than ranks, the
    /// last ranks have none.
    ///
    /// - Parameter lengths: the lengths of the batch's sequences, in descending order.
    static func parts(of lengths: [Int], ranks: Int) -> [RankPart] {
        let count = count(sequences: lengths.count)
        guard ranks > 1 else { return [RankPart(blocks: 0..<count, sequences: 0..<lengths.count)] }
        let steps = (0..<count).map { lengths[sequences(of: $0, among: lengths.count)].reduce(0, +) }
        let parts = BatchLayout.ranges(steps, shards: ranks).map { blocks in
            let first = sequences(of: blocks.lowerBound, among: lengths.count).lowerBound
            return RankPart(blocks: blocks, sequences: first..<sequences(of: blocks.upperBound - 1, among: lengths.count).upperBound)
        }
        let none = RankPart(blocks: count..<count, sequences: lengths.count..<lengths.count)
        return parts + [RankPart](repeating: none, count: ranks - parts.count)
    }

    /// The blocks of a batch that are computed here.
    ///
    /// - Complexity: O(steps x blocks).
    static func blocks(of layout: BatchLayout) -> [BatchBlock] {
        layout.part.blocks.map { block in
            let sequences = sequences(of: block, among: layout.count)
            let steps = sequences.first.map { layout.lengths[$0] } ?? 0
            let pieces = stride(from: 0, to: steps, by: self.steps(sequences: sequences.count)).map { first in
                Piece(layout, sequences, steps: first..<min(steps, first + self.steps(sequences: sequences.count)))
            }
            // The rows of the first step are in the order of the sequences.
            let beginning = max(0, min(layout.active.first ?? 0, sequences.upperBound) - sequences.lowerBound)
            return BatchBlock(
                sequences: sequences, pieces: pieces,
                beginning: RowSegment(left: sequences.lowerBound, result: sequences.lowerBound, count: beginning))
        }
    }

    /// The number of partial sums that such batches need besides a gradient: one for a block, and one for a piece of
    /// it.
    static func partialSums(sequences: Int, steps: Int) -> Int {
        let blocks = count(sequences: sequences)
        return (blocks > 1 ? 1 : 0) + (steps > self.steps(sequences: sequences / blocks) ? 1 : 0)
    }
}

extension BatchBlock.Piece {
    fileprivate init(_ layout: BatchLayout, _ sequences: Range<Int>, steps: Range<Int>) {
        func pairs(from offset: Int) -> [RowSegment] {
            RowSegment.joined(
                steps.compactMap { t in
                    let (left, later) = (t + offset, max(t, t + offset))
                    guard left >= 0, later < layout.steps else { return nil }
                    return RowSegment(
                        left: layout.start[left] + sequences.lowerBound, result: layout.start[t] + sequences.lowerBound,
                        count: min(layout.active[later], sequences.upperBound) - sequences.lowerBound)
                })
        }
        self.init(rows: pairs(from: 0), fromPrevious: pairs(from: -1), fromNext: pairs(from: 1))
    }
}
