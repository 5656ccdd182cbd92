import Kernels

/// Windows of steps, one after another: the n-th begins `before` steps before step n * stride.
struct StepWindows: Sendable {
    var width: Int
    var stride: Int
    var before: Int

    /// Most rows of what has a step a window, of so many rows and sequences.
    static func rows(_ rows: Int, sequences: Int, stride: Int) -> Int { stride == 1 ? rows : min(rows, rows / stride + sequences) }

    func rows(_ context: ExecutionContext) -> Int { Self.rows(context.rows, sequences: context.sequences, stride: stride) }

    /// What comes after a layer with these windows: that of its output.
    func output(_ pass: Pass) -> Pass { stride == 1 ? pass : pass.after(1) }

    /// A step of the windows of some neighbouring sequences.
    struct Place {
        /// Which step of the windows it is.
        var tap: Int
        /// Rows of the output, and the places of their sequences.
        var windows: RowSegment
        /// Rows of the input that the first of these sequences read; the others have ended before, or not begun.
        var steps: Range<Int>
    }

    /// Calls `body` for each step of each window of a shard, window after window.
    func forEachPlace(_ shard: BatchLayout.Shard, _ pass: Pass, _ body: (Place) -> Void) {
        let (input, output) = (pass.layout, output(pass).layout)
        let first = shard.sequences.lowerBound
        output.forEachStep(of: output.shards[shard.index]) { window, rows in
            for tap in 0..<width {
                let step = window * stride + tap - before
                let present = step >= 0 && step < input.steps ? max(0, min(rows.count, input.active[step] - first)) : 0
                let row = present > 0 ? input.start[step] + first : 0
                body(Place(tap: tap, windows: rows, steps: row..<row + present))
            }
        }
    }
}
