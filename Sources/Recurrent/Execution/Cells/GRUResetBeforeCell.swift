import Kernels

/// The GRU whose reset gate acts on the state, as in TensorFlow 1's GRUCell: n = tanh(x W + b + (r h) U).
///
/// The columns of the gates are [n | r | z], those of the recurrent weights r, z, n.
final class GRUResetBeforeCell: RecurrentCellExecution {
    let recurrent: Weight
    let kernels: KernelTable
    let buffers: ScanBuffers
    /// r h by row, and the gradient of r h by sequence.
    private let reset: Matrix
    private let resetGradient: Matrix
    private let packedGates: PackedView
    private let packedCandidate: PackedView
    private let packedGatesTransposed: PackedView?
    private let packedCandidateTransposed: PackedView?

    init(_ recurrent: Weight, _ buffers: ScanBuffers, _ context: ExecutionContext) {
        let units = buffers.units
        self.recurrent = recurrent
        self.buffers = buffers
        kernels = context.kernels
        reset = Matrix(rows: context.rows, columns: units)
        resetGradient = Matrix(rows: context.sequences, columns: units)
        packedGates = recurrent.packing(0..<2 * units, transposed: false, kernels: kernels)
        packedCandidate = recurrent.packing(2 * units..<3 * units, transposed: false, kernels: kernels)
        packedGatesTransposed = context.trains ? recurrent.packing(0..<2 * units, transposed: true, kernels: kernels) : nil
        packedCandidateTransposed = context.trains ? recurrent.packing(2 * units..<3 * units, transposed: true, kernels: kernels) : nil
    }

    func forward(_ step: ScanStep) {
        let units = buffers.units
        let gates = buffers.gates.rows(step.row, step.count)
        let previous = buffers.previous(step, buffers.hidden, initial: buffers.initialHidden)
        let reset = reset.view.rows(step.row, step.count)
        let begins = if case .none = step.previous { true } else { false }
        if !begins { compute(ScanProduct(previous, packedGates, into: gates.columns(units, 2 * units)), at: step) }
        kernels.gruResetBeforeGates(gates: gates, previous: previous, reset: reset)
        if !begins { compute(ScanProduct(reset, packedCandidate, into: gates.columns(0, units)), at: step) }
        kernels.gruResetBeforeState(gates: gates, previous: previous, hidden: buffers.hidden.rows(step.row, step.count))
    }

    func backward(_ step: ScanStep) {
        guard let gradient = buffers.gradient, let packedGatesTransposed, let packedCandidateTransposed else { return }
        let units = buffers.units
        let gates = buffers.gates.rows(step.row, step.count)
        let previous = buffers.previous(step, buffers.hidden, initial: buffers.initialHidden)
        let previousGradient = buffers.previousGradient(step)
        kernels.gruResetBeforeStateBackward(
            gates: gates, previous: previous, gradient: gradient.rows(step.row, step.count), previousGradient: previousGradient)
        let resetGradient = resetGradient.view.rows(step.sequence, step.count)
        compute(ScanProduct(gates.columns(0, units), packedCandidateTransposed, start: buffers.zero, into: resetGradient), at: step)
        kernels.gruResetBeforeGatesBackward(
            gates: gates, previous: previous, resetGradient: resetGradient, previousGradient: previousGradient)
        if let previousGradient {
            compute(ScanProduct(gates.columns(units, 2 * units), packedGatesTransposed, into: previousGradient), at: step)
        }
    }

    func gradientTasks(_ pass: Pass, _ pairs: [BlockwiseSum.Rows], _ tasks: inout [GradientTask]) {
        let units = buffers.units
        recurrentTasks(
            buffers.hidden, buffers.gates.columns(units, 2 * units), columns: 0, pairs,
            initial: pass.continues ? buffers.initialHidden : nil, pass, &tasks)
        recurrentTasks(
            reset.view, buffers.gates.columns(0, units), columns: 2 * units, pass.layout.blocks.map { $0.pieces.map(\.rows) }, initial: nil,
            pass, &tasks)
    }
}
