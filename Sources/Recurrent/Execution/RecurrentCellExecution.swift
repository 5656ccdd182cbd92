import Kernels

/// One step of the scan, for neighbouring rows.
struct ScanStep {
    enum Previous {
        /// The sequences begin here, with a zero state.
        case none
        /// They begin here with the carried state.
        case initial
        /// The rows of their previous states begin here.
        case row(Int)
    }

    var row: Int
    var count: Int
    /// The first row's place among the batch's sequences.
    var sequence: Int
    var previous: Previous
    /// The row where the scan continues; nil at its end.
    var prefetch: Int?
    /// Threads that can share its work.
    var team: ThreadTeam?
    /// The random numbers of masks; nil when the network is used.
    var draw: MaskDraw?

    /// Whether the sequences begin here, with a zero state.
    var begins: Bool {
        if case .none = previous { true } else { false }
    }
}

/// The random numbers of the masks of a training step.
struct MaskDraw: Sendable {
    var seed: UInt64
    var step: Int

    func random(_ purpose: RandomPurpose, layer: Int) -> CounterRandom {
        CounterRandom(seed: seed, purpose: purpose, step: UInt64(step), layer: UInt32(truncatingIfNeeded: layer))
    }
}

/// The matrices that a cell works on. Plain values; the layer owns their memory.
struct ScanBuffers: Sendable {
    var units: Int
    /// [rows, gate columns]: the inputs of the gates, then their values, then their gradients.
    var gates: MatrixView
    /// [rows, units], or the width of the projection.
    var hidden: MatrixView
    var gradient: MatrixView?
    /// One row of zeros.
    var zero: MatrixView
    /// [sequences, units], as wide as `hidden`.
    var initialHidden: MatrixView

    /// The states before a step.
    func previous(_ step: ScanStep, _ states: MatrixView, initial: MatrixView) -> MatrixView {
        switch step.previous {
        case .none: zero.repeated(step.count)
        case .initial: initial.rows(step.sequence, step.count)
        case .row(let row): states.rows(row, step.count)
        }
    }

    /// The gates that the step after this one needs.
    func prefetch(_ step: ScanStep) -> MatrixView? { step.prefetch.map { gates.rows($0, 0) } }

    /// Where the gradient of the previous states is collected; nil if it is not needed.
    func previousGradient(_ step: ScanStep) -> MatrixView? {
        guard case .row(let row) = step.previous else { return nil }
        return gradient?.rows(row, step.count)
    }
}

/// c += a b, or c = start + a b, for the rows of one step.
struct ScanProduct {
    var a: MatrixView
    var b: PackedView
    var start: MatrixView?
    var c: MatrixView

    init(_ a: MatrixView, _ b: PackedView, start: MatrixView? = nil, into c: MatrixView) {
        self.a = a
        self.b = b
        self.start = start
        self.c = c
    }

    /// Some of the columns.
    func compute(_ part: Int, of parts: Int, _ kernels: KernelTable) {
        let (b, columns) = b.part(part, of: parts)
        kernels.product(
            a, times: b, from: start?.columns(columns.lowerBound, columns.count), into: c.columns(columns.lowerBound, columns.count))
    }
}

/// A cell's formula: what one step computes, and its gradient.
protocol RecurrentCellExecution: AnyObject, Sendable {
    /// The weights of the state, [units, gates * units].
    var recurrent: Weight { get }
    /// The gains of its products, if they are normalised.
    var gain: Weight? { get }
    /// The weights of its projection; nil for none.
    var projection: Weight? { get }
    var kernels: KernelTable { get }
    var buffers: ScanBuffers { get }
    func beginForward(_ shard: BatchLayout.Shard, _ pass: Pass)
    func forward(_ step: ScanStep)
    func beginBackward(_ shard: BatchLayout.Shard)
    func backward(_ step: ScanStep)
    /// - Parameter pairs: rows of states (`left`) with the rows of the steps after them.
    func gradientTasks(_ pass: Pass, _ pairs: [BlockwiseSum.Rows], _ tasks: inout [GradientTask])
    func carriedStates(_ name: String) -> [CarriedState]
}

extension RecurrentCellExecution {
    var gain: Weight? { nil }
    var projection: Weight? { nil }
    func beginForward(_ shard: BatchLayout.Shard, _ pass: Pass) {}
    func beginBackward(_ shard: BatchLayout.Shard) {}
    func carriedStates(_ name: String) -> [CarriedState] { [] }

    /// Computes these products. With a single row they take as long as reading the weights, so threads that share the
    /// work each read a part.
    func compute(_ first: ScanProduct, _ second: ScanProduct? = nil, at step: ScanStep) {
        let kernels = self.kernels
        guard let team = step.team, first.b.rows * first.b.columns > 32_000 else {
            kernels.product(first.a, times: first.b, from: first.start, into: first.c, prefetch: buffers.prefetch(step))
            if let second { kernels.product(second.a, times: second.b, from: second.start, into: second.c) }
            return
        }
        team.run(team.threads) { part in
            first.compute(part, of: team.threads, kernels)
            second?.compute(part, of: team.threads, kernels)
        }
    }

    /// Tasks for the gradient of some columns of the recurrent weights: the states before each step times the gradients
    /// of the gates' inputs.
    ///
    /// - Parameter initial: carried states by sequence; nil if sequences begin with zeros.
    func recurrentTasks(
        _ states: MatrixView, _ gates: MatrixView, columns: Int, _ pairs: [BlockwiseSum.Rows], initial: MatrixView?, _ pass: Pass,
        _ tasks: inout [GradientTask]
    ) {
        let precision = recurrent.precision
        let beginnings = pass.layout.blocks.map(\.beginning)
        for chunk in columnChunks(gates.columns, rows: states.columns) {
            let range = columns + chunk.lowerBound..<columns + chunk.upperBound
            guard let sum = BlockwiseSum(pairs, (recurrent, range), isOfProducts: true, kernels: kernels) else { return }
            let part = gates.columns(chunk.lowerBound, chunk.count)
            tasks.append {
                sum.computeProducts(precision) { piece, place in
                    let products = [BlockwiseSum.Factors(left: states, right: part, segments: piece)]
                    guard place.piece == 0, let initial else { return products }
                    return [BlockwiseSum.Factors(left: initial, right: part, segments: [beginnings[place.block]])] + products
                }
            }
        }
    }
}

/// The column counts of a cell's gates.
struct CellShape {
    let recurrence: Recurrence
    /// The number of columns of the product with the input.
    let inputColumns: Int
    /// The number of columns of the gates' buffer.
    let gateColumns: Int

    init(_ recurrence: Recurrence) {
        self.recurrence = recurrence
        inputColumns = recurrence.cell.gates * recurrence.units
        gateColumns = inputColumns + (recurrence.cell.hasRecurrentBias ? recurrence.units : 0)
    }

    /// - Parameter number: the index of the scan among all scans of the network.
    func execution(
        _ name: String, number: Int, bias: Weight, buffers: ScanBuffers, context: ExecutionContext
    ) -> any RecurrentCellExecution {
        let columns = recurrence.cell.gates * recurrence.units
        let recurrent = context.weight(
            rows: recurrence.stateWidth, columns: columns,
            parts: [.init(name: name + ".recurrent", shape: [recurrence.stateWidth, columns], columns: 0..<columns)])
        if let width = recurrence.projection {
            let projection = context.weight(
                rows: recurrence.units, columns: width,
                parts: [.init(name: name + ".projection", shape: [recurrence.units, width], columns: 0..<width)])
            return ProjectedLSTMCell(recurrent, projection, buffers, context)
        }
        guard recurrence.isPlain else {
            return RegularizedCell(name, recurrence, number: number, recurrent, bias, buffers, context)
        }
        switch recurrence.cell {
        case .rnn(let activation): return RNNCell(recurrent, activation.kind, buffers, context)
        case .gru(.after): return GRUResetAfterCell(recurrent, bias, buffers, context)
        case .gru(.before): return GRUResetBeforeCell(recurrent, buffers, context)
        case .lstm: return LSTMCell(recurrent, buffers, context)
        }
    }
}

extension Activation {
    var kind: ActivationKind {
        switch self {
        case .linear: .linear
        case .tanh: .tanh
        case .relu: .relu
        case .sigmoid: .sigmoid
        }
    }
}
