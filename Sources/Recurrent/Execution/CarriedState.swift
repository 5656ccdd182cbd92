import Kernels

/// A recurrent layer's state at the end of a window: where the next window of the same sequences begins.
struct CarriedState: Sendable {
    var name: String
    /// The state of each sequence, in the order of the batch.
    var carried: MatrixView
    /// The state before the first step, by sequence in sorted order.
    var initial: MatrixView
    /// The state after each step, in row order.
    var states: MatrixView

    func begin(_ layout: BatchLayout) {
        for r in 0..<layout.count { initial.rows(r, 1).set(carried.rows(layout.order[r], 1)) }
    }

    /// Sequences without a step in this window keep their state.
    func end(_ layout: BatchLayout) {
        for r in layout.part.sequences where layout.lengths[r] > 0 {
            carried.rows(layout.order[r], 1).set(states.rows(layout.lastRow(r), 1))
        }
    }

    /// Shares the final states of each rank's sequences with all ranks.
    func share(_ layout: BatchLayout, among ranks: RankGroup) throws(RankFailure) {
        try ranks.share(
            carried, rows: layout.parts.map { $0.sequences.map { RowSegment(left: layout.order[$0], result: layout.order[$0], count: 1) } })
    }
}
