import Kernels

/// Long short-term memory: c' = f c + i g, h' = o tanh(c'). Columns of the gates and of the weights are [i | f | g | o].
final class LSTMCell: RecurrentCellExecution {
    let recurrent: Weight
    let kernels: KernelTable
    let buffers: ScanBuffers
    /// Cell states by row, before the first step by sequence, and carried by sequence, and their gradient during the
    /// backward pass.
    private let states: Matrix
    private let initial: Matrix
    private let carried: Matrix
    private let gradient: Matrix?
    private let packed: PackedView
    private let packedTransposed: PackedView?

    init(_ recurrent: Weight, _ buffers: ScanBuffers, _ context: ExecutionContext) {
        self.recurrent = recurrent
        self.buffers = buffers
        kernels = context.kernels
        states = Matrix(rows: context.rows, columns: buffers.units)
        initial = Matrix(rows: context.sequences, columns: buffers.units)
        carried = Matrix(rows: context.sequences, columns: buffers.units)
        gradient = context.trains ? Matrix(rows: context.sequences, columns: buffers.units) : nil
        packed = recurrent.packing(0..<4 * buffers.units, transposed: false, kernels: kernels)
        packedTransposed = context.trains ? recurrent.packing(0..<4 * buffers.units, transposed: true, kernels: kernels) : nil
    }

    func forward(_ step: ScanStep) {
        let gates = buffers.gates.rows(step.row, step.count)
        if case .none = step.previous {
        } else {
            compute(ScanProduct(buffers.previous(step, buffers.hidden, initial: buffers.initialHidden), packed, into: gates), at: step)
        }
        kernels.lstmForward(
            gates: gates, previousCell: buffers.previous(step, states.view, initial: initial.view),
            cell: states.view.rows(step.row, step.count), hidden: buffers.hidden.rows(step.row, step.count))
    }

    func beginBackward(_ shard: BatchLayout.Shard) {
        gradient?.view.rows(shard.sequences.lowerBound, shard.sequences.count).fill(0)
    }

    func backward(_ step: ScanStep) {
        guard let hiddenGradient = buffers.gradient, let gradient, let packedTransposed else { return }
        let gates = buffers.gates.rows(step.row, step.count)
        kernels.lstmBackward(
            gates: gates, previousCell: buffers.previous(step, states.view, initial: initial.view),
            cell: states.view.rows(step.row, step.count), gradient: hiddenGradient.rows(step.row, step.count),
            cellGradient: gradient.view.rows(step.sequence, step.count))
        if let previousGradient = buffers.previousGradient(step) {
            compute(ScanProduct(gates, packedTransposed, into: previousGradient), at: step)
        }
    }

    func gradientTasks(_ pass: Pass, _ pairs: [BlockwiseSum.Rows], _ tasks: inout [GradientTask]) {
        recurrentTasks(
            buffers.hidden, buffers.gates, columns: 0, pairs, initial: pass.continues ? buffers.initialHidden : nil, pass, &tasks)
    }

    func carriedStates(_ name: String) -> [CarriedState] {
        [CarriedState(name: name + ".cell", carried: carried.view, initial: initial.view, states: states.view)]
    }
}
