import Kernels

/// The data that flows from one layer to the next: a row for each real step (or each sequence), and its gradient.
struct LayerOutput {
    enum Values {
        /// [rows, width].
        case matrix(MatrixView)
        /// One symbol for each row; the width is the size of the vocabulary.
        case symbols
    }

    var values: Values
    /// [rows, width]; nil if it is not needed.
    var gradient: MatrixView?
    var width: Int
    /// Whether there is a row for each real step rather than for each sequence.
    var returnsSequences: Bool
    /// The first column that was read backward in time; nil if there is none.
    var backwardColumns: Int?

    /// The matrix. A network is checked before it is built, so symbols reach only layers that read them.
    var matrix: MatrixView {
        guard case .matrix(let view) = values else { preconditionFailure("symbols where numbers are needed") }
        return view
    }

    /// The rows of one shard.
    func segments(_ shard: BatchLayout.Shard) -> [RowSegment] {
        returnsSequences
            ? shard.segments
            : [RowSegment(left: shard.sequences.lowerBound, result: shard.sequences.lowerBound, count: shard.sequences.count)]
    }

    /// The rows of each block, piece by piece.
    func blocks(_ layout: BatchLayout) -> [BlockwiseSum.Rows] {
        layout.blocks.map { block in
            guard !returnsSequences else { return block.pieces.map(\.rows) }
            let sequences = block.sequences
            return [[RowSegment(left: sequences.lowerBound, result: sequences.lowerBound, count: sequences.count)]]
        }
    }

    /// The number of rows of the batch.
    func rows(_ layout: BatchLayout) -> Int { returnsSequences ? layout.rows : layout.count }
}
