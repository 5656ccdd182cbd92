import Kernels

/// A recurrent layer's state at the end of a window: where the next window of the same sequences begins.
struct CarriedState: Sendable {
    var name: String
    /// By sequence as they come in batches.
    var carried: MatrixView
    /// Before the first step, by sequence in sorted order.
    var initial: MatrixView
    /// After each step, in the order of rows.
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

    /// Brings the states that each rank's sequences are left with to all.
    func share(_ layout: BatchLayout, among ranks: RankGroup) throws(RankFailure) {
        try ranks.share(
            carried, rows: layout.parts.map { $0.sequences.map { RowSegment(left: layout.order[$0], result: layout.order[$0], count: 1) } })
    }
}
