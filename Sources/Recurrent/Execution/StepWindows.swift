import Kernels

/// Successive windows of steps: the n-th begins `before` steps before step n * stride.
struct StepWindows: Sendable {
    var width: Int
    var stride: Int
    var before: Int

    /// The greatest number of rows with one step for each window, from this many rows and sequences.
    static func rows(_ rows: Int, sequences: Int, stride: Int) -> Int { stride == 1 ? rows : min(rows, rows / stride + sequences) }

    func rows(_ context: ExecutionContext) -> Int { Self.rows(context.rows, sequences: context.sequences, stride: stride) }

    /// The pass for what follows a layer with these windows.
    func output(_ pass: Pass) -> Pass { stride == 1 ? pass : pass.after(1) }

    /// One step of the windows of some neighbouring sequences.
    struct Place {
        /// The index of the step in its window.
        var tap: Int
        /// The rows of the output, with the places of their sequences.
        var windows: RowSegment
        /// The rows of the input that the first of these sequences read; for the other sequences the step is past their
        /// end, or before their start.
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
