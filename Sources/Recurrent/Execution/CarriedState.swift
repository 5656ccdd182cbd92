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
        for r in 0..<layout.count where layout.lengths[r] > 0 {
            carried.rows(layout.order[r], 1).set(states.rows(layout.lastRow(r), 1))
        }
    }
}
