import Kernels

/// The execution of a recurrent layer: the product of all steps with the input weights, then the scan of a cell over
/// time, forward or backward, for sequences of different lengths.
final class RecurrentExecution: LayerExecution {
    let output: LayerOutput
    let weights: [Weight]
    let carriedStates: [CarriedState]
    let observedParts: [ObservedPart]
    private let cell: any RecurrentCellExecution
    private let inputProduct: InputProduct
    private let inputNormalization: InputNormalization?
    private let buffers: ScanBuffers
    private let isReversed: Bool
    private let addsToInputGradient: Bool
    private let owned: [Matrix]

    /// A layer that reads forward in time, with an output of its own.
    convenience init(_ name: String, _ recurrence: Recurrence, number: Int, input: LayerOutput, context: ExecutionContext) {
        let width = recurrence.stateWidth
        let values = Matrix(rows: context.rows, columns: width)
        let gradient = context.trains ? Matrix(rows: context.rows, columns: width) : nil
        let output = LayerOutput(values: .matrix(values.view), gradient: gradient?.view, width: width, returnsSequences: true)
        self.init(
            name, recurrence, number: number, input: input, output: output, context: context,
            owned: [values] + (gradient.map { [$0] } ?? []))
    }

    /// - Parameters:
    ///   - number: the index of the scan among all scans of the network, so that each has masks of its own.
    ///   - output: where states are written, [rows, state width], and where their gradients come from.
    ///   - isReversed: whether it reads from the last real step to the first.
    ///   - addsToInputGradient: whether another layer has already written the input's gradient.
    ///   - owned: matrices to keep alive if nobody else does.
    init(
        _ name: String, _ recurrence: Recurrence, number: Int, input: LayerOutput, output: LayerOutput, isReversed: Bool = false,
        addsToInputGradient: Bool = false,
        context: ExecutionContext, owned: [Matrix] = []
    ) {
        self.output = output
        self.isReversed = isReversed
        self.addsToInputGradient = addsToInputGradient
        let units = recurrence.units
        let shape = CellShape(recurrence)
        let gates = Matrix(rows: context.rows, columns: shape.gateColumns)
        let zero = Matrix(count: units)
        let initial = Matrix(rows: context.sequences, columns: recurrence.stateWidth)
        let carried = Matrix(rows: context.sequences, columns: recurrence.stateWidth)
        buffers = ScanBuffers(
            units: units, gates: gates.view, hidden: output.matrix, gradient: output.gradient, zero: zero.view, initialHidden: initial.view)
        let biasParts =
            [Weight.Part(name: name + ".bias", shape: [shape.inputColumns], columns: 0..<shape.inputColumns)]
            + (shape.gateColumns > shape.inputColumns
                ? [Weight.Part(name: name + ".recurrentBias", shape: [units], columns: shape.inputColumns..<shape.gateColumns)] : [])
        let bias = context.weight(rows: 1, columns: shape.gateColumns, parts: biasParts)
        cell = shape.execution(name, number: number, bias: bias, buffers: buffers, context: context)
        inputProduct = InputProduct(
            name, input: input, columns: shape.inputColumns, bias: recurrence.normalization == nil ? bias : nil, context: context)
        inputNormalization =
            recurrence.normalization == nil
            ? nil : InputNormalization(name, gates: recurrence.cell.gates, product: inputProduct, bias: bias, context: context)
        weights = [inputProduct.kernel, cell.recurrent, bias] + [inputNormalization?.gain, cell.gain, cell.projection].compactMap { $0 }
        carriedStates =
            [CarriedState(name: name + ".hidden", carried: carried.view, initial: initial.view, states: output.matrix)]
            + cell.carriedStates(name)
        observedParts =
            [ObservedPart(layer: .recurrent(recurrence), part: .state, matrix: output.matrix)]
            + recurrence.cell.observedGates.map { gate in
                ObservedPart(layer: .recurrent(recurrence), part: gate.part, matrix: gates.view.columns(gate.block * units, units))
            }
        self.owned = owned + [gates, zero, initial, carried]
    }

    func forward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        if let inputNormalization {
            inputNormalization.forward(shard, pass, into: inputGates)
        } else {
            inputProduct.forward(shard, pass, into: inputGates)
        }
        cell.beginForward(shard, pass)
        scan(shard, pass, ascending: !isReversed, cell.forward)
    }

    func backward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        cell.beginBackward(shard)
        scan(shard, pass, ascending: isReversed, cell.backward)
        if let inputNormalization {
            inputNormalization.backward(shard, pass, inputGates, adds: addsToInputGradient)
        } else {
            inputProduct.backward(shard, pass, inputGates, adds: addsToInputGradient)
        }
    }

    private func scan(_ shard: BatchLayout.Shard, _ pass: Pass, ascending: Bool, _ body: (ScanStep) -> Void) {
        let steps = pass.layout.steps
        for index in 0..<steps {
            let t = ascending ? index : steps - 1 - index
            visit(t, before: ascending ? t + 1 : t - 1, shard, pass, body)
        }
    }

    /// Calls `body` with the work of the cell at time t: once for the sequences that have a previous state, and once
    /// for those that begin here.
    ///
    /// - Parameter following: the next time in the order of the scan.
    private func visit(_ t: Int, before following: Int, _ shard: BatchLayout.Shard, _ pass: Pass, _ body: (ScanStep) -> Void) {
        let layout = pass.layout
        let first = shard.sequences.lowerBound
        let count = min(shard.sequences.upperBound, layout.active[t]) - first
        guard count > 0 else { return }
        let row = layout.start[t] + first
        let prefetch = following >= 0 && following < layout.steps ? layout.start[following] + first : nil
        func step(_ offset: Int, _ count: Int, _ previous: ScanStep.Previous) {
            guard count > 0 else { return }
            body(
                ScanStep(
                    row: row + offset, count: count, sequence: first + offset, previous: previous, prefetch: prefetch, team: pass.team,
                    draw: pass.isTraining && pass.drawsStates ? MaskDraw(seed: pass.seed, step: pass.step) : nil))
        }
        let before = isReversed ? t + 1 : t - 1
        guard before >= 0, before < layout.steps else {
            let isContinued = pass.continues && !isReversed
            return step(0, count, isContinued ? .initial : .none)
        }
        let continuing = max(0, min(count, layout.active[before] - first))
        step(0, continuing, .row(layout.start[before] + first))
        step(continuing, count - continuing, .none)
    }

    func gradientTasks(_ pass: Pass, _ tasks: inout [GradientTask]) {
        if let inputNormalization {
            inputNormalization.gradientTasks(inputGates, pass, &tasks)
        } else {
            inputProduct.gradientTasks(inputGates, pass, &tasks)
        }
        let pairs = pass.layout.blocks.map { block in block.pieces.map { isReversed ? $0.fromNext : $0.fromPrevious } }
        cell.gradientTasks(pass, pairs, &tasks)
    }

    /// The columns of the gates that the input's product fills.
    private var inputGates: MatrixView { buffers.gates.columns(0, inputProduct.kernel.value.view.columns) }

    var products: [Products] {
        var products = inputProduct.products
        products.recurrent = cell.recurrent.value.view.rows * cell.recurrent.value.view.columns
        guard let projection = cell.projection?.value.view else { return [products] }
        let count = projection.rows * projection.columns
        return [products, Products(input: count, inputGradient: count)]
    }
}
