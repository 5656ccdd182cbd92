/// The part of each batch that is computed here.
struct RankShare: Sendable {
    var rank: Int
    var size: Int

    /// The whole batch.
    static let all = RankShare(rank: 0, size: 1)
}

/// The part of a batch that one rank computes: contiguous blocks.
struct RankPart: Sendable, Equatable {
    /// The range among all blocks of the batch.
    var blocks: Range<Int>
    /// The range in the sorted order of sequences.
    var sequences: Range<Int>
}

/// A remark on how work is divided among ranks.
public enum RankRemark: Sendable, Equatable {
    /// Batches have fewer blocks than there are ranks.
    ///
    /// - Parameter sufficient: the smallest batch with enough blocks.
    case fewBlocks(batch: Int, blocks: Int, ranks: Int, sufficient: Int)
}
