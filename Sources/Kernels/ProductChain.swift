/// Where the chains of a transposed product's sums are collected: a chain may go on over several products, and at its end be added to a
/// total.
///
/// A total is read and written once for each product that ends in it, while the chain is in registers still.
public struct ProductChain: Sendable {
    /// [m, n]: holds the chains from one product to the next. Where they end in a total it is of no use afterwards.
    public var sums: MatrixView
    /// Whether chains begin with zero, whatever `sums` is.
    public var begins: Bool
    /// [m, n]: what the chains are added to after this product; nil where they are left in `sums`.
    public var total: MatrixView?

    /// Chains in `sums` that begin, or that go on, with a product and end in `total` or go on after it.
    @inlinable @inline(__always)
    public init(_ sums: MatrixView, begins: Bool, total: MatrixView? = nil) {
        self.sums = sums
        self.begins = begins
        self.total = total
    }

    /// Some columns begin, where products find them in memory.
    @inlinable @inline(__always)
    func begin(_ first: Int, _ count: Int) {
        if begins { sums.columns(first, count).fill(0) }
    }

    /// Some columns end, where products leave them in memory.
    @inlinable @inline(__always)
    func end<ISA: InstructionSet>(_ first: Int, _ count: Int, _ instructions: ISA.Type) {
        if let total { RowKernels<ISA>.add(sums.columns(first, count), total.columns(first, count)) }
    }
}
