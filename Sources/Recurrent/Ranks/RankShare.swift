/// Which part of each batch is computed here.
struct RankShare: Sendable {
    var rank: Int
    var size: Int

    /// All of it.
    static let all = RankShare(rank: 0, size: 1)
}

/// What of a batch one rank computes: blocks that follow one another.
struct RankPart: Sendable, Equatable {
    /// Among all blocks of the batch.
    var blocks: Range<Int>
    /// Places in the sorted order.
    var sequences: Range<Int>
}

/// What is worth saying of how work is shared out among ranks.
public enum RankRemark: Sendable, Equatable {
    /// Batches have too few blocks for all ranks to have one.
    ///
    /// - Parameter sufficient: the smallest batch that has as many.
    case fewBlocks(batch: Int, blocks: Int, ranks: Int, sufficient: Int)
}
