/// One time step of long short-term memory with forget gate (Gers, Schmidhuber, Cummins, "Learning to Forget", 2000), for any number of
/// rows.
///
/// i, f, o = sigmoid(..), g = tanh(..), c' = f c + i g, h' = o tanh(c'). The gates' columns are [i | f | g | o], each `units` wide.
@usableFromInline
enum LSTMKernels<ISA: InstructionSet> {
    @usableFromInline typealias E = Elements<ISA>

    /// `gates` holds the functions' inputs on entry, and their values on exit.
    @inlinable @inline(__always)
    static func forward(_ gates: MatrixView, _ previousCell: MatrixView, _ cell: MatrixView, _ hidden: MatrixView) {
        let units = hidden.columns
        require(gates.columns == 4 * units && previousCell.columns == units && cell.columns == units, "gates and states fit together")
        require(
            gates.rows == hidden.rows && previousCell.rows == hidden.rows && cell.rows == hidden.rows,
            "gates and states have the same rows")
        for row in 0..<hidden.rows {
            let g = gates.base + row * gates.stride
            let before = previousCell.base + row * previousCell.stride
            let after = cell.base + row * cell.stride
            let out = hidden.base + row * hidden.stride
            @inline(__always)
            func step(_ i: Int, _ count: Int) {
                let input = Elementary<ISA>.sigmoid(E.load(g + i, count))
                let forget = Elementary<ISA>.sigmoid(E.load(g + units + i, count))
                let candidate = Elementary<ISA>.tanh(E.load(g + 2 * units + i, count))
                let output = Elementary<ISA>.sigmoid(E.load(g + 3 * units + i, count))
                let c = (forget * E.load(before + i, count)).addingProduct(input, candidate)
                E.store(input, g + i, count)
                E.store(forget, g + units + i, count)
                E.store(candidate, g + 2 * units + i, count)
                E.store(output, g + 3 * units + i, count)
                E.store(c, after + i, count)
                E.store(output * Elementary<ISA>.tanh(c), out + i, count)
            }
            E.stretches(units, step)
        }
    }

    /// `gates` becomes the gradient of the functions' inputs; `gradient` is that of h'; `cellGradient` is that of c' on
    /// entry, and of c on exit.
    @inlinable @inline(__always)
    static func backward(
        _ gates: MatrixView, _ previousCell: MatrixView, _ cell: MatrixView, _ gradient: MatrixView, _ cellGradient: MatrixView
    ) {
        let units = gradient.columns
        require(gates.columns == 4 * units && previousCell.columns == units && cell.columns == units, "gates and states fit together")
        require(
            gates.rows == gradient.rows && previousCell.rows == gates.rows && cell.rows == gates.rows
                && cellGradient.rows == gates.rows && cellGradient.columns == units, "gates and states have the same rows")
        let one = Lanes(repeating: 1)
        for row in 0..<gradient.rows {
            let g = gates.base + row * gates.stride
            let before = previousCell.base + row * previousCell.stride
            let after = cell.base + row * cell.stride
            let outer = gradient.base + row * gradient.stride
            let carried = cellGradient.base + row * cellGradient.stride
            @inline(__always)
            func step(_ i: Int, _ count: Int) {
                let input = E.load(g + i, count)
                let forget = E.load(g + units + i, count)
                let candidate = E.load(g + 2 * units + i, count)
                let output = E.load(g + 3 * units + i, count)
                let squashed = Elementary<ISA>.tanh(E.load(after + i, count))
                let dh = E.load(outer + i, count)
                let dc = E.load(carried + i, count).addingProduct(dh * output, one - squashed * squashed)
                E.store(dc * candidate * (input * (one - input)), g + i, count)
                E.store(dc * E.load(before + i, count) * (forget * (one - forget)), g + units + i, count)
                E.store(dc * input * (one - candidate * candidate), g + 2 * units + i, count)
                E.store(dh * squashed * (output * (one - output)), g + 3 * units + i, count)
                E.store(dc * forget, carried + i, count)
            }
            E.stretches(units, step)
        }
    }
}
