import Kernels

/// Sequences of a batch whose share of the gradients is summed apart: blocks are added up in their order, whoever computes them. Which
/// there are depends on the lengths alone.
struct BatchBlock: Sendable {
    /// Sequences of a block, about: enough that to add a block up takes little beside computing it, and few enough that many can share a
    /// batch.
    private static let size = 16
    /// Rows of a piece, at most, but for the last step.
    private static let greatestPiece = 1024

    /// Places in the sorted order.
    var sequences: Range<Int>
    /// The steps, some at a time.
    var pieces: [Piece]

    /// Its sequences (`left`), with the rows of their first steps.
    var beginning: RowSegment

    /// Some steps of the block: one chain of sums.
    struct Piece: Sendable {
        /// The rows of the steps.
        var rows: [RowSegment]
        /// Rows of the steps before (`left`) with rows of these, where both exist; and rows of the steps after (`left` in the scan that is
        /// reversed).
        var fromPrevious: [RowSegment]
        var fromNext: [RowSegment]
    }

    /// How many blocks a batch has.
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

    /// Blocks that follow one another for each rank, with about equal numbers of steps. Where there are fewer blocks than ranks the last
    /// have none.
    ///
    /// - Parameter lengths: of the batch's sequences, falling.
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
            // The first step's rows are the sequences' places.
            let beginning = max(0, min(layout.active.first ?? 0, sequences.upperBound) - sequences.lowerBound)
            return BatchBlock(
                sequences: sequences, pieces: pieces,
                beginning: RowSegment(left: sequences.lowerBound, result: sequences.lowerBound, count: beginning))
        }
    }

    /// How many sums beside a gradient such batches need: that of a block, and that of a piece of it.
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
