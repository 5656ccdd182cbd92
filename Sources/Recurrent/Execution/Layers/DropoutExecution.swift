import Kernels

/// Dropout between layers; when not training, a copy. Gradients are masked in place: the gradient of the output becomes that of the input.
final class DropoutExecution: LayerExecution {
    let output: LayerOutput
    private let input: LayerOutput
    private let layer: UInt32
    private let threshold: UInt32
    private let scale: Float
    private let kernels: KernelTable
    private let owned: Matrix
    private let masks: Matrix

    /// - Parameter layer: the index of this layer in the network, so that each layer has masks of its own.
    init(rate: Float, layer: Int, input: LayerOutput, context: ExecutionContext) {
        self.input = input
        self.layer = UInt32(truncatingIfNeeded: layer)
        threshold = UInt32((Double(rate) * 65536).rounded())
        scale = 1 / (1 - rate)
        kernels = context.kernels
        let rows = input.returnsSequences ? context.rows : context.sequences
        owned = Matrix(rows: rows, columns: input.width)
        masks = Matrix(rows: context.trains ? rows : 0, columns: DropoutMask.width(input.width))
        output = LayerOutput(
            values: .matrix(owned.view), gradient: input.gradient, width: input.width, returnsSequences: input.returnsSequences,
            backwardColumns: input.backwardColumns)
    }

    private func random(_ pass: Pass) -> CounterRandom {
        CounterRandom(seed: pass.seed, purpose: .dropout, step: UInt64(pass.step), layer: layer)
    }

    func forward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        for segment in input.segments(shard) {
            let from = input.matrix.rows(segment.left, segment.count)
            let to = output.matrix.rows(segment.left, segment.count)
            if pass.isTraining, threshold > 0 {
                let masks = masks.view.rows(segment.left, segment.count)
                kernels.dropout(
                    from, into: to, masks: masks, random: random(pass), firstRow: segment.left, threshold: threshold, scale: scale)
            } else {
                to.set(from)
            }
        }
    }

    func backward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        guard let gradient = input.gradient, pass.isTraining, threshold > 0 else { return }
        for segment in input.segments(shard) {
            kernels.dropoutBackward(
                gradient: gradient.rows(segment.left, segment.count), masks: masks.view.rows(segment.left, segment.count), scale: scale)
        }
    }
}
