import Kernels

/// The GRU whose reset gate acts on the product, as in PyTorch, Keras and cuDNN: n = tanh(x W + b + r (h U + c)).
///
/// The columns of the gates are [n | r | z | h U + c], so that the input's product fills the first three and the
/// state's product, with columns r, z and n, is added to the last three.
final class GRUResetAfterCell: RecurrentCellExecution {
    let recurrent: Weight
    let kernels: KernelTable
    let buffers: ScanBuffers
    private let bias: Weight
    private let packedGates: PackedView
    private let packedCandidate: PackedView
    private let packedTransposed: PackedView?

    /// - Parameter bias: columns [n | r | z | c].
    init(_ recurrent: Weight, _ bias: Weight, _ buffers: ScanBuffers, _ context: ExecutionContext) {
        let units = buffers.units
        self.recurrent = recurrent
        self.bias = bias
        self.buffers = buffers
        kernels = context.kernels
        packedGates = recurrent.packing(0..<2 * units, transposed: false, kernels: kernels)
        packedCandidate = recurrent.packing(2 * units..<3 * units, transposed: false, kernels: kernels)
        packedTransposed = context.trains ? recurrent.packing(0..<3 * buffers.units, transposed: true, kernels: kernels) : nil
    }

    private func stateColumns(_ gates: MatrixView) -> MatrixView { gates.columns(buffers.units, 3 * buffers.units) }

    func forward(_ step: ScanStep) {
        let gates = buffers.gates.rows(step.row, step.count)
        let previous = buffers.previous(step, buffers.hidden, initial: buffers.initialHidden)
        let units = buffers.units
        let candidate = gates.columns(3 * units, units)
        let candidateBias = bias.value.view.columns(3 * units, units)
        if case .none = step.previous {
            candidate.set(candidateBias.repeated(step.count))
        } else {
            compute(
                ScanProduct(previous, packedGates, into: gates.columns(units, 2 * units)),
                ScanProduct(previous, packedCandidate, start: candidateBias, into: candidate), at: step)
        }
        kernels.gruForward(gates: gates, previous: previous, hidden: buffers.hidden.rows(step.row, step.count))
    }

    func backward(_ step: ScanStep) {
        guard let gradient = buffers.gradient, let packedTransposed else { return }
        let gates = buffers.gates.rows(step.row, step.count)
        let previous = buffers.previous(step, buffers.hidden, initial: buffers.initialHidden)
        let previousGradient = buffers.previousGradient(step)
        kernels.gruBackward(
            gates: gates, previous: previous, gradient: gradient.rows(step.row, step.count), previousGradient: previousGradient)
        if let previousGradient { compute(ScanProduct(stateColumns(gates), packedTransposed, into: previousGradient), at: step) }
    }

    func gradientTasks(_ pass: Pass, _ pairs: [BlockwiseSum.Rows], _ tasks: inout [GradientTask]) {
        recurrentTasks(
            buffers.hidden, stateColumns(buffers.gates), columns: 0, pairs, initial: pass.continues ? buffers.initialHidden : nil, pass,
            &tasks)
        let units = buffers.units
        let kernels = self.kernels
        let gates = buffers.gates.columns(3 * units, units)
        let blocks = pass.layout.blocks.map { $0.pieces.map(\.rows) }
        guard let sum = BlockwiseSum(blocks, (bias, 3 * units..<4 * units), kernels: kernels) else { return }
        tasks.append {
            sum.compute { piece, _, sums in
                for segment in piece { kernels.sumRows(of: gates.rows(segment.left, segment.count), addedTo: sums.weight) }
            }
        }
    }
}
