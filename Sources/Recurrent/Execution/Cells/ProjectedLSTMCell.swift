import Kernels

/// Long short-term memory whose state is a projection: c' = f c + i g, h' = (o tanh(c')) P, which is narrower than the cell, [projection].
/// Columns of the gates and of the weights are [i | f | g | o].
///
/// Source: H. Sak, A. Senior, F. Beaufays, "Long Short-Term Memory Based Recurrent Neural Network Architectures for Large Vocabulary Speech
/// Recognition", 2014, section 2.2.
final class ProjectedLSTMCell: RecurrentCellExecution {
    let recurrent: Weight
    let projection: Weight?
    let kernels: KernelTable
    let buffers: ScanBuffers
    /// Cell states by row, before the first step by sequence, and carried by sequence, and their gradient during the
    /// backward pass.
    private let states: Matrix
    private let initial: Matrix
    private let carried: Matrix
    private let gradient: Matrix?
    /// The projected values, o tanh(c'), by row, and their gradient by sequence.
    private let wide: Matrix
    private let wideGradient: Matrix?
    /// A row of zeros, with which products begin.
    private let zero: Matrix
    private let (packed, packedTransposed): (PackedView, PackedView?)
    private let (packedProjection, packedProjectionTransposed): (PackedView, PackedView?)

    /// - Parameters:
    ///   - recurrent: [projection, 4 units].
    ///   - projection: [units, projection].
    init(_ recurrent: Weight, _ projection: Weight, _ buffers: ScanBuffers, _ context: ExecutionContext) {
        self.recurrent = recurrent
        self.projection = projection
        self.buffers = buffers
        kernels = context.kernels
        let units = buffers.units
        states = Matrix(rows: context.rows, columns: units)
        initial = Matrix(rows: context.sequences, columns: units)
        carried = Matrix(rows: context.sequences, columns: units)
        gradient = context.trains ? Matrix(rows: context.sequences, columns: units) : nil
        wide = Matrix(rows: context.rows, columns: units)
        wideGradient = context.trains ? Matrix(rows: context.sequences, columns: units) : nil
        zero = Matrix(count: units)
        let width = buffers.hidden.columns
        packed = recurrent.packing(0..<4 * units, transposed: false, kernels: kernels)
        packedTransposed = context.trains ? recurrent.packing(0..<4 * units, transposed: true, kernels: kernels) : nil
        packedProjection = projection.packing(0..<width, transposed: false, kernels: kernels)
        packedProjectionTransposed = context.trains ? projection.packing(0..<width, transposed: true, kernels: kernels) : nil
    }

    func forward(_ step: ScanStep) {
        let gates = buffers.gates.rows(step.row, step.count)
        if !step.begins {
            compute(ScanProduct(buffers.previous(step, buffers.hidden, initial: buffers.initialHidden), packed, into: gates), at: step)
        }
        let wide = wide.view.rows(step.row, step.count)
        kernels.lstmForward(
            gates: gates, previousCell: buffers.previous(step, states.view, initial: initial.view),
            cell: states.view.rows(step.row, step.count), hidden: wide)
        let hidden = buffers.hidden.rows(step.row, step.count)
        compute(ScanProduct(wide, packedProjection, start: zero.view.columns(0, hidden.columns), into: hidden), at: step)
    }

    func beginBackward(_ shard: BatchLayout.Shard) {
        gradient?.view.rows(shard.sequences.lowerBound, shard.sequences.count).fill(0)
    }

    func backward(_ step: ScanStep) {
        guard let hiddenGradient = buffers.gradient, let gradient, let packedTransposed, let packedProjectionTransposed,
            let wideGradient = wideGradient?.view.rows(step.sequence, step.count)
        else { return }
        let gates = buffers.gates.rows(step.row, step.count)
        compute(
            ScanProduct(hiddenGradient.rows(step.row, step.count), packedProjectionTransposed, start: zero.view, into: wideGradient),
            at: step)
        kernels.lstmBackward(
            gates: gates, previousCell: buffers.previous(step, states.view, initial: initial.view),
            cell: states.view.rows(step.row, step.count), gradient: wideGradient,
            cellGradient: gradient.view.rows(step.sequence, step.count))
        if let previousGradient = buffers.previousGradient(step) {
            compute(ScanProduct(gates, packedTransposed, into: previousGradient), at: step)
        }
    }

    func gradientTasks(_ pass: Pass, _ pairs: [BlockwiseSum.Rows], _ tasks: inout [GradientTask]) {
        recurrentTasks(
            buffers.hidden, buffers.gates, columns: 0, pairs, initial: pass.continues ? buffers.initialHidden : nil, pass, &tasks)
        guard let projection, let gradient = buffers.gradient else { return }
        let wide = wide.view
        let blocks = pass.layout.blocks.map { $0.pieces.map(\.rows) }
        for chunk in columnChunks(gradient.columns, rows: wide.columns) {
            guard let sum = BlockwiseSum(blocks, (projection, chunk), isOfProducts: true, kernels: kernels) else { return }
            let part = gradient.columns(chunk.lowerBound, chunk.count)
            tasks.append {
                sum.computeProducts(projection.precision) { piece, _ in
                    [BlockwiseSum.Factors(left: wide, right: part, segments: piece)]
                }
            }
        }
    }

    func carriedStates(_ name: String) -> [CarriedState] {
        [CarriedState(name: name + ".cell", carried: carried.view, initial: initial.view, states: states.view)]
    }
}
