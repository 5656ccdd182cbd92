/// Where the sums of a transposed product are collected: a chain of sums may continue over several products, and be added to a total at its
/// end.
///
/// A total is read and written once for each product that ends in it, while the chain is still in registers.
public struct ProductChain: Sendable {
    /// [m, n]: holds the chains between products. If they end in a total, its contents are undefined afterwards.
    public var sums: MatrixView
    /// Whether chains begin with zero, ignoring `sums`.
    public var begins: Bool
    /// [m, n]: the total to which the chains are added after this product; nil to leave them in `sums`.
    public var total: MatrixView?

    /// Chains in `sums` that begin or continue with a product, and end in `total` or continue after it.
    @inlinable @inline(__always)
    public init(_ sums: MatrixView, begins: Bool, total: MatrixView? = nil) {
        self.sums = sums
        self.begins = begins
        self.total = total
    }

    /// Prepares columns for a product that reads the start of its chains from memory.
    @inlinable @inline(__always)
    func begin(_ first: Int, _ count: Int) {
        if begins { sums.columns(first, count).fill(0) }
    }

    /// Finishes columns for a product that leaves its chains in memory.
    @inlinable @inline(__always)
    func end<ISA: InstructionSet>(_ first: Int, _ count: Int, _ instructions: ISA.Type) {
        if let total { RowKernels<ISA>.add(sums.columns(first, count), total.columns(first, count)) }
    }
}
