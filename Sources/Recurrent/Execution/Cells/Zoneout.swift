import Kernels

/// Zoneout of a state: some elements keep their value from before the step (Krueger et al., "Zoneout", 2017).
final class Zoneout: Sendable {
    private let rate: Float
    private let threshold: UInt32
    private let layer: Int
    private let masks: Matrix
    private let kernels: KernelTable

    /// - Parameter layer: the index of the state among all states of the network that may have zoneout.
    init?(rate: Float, layer: Int, units: Int, context: ExecutionContext) {
        guard rate > 0 else { return nil }
        self.rate = rate
        self.layer = layer
        threshold = UInt32((Double(rate) * 65536).rounded())
        kernels = context.kernels
        masks = Matrix(rows: context.trains ? context.rows : 0, columns: DropoutMask.width(units))
    }

    /// Keeps some elements of the previous state; outside of training, the new state is the expected value.
    func forward(_ state: MatrixView, previous: MatrixView, _ step: ScanStep) {
        guard let draw = step.draw else { return kernels.average(previous, into: state, share: rate) }
        let masks = masks.view.rows(step.row, step.count)
        kernels.drawMasks(masks, random: draw.random(.zoneout, layer: layer), firstRow: step.row, threshold: threshold)
        kernels.hold(previous, by: masks, in: state)
    }

    /// Turns the gradient of the state after the step into that of the new state, and adds the rest to that of the
    /// previous state.
    func backward(_ gradient: MatrixView, previousGradient: MatrixView?, _ step: ScanStep) {
        guard step.draw != nil else {
            kernels.scale(gradient, by: rate)
            if let previousGradient { kernels.add(gradient, to: previousGradient) }
            return kernels.scale(gradient, by: (1 - rate) / rate)
        }
        kernels.holdBackward(gradient: gradient, by: masks.view.rows(step.row, step.count), previousGradient: previousGradient)
    }
}
