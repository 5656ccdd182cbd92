import Kernels

/// What flows from one layer to the next: a row a real step (or a row a sequence), and the gradient with respect to it.
struct LayerOutput {
    enum Values {
        /// [rows, width].
        case matrix(MatrixView)
        /// Symbols, one a row; the width is the size of the vocabulary.
        case symbols
    }

    var values: Values
    /// [rows, width]; nil where nobody needs it.
    var gradient: MatrixView?
    var width: Int
    /// Whether there is a row for each real step, not one for each sequence.
    var returnsSequences: Bool
    /// The first column of what was read backward in time; nil where nothing was.
    var backwardColumns: Int?

    /// The matrix. A network is checked before it is built, so symbols reach only layers that read them.
    var matrix: MatrixView {
        guard case .matrix(let view) = values else { preconditionFailure("symbols where numbers are needed") }
        return view
    }

    /// Rows for one shard.
    func segments(_ shard: BatchLayout.Shard) -> [RowSegment] {
        returnsSequences
            ? shard.segments
            : [RowSegment(left: shard.sequences.lowerBound, result: shard.sequences.lowerBound, count: shard.sequences.count)]
    }

    /// Rows of each block, piece by piece.
    func blocks(_ layout: BatchLayout) -> [BlockwiseSum.Rows] {
        layout.blocks.map { block in
            guard !returnsSequences else { return block.pieces.map(\.rows) }
            let sequences = block.sequences
            return [[RowSegment(left: sequences.lowerBound, result: sequences.lowerBound, count: sequences.count)]]
        }
    }

    /// All rows of the batch.
    func rows(_ layout: BatchLayout) -> Int { returnsSequences ? layout.rows : layout.count }
}
