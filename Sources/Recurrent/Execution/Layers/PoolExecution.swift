import Kernels

/// Ends the time axis: the last relevant output of each sequence, the first one, or the mean over its real steps.
///
/// Columns that were read backward in time have seen the whole sequence at its first step, so their last output is that
/// of step 0.
final class PoolExecution: LayerExecution {
    let output: LayerOutput
    private let input: LayerOutput
    private let kind: Kind
    private let kernels: KernelTable
    private let owned: [Matrix]

    enum Kind { case last, first, mean }

    init(_ kind: Kind, input: LayerOutput, context: ExecutionContext) {
        self.input = input
        self.kind = kind
        kernels = context.kernels
        let values = Matrix(rows: context.sequences, columns: input.width)
        let gradient = context.trains ? Matrix(rows: context.sequences, columns: input.width) : nil
        output = LayerOutput(values: .matrix(values.view), gradient: gradient?.view, width: input.width, returnsSequences: false)
        owned = [values] + (gradient.map { [$0] } ?? [])
    }

    /// The row from which some columns are taken.
    private func row(_ r: Int, backward: Bool, _ layout: BatchLayout) -> Int {
        kind == .first || backward ? layout.start[0] + r : layout.lastRow(r)
    }

    /// The number of columns that were read forward in time, which come first.
    private var forwardColumns: Int { input.backwardColumns ?? input.width }

    func forward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        let layout = pass.layout
        for r in shard.sequences {
            let target = output.matrix.rows(r, 1)
            if layout.lengths[r] == 0 {
                target.fill(0)
            } else if kind == .mean {
                target.fill(0)
                for t in 0..<layout.lengths[r] { kernels.add(input.matrix.rows(layout.start[t] + r, 1), to: target) }
                kernels.scale(target, by: 1 / Float(layout.lengths[r]))
            } else {
                let split = forwardColumns
                let rest = input.width - split
                target.columns(0, split).set(input.matrix.rows(row(r, backward: false, layout), 1).columns(0, split))
                target.columns(split, rest).set(input.matrix.rows(row(r, backward: true, layout), 1).columns(split, rest))
            }
        }
    }

    func backward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        guard let source = output.gradient, let target = input.gradient else { return }
        let layout = pass.layout
        if kind != .mean {
            for segment in shard.segments { target.rows(segment.left, segment.count).fill(0) }
        }
        for r in shard.sequences where layout.lengths[r] > 0 {
            let row = source.rows(r, 1)
            if kind == .mean {
                kernels.scale(row, by: 1 / Float(layout.lengths[r]))
                for t in 0..<layout.lengths[r] { target.rows(layout.start[t] + r, 1).set(row) }
            } else {
                let split = forwardColumns
                let rest = input.width - split
                target.rows(self.row(r, backward: false, layout), 1).columns(0, split).set(row.columns(0, split))
                target.rows(self.row(r, backward: true, layout), 1).columns(split, rest).set(row.columns(split, rest))
            }
        }
    }
}
