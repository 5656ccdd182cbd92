import Kernels

/// The cell state of an LSTM besides its hidden state, partly kept by zoneout if there is any.
final class CellMemory: Sendable {
    /// Cell states by row, and with zoneout also the cell states before it.
    private let states: Matrix
    private let candidates: Matrix?
    /// The states before the first step, by sequence, and the carried states, by sequence.
    private let initial: Matrix
    private let carried: Matrix
    /// The gradient of the cell state by sequence during the backward pass, and that of the states that were kept.
    private let gradient: Matrix?
    private let heldGradient: Matrix?
    private let zoneout: Zoneout?
    private let kernels: KernelTable

    init(_ recurrence: Recurrence, number: Int, context: ExecutionContext) {
        let units = recurrence.units
        kernels = context.kernels
        zoneout = Zoneout(rate: recurrence.zoneout, layer: 2 * number + 1, units: units, context: context)
        states = Matrix(rows: context.rows, columns: units)
        candidates = zoneout == nil ? nil : Matrix(rows: context.rows, columns: units)
        initial = Matrix(rows: context.sequences, columns: units)
        carried = Matrix(rows: context.sequences, columns: units)
        gradient = context.trains ? Matrix(rows: context.sequences, columns: units) : nil
        heldGradient = context.trains && zoneout != nil ? Matrix(rows: context.sequences, columns: units) : nil
    }

    func forward(_ gates: MatrixView, _ hidden: MatrixView, _ buffers: ScanBuffers, _ step: ScanStep) {
        let previous = buffers.previous(step, states.view, initial: initial.view)
        let cell = (candidates ?? states).view.rows(step.row, step.count)
        kernels.lstmForward(gates: gates, previousCell: previous, cell: cell, hidden: hidden)
        guard let zoneout else { return }
        let state = states.view.rows(step.row, step.count)
        state.set(cell)
        zoneout.forward(state, previous: previous, step)
    }

    func beginBackward(_ shard: BatchLayout.Shard) {
        gradient?.view.rows(shard.sequences.lowerBound, shard.sequences.count).fill(0)
    }

    func backward(_ gates: MatrixView, _ hiddenGradient: MatrixView, _ buffers: ScanBuffers, _ step: ScanStep) {
        guard let gradient = gradient?.view.rows(step.sequence, step.count) else { return }
        let held = heldGradient?.view.rows(step.sequence, step.count)
        held?.fill(0)
        zoneout?.backward(gradient, previousGradient: held, step)
        kernels.lstmBackward(
            gates: gates, previousCell: buffers.previous(step, states.view, initial: initial.view),
            cell: (candidates ?? states).view.rows(step.row, step.count), gradient: hiddenGradient, cellGradient: gradient)
        if let held { kernels.add(held, to: gradient) }
    }

    func carriedStates(_ name: String) -> [CarriedState] {
        [CarriedState(name: name + ".cell", carried: carried.view, initial: initial.view, states: states.view)]
    }
}
