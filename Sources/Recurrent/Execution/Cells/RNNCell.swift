import Kernels

/// h' = f(x W + h U + b) (Elman, "Finding Structure in Time", 1990).
final class RNNCell: RecurrentCellExecution {
    let recurrent: Weight
    let kernels: KernelTable
    private let activation: ActivationKind
    let buffers: ScanBuffers
    private let packed: PackedView
    private let packedTransposed: PackedView?

    init(_ recurrent: Weight, _ activation: ActivationKind, _ buffers: ScanBuffers, _ context: ExecutionContext) {
        self.recurrent = recurrent
        self.activation = activation
        self.buffers = buffers
        kernels = context.kernels
        packed = recurrent.packing(0..<buffers.units, transposed: false, kernels: kernels)
        packedTransposed = context.trains ? recurrent.packing(0..<buffers.units, transposed: true, kernels: kernels) : nil
    }

    func forward(_ step: ScanStep) {
        let gates = buffers.gates.rows(step.row, step.count)
        if case .none = step.previous {
        } else {
            compute(ScanProduct(buffers.previous(step, buffers.hidden, initial: buffers.initialHidden), packed, into: gates), at: step)
        }
        kernels.activation(activation, of: gates, into: buffers.hidden.rows(step.row, step.count))
    }

    func backward(_ step: ScanStep) {
        guard let gradient = buffers.gradient, let packedTransposed else { return }
        let gates = buffers.gates.rows(step.row, step.count)
        gates.set(gradient.rows(step.row, step.count))
        kernels.activationBackward(activation, value: buffers.hidden.rows(step.row, step.count), gradient: gates)
        if let previous = buffers.previousGradient(step) { compute(ScanProduct(gates, packedTransposed, into: previous), at: step) }
    }

    func gradientTasks(_ pass: Pass, _ pairs: [BlockwiseSum.Rows], _ tasks: inout [GradientTask]) {
        recurrentTasks(
            buffers.hidden, buffers.gates, columns: 0, pairs, initial: pass.continues ? buffers.initialHidden : nil, pass, &tasks)
    }
}
