import Kernels

/// Ends the time axis with the maximum of each feature over the real steps of a sequence.
final class MaximumExecution: LayerExecution {
    let output: LayerOutput
    private let input: LayerOutput
    /// The step of each maximum, as bits.
    private let places: Matrix
    private let kernels: KernelTable
    private let owned: [Matrix]

    init(input: LayerOutput, context: ExecutionContext) {
        self.input = input
        kernels = context.kernels
        let values = Matrix(rows: context.sequences, columns: input.width)
        let gradient = context.trains ? Matrix(rows: context.sequences, columns: input.width) : nil
        places = Matrix(rows: context.sequences, columns: input.width)
        output = LayerOutput(values: .matrix(values.view), gradient: gradient?.view, width: input.width, returnsSequences: false)
        owned = [values] + (gradient.map { [$0] } ?? [])
    }

    func forward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        let (first, count) = (shard.sequences.lowerBound, shard.sequences.count)
        output.matrix.rows(first, count).fill(0)
        places.view.rows(first, count).fill(0)
        pass.layout.forEachStep(of: shard) { t, rows in
            let source = input.matrix.rows(rows.left, rows.count)
            let target = output.matrix.rows(rows.result, rows.count)
            guard t > 0 else { return target.set(source) }
            kernels.maximum(source, step: UInt32(t), into: target, places: places.view.rows(rows.result, rows.count))
        }
    }

    func backward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        guard let source = output.gradient, let target = input.gradient else { return }
        pass.layout.forEachStep(of: shard) { t, rows in
            kernels.maximumBackward(
                gradient: source.rows(rows.result, rows.count), places: places.view.rows(rows.result, rows.count), step: UInt32(t),
                into: target.rows(rows.left, rows.count))
        }
    }
}
