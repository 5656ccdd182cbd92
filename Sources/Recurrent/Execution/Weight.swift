import Kernels

/// A matrix of weights with its gradient, its optimizer state, and the packed copies that products read.
///
/// Between two synchronisations of the team, threads write different parts, so nothing here is locked.
final class Weight: @unchecked Sendable {
    /// A weight as it appears in files and displays: some columns of the matrix.
    struct Part {
        var name: String
        var shape: [Int]
        var columns: Range<Int>
    }

    /// A packed copy of some columns for products, transposed or not.
    struct Packing {
        var packed: PackedMatrix
        var columns: Range<Int>
        var isTransposed: Bool
    }

    let value: Matrix
    let gradient: Matrix?
    /// The optimizer's first and second value for each weight; nil if it stores fewer.
    let first: Matrix?
    let second: Matrix?
    /// The running average of the weights; nil if there is none.
    let average: Matrix?
    /// The accumulated gradients of several batches; nil if a step has one batch.
    let accumulatedGradient: Matrix?
    let parts: [Part]
    /// The rounding of factors in products with the matrix, and in those that compute its gradient.
    let precision: ProductPrecision
    private(set) var packings: [Packing] = []
    private var partialSums: [SumLevel: Matrix] = [:]
    private var blockSums: [Matrix] = []
    private var separateBlocks = 0

    /// What a partial sum over a batch covers: see `BlockwiseSum`.
    enum SumLevel { case gradient, block, piece, chain }

    init(rows: Int, columns: Int, parts: [Part], context: ExecutionContext) {
        value = Matrix(rows: rows, columns: columns)
        gradient = context.trains ? Matrix(rows: rows, columns: columns) : nil
        first = context.trains && context.optimizer.map { $0.stateCount > 0 } ?? false ? Matrix(rows: rows, columns: columns) : nil
        second = context.trains && context.optimizer.map { $0.stateCount > 1 } ?? false ? Matrix(rows: rows, columns: columns) : nil
        average = context.averages ? Matrix(rows: rows, columns: columns) : nil
        accumulatedGradient = context.accumulates ? Matrix(rows: rows, columns: columns) : nil
        self.parts = parts
        precision = context.precision
    }

    /// The matrix in which sums of a level are collected; nil if there are no gradients. Those of blocks and pieces are
    /// zero, and are left zero; of those of chains only the biases are. Call only on the executor's queue, before
    /// threads write there.
    func sum(_ level: SumLevel) -> Matrix? {
        guard level != .gradient, let gradient else { return gradient }
        if let known = partialSums[level] { return known }
        let sum = Matrix(rows: gradient.view.rows, columns: gradient.view.columns)
        partialSums[level] = sum
        return sum
    }

    /// The sums of blocks that are kept separately because the blocks before them are computed elsewhere; empty if
    /// blocks are added up directly.
    var separateSums: ArraySlice<Matrix> { blockSums.prefix(separateBlocks) }

    /// From now on, keeps the sums of this many blocks separately. Call only on the executor's queue.
    func keepApart(_ blocks: Int) {
        separateBlocks = blocks
        guard let gradient else { return }
        while blockSums.count < blocks { blockSums.append(Matrix(rows: gradient.view.rows, columns: gradient.view.columns)) }
    }

    /// A packed copy of some columns, kept up to date by `pack`.
    func packing(_ columns: Range<Int>, transposed: Bool, kernels: KernelTable) -> PackedView {
        if let known = packings.first(where: { $0.columns == columns && $0.isTransposed == transposed }) { return known.packed.view }
        let rows = value.view.rows
        let packed = PackedMatrix(
            rows: transposed ? columns.count : rows, columns: transposed ? rows : columns.count, format: kernels.format(precision))
        packings.append(Packing(packed: packed, columns: columns, isTransposed: transposed))
        return packed.view
    }

    /// Updates a packed copy, or one part of it.
    func pack(_ index: Int, part: Int, parts: Int, kernels: KernelTable) {
        let packing = packings[index]
        let source = value.view.columns(packing.columns.lowerBound, packing.columns.count)
        kernels.pack(source, into: packing.packed.view, transposed: packing.isTransposed, part: part, of: parts)
    }

    func tensors(of matrix: Matrix) -> [Tensor] {
        parts.map { part in
            Tensor(
                name: part.name, shape: part.shape,
                values: matrix.view.columns(part.columns.lowerBound, part.columns.count).values)
        }
    }
}

/// The sizes and options for which the matrices of an executor are allocated.
struct ExecutionContext {
    /// The greatest number of sequences in a batch, and of real steps over all its sequences.
    var sequences: Int
    var rows: Int
    /// Whether there are gradients.
    var trains: Bool
    var optimizer: Optimizer?
    var kernels: KernelTable
    /// The rounding of factors in products.
    var precision: ProductPrecision
    /// Whether a running average of the weights is kept, and whether gradients are added over batches.
    var averages = false
    var accumulates = false
    /// Weights of another executor to use instead, by the name of their first part.
    var shared: [String: Weight] = [:]

    func weight(rows: Int, columns: Int, parts: [Weight.Part]) -> Weight {
        parts.first.flatMap { shared[$0.name] } ?? Weight(rows: rows, columns: columns, parts: parts, context: self)
    }
}
