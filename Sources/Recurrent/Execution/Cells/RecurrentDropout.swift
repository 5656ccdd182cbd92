import Kernels

/// Dropout of the state where products read it, with one mask for all steps of a sequence (Gal and Ghahramani, 2016).
final class RecurrentDropout: Sendable {
    private let threshold: UInt32
    private let scale: Float
    private let layer: Int
    /// One mask for each sequence.
    private let masks: Matrix
    private let kernels: KernelTable

    /// - Parameter layer: the index of the scan among all scans of the network.
    init?(rate: Float, layer: Int, units: Int, context: ExecutionContext) {
        guard rate > 0 else { return nil }
        self.layer = layer
        threshold = UInt32((Double(rate) * 65536).rounded())
        scale = 1 / (1 - rate)
        kernels = context.kernels
        masks = Matrix(rows: context.trains ? context.sequences : 0, columns: DropoutMask.width(units))
    }

    func begin(_ shard: BatchLayout.Shard, _ pass: Pass) {
        guard pass.isTraining else { return }
        let (first, count) = (shard.sequences.lowerBound, shard.sequences.count)
        kernels.drawMasks(
            masks.view.rows(first, count), random: MaskDraw(seed: pass.seed, step: pass.step).random(.recurrentDropout, layer: layer),
            firstRow: first, threshold: threshold)
    }

    /// result = state * mask / (1 - rate).
    func forward(_ state: MatrixView, into result: MatrixView, _ step: ScanStep) {
        kernels.masked(state, by: masks.view.rows(step.sequence, step.count), scale: scale, into: result)
    }

    /// Turns the gradient of the masked state into that of the state.
    func backward(_ gradient: MatrixView, _ step: ScanStep) {
        kernels.dropoutBackward(gradient: gradient, masks: masks.view.rows(step.sequence, step.count), scale: scale)
    }
}
