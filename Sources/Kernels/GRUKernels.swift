/// One time step of a gated recurrent unit (Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder", 2014), for any number
/// of rows.
///
/// r = sigmoid(..), z = sigmoid(..), n = tanh(..), h' = (1 - z) n + z h, where h is the previous state. The gates'
/// columns are [n | r | z], each `units` wide.
@usableFromInline
enum GRUKernels<ISA: InstructionSet> {
    @usableFromInline typealias E = Elements<ISA>

    /// Reset after the product, n = tanh(x W + r (h U + c)). `gates` is [rows, 4 units] with columns [n | r | z | h U +
    /// c]: on entry the inputs of the functions, on exit n, r, z and, unchanged, h U + c.
    @inlinable @inline(__always)
    static func resetAfterForward(_ gates: MatrixView, _ previous: MatrixView, _ hidden: MatrixView) {
        let units = hidden.columns
        require(gates.columns == 4 * units && previous.columns == units, "gates and states fit together")
        require(gates.rows == hidden.rows && previous.rows == hidden.rows, "gates and states have the same rows")
        for row in 0..<hidden.rows {
            let g = gates.base + row * gates.stride
            let before = previous.base + row * previous.stride
            let after = hidden.base + row * hidden.stride
            @inline(__always)
            func step(_ i: Int, _ count: Int) {
                let r = Elementary<ISA>.sigmoid(E.load(g + units + i, count))
                let z = Elementary<ISA>.sigmoid(E.load(g + 2 * units + i, count))
                let n = Elementary<ISA>.tanh(E.load(g + i, count).addingProduct(r, E.load(g + 3 * units + i, count)))
                let h = n.addingProduct(z, E.load(before + i, count) - n)
                E.store(n, g + i, count)
                E.store(r, g + units + i, count)
                E.store(z, g + 2 * units + i, count)
                E.store(h, after + i, count)
            }
            E.stretches(units, step)
        }
    }

    /// The gradient of `resetAfterForward`: `gates` becomes the gradient of the functions' inputs, [n | r | z | h U +
    /// c]. `gradient` is that of h'; z times it is added to `previousGradient`, that of h, the rest of which is a
    /// product of `gates`.
    @inlinable @inline(__always)
    static func resetAfterBackward(
        _ gates: MatrixView, _ previous: MatrixView, _ gradient: MatrixView, _ previousGradient: MatrixView?
    ) {
        let units = gradient.columns
        require(gates.columns == 4 * units && previous.columns == units, "gates and states fit together")
        require(gates.rows == gradient.rows && previous.rows == gradient.rows, "gates and states have the same rows")
        require(
            previousGradient.map { $0.rows == gradient.rows && $0.columns == units } ?? true, "gradients fit together")
        let one = Lanes(repeating: 1)
        for row in 0..<gradient.rows {
            let g = gates.base + row * gates.stride
            let before = previous.base + row * previous.stride
            let after = gradient.base + row * gradient.stride
            let carried = previousGradient.map { $0.base + row * $0.stride }
            @inline(__always)
            func step(_ i: Int, _ count: Int) {
                let n = E.load(g + i, count)
                let r = E.load(g + units + i, count)
                let z = E.load(g + 2 * units + i, count)
                let product = E.load(g + 3 * units + i, count)
                let dh = E.load(after + i, count)
                let dn = dh * (one - z) * (one - n * n)
                let dz = dh * (E.load(before + i, count) - n) * (z * (one - z))
                let dr = dn * product * (r * (one - r))
                E.store(dn, g + i, count)
                E.store(dr, g + units + i, count)
                E.store(dz, g + 2 * units + i, count)
                E.store(dn * r, g + 3 * units + i, count)
                if let carried { E.store(E.load(carried + i, count).addingProduct(dh, z), carried + i, count) }
            }
            E.stretches(units, step)
        }
    }

    /// Reset before the product, first half: r and z from `gates` [rows, 3 units], columns [n | r | z], and r h into `reset`.
    @inlinable @inline(__always)
    static func resetBeforeGates(_ gates: MatrixView, _ previous: MatrixView, _ reset: MatrixView) {
        let units = reset.columns
        require(gates.columns == 3 * units && previous.columns == units, "gates and states fit together")
        require(gates.rows == reset.rows && previous.rows == reset.rows, "gates and states have the same rows")
        for row in 0..<reset.rows {
            let g = gates.base + row * gates.stride
            let before = previous.base + row * previous.stride
            let out = reset.base + row * reset.stride
            @inline(__always)
            func step(_ i: Int, _ count: Int) {
                let r = Elementary<ISA>.sigmoid(E.load(g + units + i, count))
                E.store(r, g + units + i, count)
                E.store(Elementary<ISA>.sigmoid(E.load(g + 2 * units + i, count)), g + 2 * units + i, count)
                E.store(r * E.load(before + i, count), out + i, count)
            }
            E.stretches(units, step)
        }
    }

    /// Second half: n, and the new state.
    @inlinable @inline(__always)
    static func resetBeforeState(_ gates: MatrixView, _ previous: MatrixView, _ hidden: MatrixView) {
        let units = hidden.columns
        require(gates.columns == 3 * units && previous.columns == units, "gates and states fit together")
        require(gates.rows == hidden.rows && previous.rows == hidden.rows, "gates and states have the same rows")
        for row in 0..<hidden.rows {
            let g = gates.base + row * gates.stride
            let before = previous.base + row * previous.stride
            let after = hidden.base + row * hidden.stride
            @inline(__always)
            func step(_ i: Int, _ count: Int) {
                let n = Elementary<ISA>.tanh(E.load(g + i, count))
                E.store(n, g + i, count)
                E.store(n.addingProduct(E.load(g + 2 * units + i, count), E.load(before + i, count) - n), after + i, count)
            }
            E.stretches(units, step)
        }
    }

    /// The gradient of `resetBeforeState`: n and z in `gates` become the gradients of their inputs; r is unchanged.
    @inlinable @inline(__always)
    static func resetBeforeStateBackward(
        _ gates: MatrixView, _ previous: MatrixView, _ gradient: MatrixView, _ previousGradient: MatrixView?
    ) {
        let units = gradient.columns
        require(gates.columns == 3 * units && previous.columns == units, "gates and states fit together")
        require(gates.rows == gradient.rows && previous.rows == gradient.rows, "gates and states have the same rows")
        require(
            previousGradient.map { $0.rows == gradient.rows && $0.columns == units } ?? true, "gradients fit together")
        let one = Lanes(repeating: 1)
        for row in 0..<gradient.rows {
            let g = gates.base + row * gates.stride
            let before = previous.base + row * previous.stride
            let after = gradient.base + row * gradient.stride
            let carried = previousGradient.map { $0.base + row * $0.stride }
            @inline(__always)
            func step(_ i: Int, _ count: Int) {
                let n = E.load(g + i, count)
                let z = E.load(g + 2 * units + i, count)
                let dh = E.load(after + i, count)
                E.store(dh * (one - z) * (one - n * n), g + i, count)
                E.store(dh * (E.load(before + i, count) - n) * (z * (one - z)), g + 2 * units + i, count)
                if let carried { E.store(E.load(carried + i, count).addingProduct(dh, z), carried + i, count) }
            }
            E.stretches(units, step)
        }
    }

    /// The gradient of `resetBeforeGates`: `resetGradient` is that of r h; r in `gates` becomes the gradient of its
    /// input.
    @inlinable @inline(__always)
    static func resetBeforeGatesBackward(
        _ gates: MatrixView, _ previous: MatrixView, _ resetGradient: MatrixView, _ previousGradient: MatrixView?
    ) {
        let units = resetGradient.columns
        require(gates.columns == 3 * units && previous.columns == units, "gates and states fit together")
        require(gates.rows == resetGradient.rows && previous.rows == gates.rows, "gates and states have the same rows")
        require(
            previousGradient.map { $0.rows == gates.rows && $0.columns == units } ?? true, "gradients fit together")
        let one = Lanes(repeating: 1)
        for row in 0..<gates.rows {
            let g = gates.base + row * gates.stride
            let before = previous.base + row * previous.stride
            let inner = resetGradient.base + row * resetGradient.stride
            let carried = previousGradient.map { $0.base + row * $0.stride }
            @inline(__always)
            func step(_ i: Int, _ count: Int) {
                let r = E.load(g + units + i, count)
                let d = E.load(inner + i, count)
                E.store(d * E.load(before + i, count) * (r * (one - r)), g + units + i, count)
                if let carried { E.store(E.load(carried + i, count).addingProduct(d, r), carried + i, count) }
            }
            E.stretches(units, step)
        }
    }
}
