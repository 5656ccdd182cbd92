import Kernels

/// Any cell with recurrent dropout, zoneout or normalised products: see `Recurrence`. The columns of its gates and
/// weights are those of the plain cell.
final class RegularizedCell: RecurrentCellExecution {
    let recurrent: Weight
    let gain: Weight?
    let kernels: KernelTable
    let buffers: ScanBuffers
    private let cell: CellKind
    private let bias: Weight
    private let dropout: RecurrentDropout?
    private let zoneout: Zoneout?
    /// The product with the state and, in a GRU that resets before the product, with the reset state.
    private let product: StateProduct
    private let candidateProduct: StateProduct?
    /// In training, the states as products read them, by the row of the reading step.
    private let seen: Matrix?
    /// r h by row, and its gradient by sequence.
    private let reset: Matrix?
    private let resetGradient: Matrix?
    /// The gradient of the states as products read them, by sequence.
    private let seenGradient: Matrix?
    private let memory: CellMemory?

    /// - Parameters:
    ///   - number: the index of the scan among all scans of the network.
    ///   - bias: the bias of the plain cell.
    init(
        _ name: String, _ recurrence: Recurrence, number: Int, _ recurrent: Weight, _ bias: Weight, _ buffers: ScanBuffers,
        _ context: ExecutionContext
    ) {
        let units = buffers.units
        let columns = recurrence.cell.gates * units
        self.recurrent = recurrent
        self.bias = bias
        self.buffers = buffers
        kernels = context.kernels
        cell = recurrence.cell
        gain =
            recurrence.normalization == nil
            ? nil
            : context.weight(
                rows: 1, columns: columns, parts: [.init(name: name + ".recurrentGain", shape: [columns], columns: 0..<columns)])
        dropout = RecurrentDropout(rate: recurrence.recurrentDropout, layer: number, units: units, context: context)
        zoneout = Zoneout(rate: recurrence.zoneout, layer: 2 * number, units: units, context: context)
        let resetsBefore = recurrence.cell == .gru(.before)
        let first = resetsBefore ? 2 * units : columns
        product = StateProduct(recurrent, 0..<first, gates: first / units, gain: gain, context: context)
        candidateProduct = resetsBefore ? StateProduct(recurrent, first..<columns, gates: 1, gain: gain, context: context) : nil
        seen = context.trains ? Matrix(rows: context.rows, columns: units) : nil
        reset = resetsBefore ? Matrix(rows: context.rows, columns: units) : nil
        resetGradient = resetsBefore ? Matrix(rows: context.sequences, columns: units) : nil
        seenGradient = context.trains && dropout != nil ? Matrix(rows: context.sequences, columns: units) : nil
        memory = if case .lstm = recurrence.cell { CellMemory(recurrence, number: number, context: context) } else { nil }
    }

    func beginForward(_ shard: BatchLayout.Shard, _ pass: Pass) { dropout?.begin(shard, pass) }

    func beginBackward(_ shard: BatchLayout.Shard) { memory?.beginBackward(shard) }

    func forward(_ step: ScanStep) {
        let units = buffers.units
        let gates = buffers.gates.rows(step.row, step.count)
        let hidden = buffers.hidden.rows(step.row, step.count)
        let previous = buffers.previous(step, buffers.hidden, initial: buffers.initialHidden)
        let seen = seen(previous, step)
        switch cell {
        case .rnn(let activation):
            add(product, of: seen, to: gates, step)
            kernels.activation(activation.kind, of: gates, into: gates)
            hidden.set(gates)
        case .gru(.after):
            gates.columns(3 * units, units).set(bias.value.view.columns(3 * units, units).repeated(step.count))
            add(product, of: seen, to: gates.columns(units, 3 * units), step)
            kernels.gruForward(gates: gates, previous: previous, hidden: hidden)
        case .gru(.before):
            guard let candidateProduct, let reset = reset?.view.rows(step.row, step.count) else { return }
            add(product, of: seen, to: gates.columns(units, 2 * units), step)
            kernels.gruResetBeforeGates(gates: gates, previous: seen, reset: reset)
            add(candidateProduct, of: reset, to: gates.columns(0, units), step)
            kernels.gruResetBeforeState(gates: gates, previous: previous, hidden: hidden)
        case .lstm:
            add(product, of: seen, to: gates, step)
            memory?.forward(gates, hidden, buffers, step)
        }
        zoneout?.forward(hidden, previous: previous, step)
    }

    /// The previous states as products read them; kept in training.
    private func seen(_ previous: MatrixView, _ step: ScanStep) -> MatrixView {
        guard step.draw != nil, let seen = seen?.view.rows(step.row, step.count) else { return previous }
        if let dropout { dropout.forward(previous, into: seen, step) } else { seen.set(previous) }
        return seen
    }

    private func add(_ product: StateProduct, of states: MatrixView, to target: MatrixView, _ step: ScanStep) {
        guard let normalization = product.normalization else {
            if !step.begins { compute(ScanProduct(states, product.packed, into: target), at: step) }
            return
        }
        guard !step.begins else { return normalization.skip(step) }
        let values = normalization.values.view.rows(step.row, step.count)
        compute(ScanProduct(states, product.packed, start: normalization.zero.view, into: values), at: step)
        normalization.add(to: target, step)
    }

    func backward(_ step: ScanStep) {
        guard let gradient = buffers.gradient?.rows(step.row, step.count) else { return }
        let units = buffers.units
        let gates = buffers.gates.rows(step.row, step.count)
        let previous = buffers.previous(step, buffers.hidden, initial: buffers.initialHidden)
        let previousGradient = buffers.previousGradient(step)
        zoneout?.backward(gradient, previousGradient: previousGradient, step)
        // If products read masked states, these have a gradient of their own.
        let masked = previousGradient == nil ? nil : seenGradient?.view.rows(step.sequence, step.count)
        masked?.fill(0)
        let target = masked ?? previousGradient
        switch cell {
        case .rnn(let activation):
            kernels.activationBackward(activation.kind, value: gates, gradient: gradient)
            gates.set(gradient)
            back(product, gates, into: target, step)
        case .gru(.after):
            kernels.gruBackward(gates: gates, previous: previous, gradient: gradient, previousGradient: previousGradient)
            back(product, gates.columns(units, 3 * units), into: target, step)
        case .gru(.before):
            let seen = step.draw == nil ? previous : seen?.view.rows(step.row, step.count)
            guard let candidateProduct, let seen, let resetGradient = resetGradient?.view.rows(step.sequence, step.count)
            else { return }
            kernels.gruResetBeforeStateBackward(gates: gates, previous: previous, gradient: gradient, previousGradient: previousGradient)
            resetGradient.fill(0)
            back(candidateProduct, gates.columns(0, units), into: resetGradient, step)
            kernels.gruResetBeforeGatesBackward(gates: gates, previous: seen, resetGradient: resetGradient, previousGradient: target)
            back(product, gates.columns(units, 2 * units), into: target, step)
        case .lstm:
            memory?.backward(gates, gradient, buffers, step)
            back(product, gates, into: target, step)
        }
        if let masked, let previousGradient {
            dropout?.backward(masked, step)
            kernels.add(masked, to: previousGradient)
        }
    }

    /// Adds the gradient of a product's operand to `target`, if it is needed.
    private func back(_ product: StateProduct, _ gradient: MatrixView, into target: MatrixView?, _ step: ScanStep) {
        guard !step.begins, let packed = product.packedTransposed else { return }
        var own = gradient
        if let normalization = product.normalization {
            normalization.backward(gradient, step)
            guard let gradient = normalization.gradient else { return }
            own = gradient.view.rows(step.row, step.count)
        }
        if let target { compute(ScanProduct(own, packed, into: target), at: step) }
    }

    func gradientTasks(_ pass: Pass, _ pairs: [BlockwiseSum.Rows], _ tasks: inout [GradientTask]) {
        guard let seen else { return }
        let units = buffers.units
        let blocks = pass.layout.blocks.map { $0.pieces.map(\.rows) }
        func add(_ product: StateProduct, _ states: MatrixView, _ gradients: MatrixView) {
            let own = product.normalization?.gradient?.view ?? gradients
            recurrentTasks(states, own, columns: product.columns.lowerBound, blocks, initial: nil, pass, &tasks)
            product.normalization?.gradientTasks(gradients, pass, &tasks)
        }
        switch cell {
        case .rnn, .lstm: add(product, seen.view, buffers.gates)
        case .gru(.after):
            add(product, seen.view, buffers.gates.columns(units, 3 * units))
            candidateBiasTask(blocks, &tasks)
        case .gru(.before):
            guard let candidateProduct, let reset else { return }
            add(product, seen.view, buffers.gates.columns(units, 2 * units))
            add(candidateProduct, reset.view, buffers.gates.columns(0, units))
        }
    }

    /// Adds the task for the candidate's bias inside the reset gate's product.
    private func candidateBiasTask(_ blocks: [BlockwiseSum.Rows], _ tasks: inout [GradientTask]) {
        let units = buffers.units
        let (kernels, gates) = (self.kernels, buffers.gates.columns(3 * units, units))
        guard let sum = BlockwiseSum(blocks, (bias, 3 * units..<4 * units), kernels: kernels) else { return }
        tasks.append {
            sum.compute { piece, _, sums in
                for segment in piece { kernels.sumRows(of: gates.rows(segment.left, segment.count), addedTo: sums.weight) }
            }
        }
    }

    func carriedStates(_ name: String) -> [CarriedState] { memory?.carriedStates(name) ?? [] }
}
