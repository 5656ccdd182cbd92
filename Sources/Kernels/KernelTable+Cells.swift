/// One time step of gated cells, [rows, units], with one row for each sequence: forward, and backward from the gradient of the new state.
///
/// A gradient of the previous state may be nil if it is not needed.
extension KernelTable {
    /// A GRU with the reset gate after the product (Cho et al., 2014, in the form of cuDNN): h' = (1 - z) n + z h with r = sigmoid(..), z =
    /// sigmoid(..), n = tanh(.. + r (h U + c)).
    ///
    /// - Parameters:
    ///   - gates: [rows, 4 units], columns [n | r | z | h U + c]: the inputs of the functions, which become their
    ///     values; h U + c is unchanged.
    ///   - previous: h.
    ///   - hidden: becomes h'.
    @inlinable @inline(__always)
    public func gruForward(gates: MatrixView, previous: MatrixView, hidden: MatrixView) {
        entries.gruForward(gates, previous, hidden)
    }

    /// - Parameters:
    ///   - gates: values from `gruForward`, which become the gradients of the functions' inputs, [n | r | z | h U + c].
    ///   - previous: h.
    ///   - gradient: the gradient of h'.
    ///   - previousGradient: the gradient of h, to which z times `gradient` is added; the rest is a product of `gates`.
    @inlinable @inline(__always)
    public func gruBackward(gates: MatrixView, previous: MatrixView, gradient: MatrixView, previousGradient: MatrixView?) {
        entries.gruBackward(gates, previous, gradient, previousGradient)
    }

    /// A GRU with the reset gate before the product, first half: r = sigmoid(..), z = sigmoid(..), and r h.
    ///
    /// - Parameters:
    ///   - gates: [rows, 3 units], columns [n | r | z]: the inputs of the functions; r and z become their values.
    ///   - previous: h.
    ///   - reset: becomes r h.
    @inlinable @inline(__always)
    public func gruResetBeforeGates(gates: MatrixView, previous: MatrixView, reset: MatrixView) {
        entries.gruBeforeGates(gates, previous, reset)
    }

    /// Second half: n = tanh(..), h' = (1 - z) n + z h.
    ///
    /// - Parameters:
    ///   - gates: the result of `gruResetBeforeGates`, with (r h) U added to n's columns, which become n.
    ///   - previous: h.
    ///   - hidden: becomes h'.
    @inlinable @inline(__always)
    public func gruResetBeforeState(gates: MatrixView, previous: MatrixView, hidden: MatrixView) {
        entries.gruBeforeState(gates, previous, hidden)
    }

    /// - Parameters:
    ///   - gates: n and z become the gradients of their functions' inputs; r is unchanged.
    ///   - previous: h.
    ///   - gradient: the gradient of h'.
    ///   - previousGradient: the gradient of h, to which z times `gradient` is added.
    @inlinable @inline(__always)
    public func gruResetBeforeStateBackward(
        gates: MatrixView, previous: MatrixView, gradient: MatrixView, previousGradient: MatrixView?
    ) {
        entries.gruBeforeStateBackward(gates, previous, gradient, previousGradient)
    }

    /// - Parameters:
    ///   - gates: r becomes the gradient of its function's input.
    ///   - previous: h.
    ///   - resetGradient: the gradient of r h.
    ///   - previousGradient: the gradient of h, to which r times `resetGradient` is added.
    @inlinable @inline(__always)
    public func gruResetBeforeGatesBackward(
        gates: MatrixView, previous: MatrixView, resetGradient: MatrixView, previousGradient: MatrixView?
    ) {
        entries.gruBeforeGatesBackward(gates, previous, resetGradient, previousGradient)
    }

    /// Long short-term memory with forget gate (Gers, Schmidhuber, Cummins, 2000): c' = f c + i g, h' = o tanh(c') with i, f, o =
    /// sigmoid(..), g = tanh(..).
    ///
    /// - Parameters:
    ///   - gates: [rows, 4 units], columns [i | f | g | o]: the inputs of the functions, which become their values.
    ///   - previousCell: c.
    ///   - cell: becomes c'.
    ///   - hidden: becomes h'.
    @inlinable @inline(__always)
    public func lstmForward(gates: MatrixView, previousCell: MatrixView, cell: MatrixView, hidden: MatrixView) {
        entries.lstmForward(gates, previousCell, cell, hidden)
    }

    /// - Parameters:
    ///   - gates: values from `lstmForward`, which become the gradients of the functions' inputs.
    ///   - previousCell: c.
    ///   - cell: c'.
    ///   - gradient: the gradient of h'.
    ///   - cellGradient: the gradient of c', which becomes that of c.
    @inlinable @inline(__always)
    public func lstmBackward(
        gates: MatrixView, previousCell: MatrixView, cell: MatrixView, gradient: MatrixView, cellGradient: MatrixView
    ) {
        entries.lstmBackward(gates, previousCell, cell, gradient, cellGradient)
    }
}
