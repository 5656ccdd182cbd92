import Kernels

/// Some columns of a weight's gradient, and of a bias's, while they are summed over a batch.
///
/// Each piece of a block has its own chain of sums. Pieces are added to their block, and blocks to the gradient, in
/// order: sums over very many steps keep their digits, and the bits do not depend on which process computes which
/// block.
struct BlockwiseSum: Sendable {
    /// Where sums are collected.
    struct Sums: Sendable {
        /// [rows, columns] of the weight.
        var weight: MatrixView
        /// [1, columns]; nil if there is no bias.
        var bias: MatrixView?
    }

    private let blocks: [Rows]
    private let gradient: Sums
    /// The sums of one block, and of one piece of it; nil if there is only one.
    private let block: Sums?
    private let piece: Sums?
    /// The sums of a block or a piece that is a sum of products; nil if there is only one.
    private let chain: Sums?
    /// The sums of each block, if all are kept separately; else empty.
    private let separate: [Sums]
    private let kernels: KernelTable

    /// The rows of each piece of a block.
    typealias Rows = [[RowSegment]]
    /// Columns of a weight, or of its bias.
    typealias Columns = (weight: Weight, range: Range<Int>)

    /// - Parameters:
    ///   - blocks: the blocks to sum.
    ///   - bias: nil for none.
    ///   - isOfProducts: whether it is computed with `computeProducts`.
    /// - Returns: nil if the weight has no gradient.
    init?(_ blocks: [Rows], _ weight: Columns, bias: Columns? = nil, isOfProducts: Bool = false, kernels: KernelTable) {
        func sums(_ matrix: (Weight) -> Matrix?) -> Sums? {
            func view(_ columns: Columns) -> MatrixView? {
                matrix(columns.weight)?.view.columns(columns.range.lowerBound, columns.range.count)
            }
            return view(weight).map { Sums(weight: $0, bias: bias.flatMap(view)) }
        }
        func sums(_ level: Weight.SumLevel) -> Sums? { sums { $0.sum(level) } }
        guard let gradient = sums(.gradient) else { return nil }
        (self.blocks, self.gradient, self.kernels) = (blocks, gradient, kernels)
        separate = weight.weight.separateSums.indices.prefix(blocks.count).compactMap { block in sums { $0.separateSums[block] } }
        let (hasBlocks, hasPieces) = (blocks.count > 1 && separate.isEmpty, blocks.contains { $0.count > 1 })
        block = hasBlocks && (hasPieces || !isOfProducts) ? sums(.block) : nil
        piece = hasPieces && !isOfProducts ? sums(.piece) : nil
        chain = (hasBlocks || hasPieces) && isOfProducts ? sums(.chain) : nil
    }

    /// Sums over the batch.
    ///
    /// - Parameters:
    ///   - symbols: if symbols select rows of the weight, the symbols of all rows of the batch; no other rows of the
    ///     weight are touched.
    ///   - isMore: whether the batch is added to the existing gradient.
    ///   - add: adds the contribution of a piece, given with its place.
    func compute(symbols: [Int32]? = nil, isMore: Bool = false, _ add: (_ piece: [RowSegment], _ place: Place, Sums) -> Void) {
        begin(isMore: isMore, isOfProducts: false)
        for (blockIndex, pieces) in blocks.enumerated() {
            let target = separate.isEmpty ? (blockIndex > 0 ? block ?? gradient : gradient) : separate[blockIndex]
            for (pieceIndex, rows) in pieces.enumerated() {
                let place = Place(block: blockIndex, piece: pieceIndex)
                if pieceIndex > 0, let piece {
                    add(rows, place, piece)
                    move(piece, to: target, rows, symbols)
                } else {
                    add(rows, place, target)
                }
            }
            if blockIndex > 0, separate.isEmpty, let block { move(block, to: gradient, Array(pieces.joined()), symbols) }
        }
    }

    /// Two factors of a product over paired rows; a piece of a weight's gradient is a sum of such products.
    struct Factors {
        var left: MatrixView
        /// As wide as the summed columns; the bias's gradient is the sum of its rows.
        var right: MatrixView
        /// The rows of `left` and the corresponding rows of `right` (`result`).
        var segments: [RowSegment]
    }

    /// Sums over the batch if pieces are sums of products. The sums are those of `compute`, but each is added to its
    /// total while it is still in registers.
    ///
    /// - Parameters:
    ///   - precision: the rounding of factors.
    ///   - isMore: whether the batch is added to the existing gradient.
    ///   - factors: the products of a piece, one or more, which form one chain of sums.
    func computeProducts(
        _ precision: ProductPrecision, isMore: Bool = false, _ factors: (_ piece: [RowSegment], _ place: Place) -> [Factors]
    ) {
        begin(isMore: isMore, isOfProducts: true)
        for (blockIndex, pieces) in blocks.enumerated() {
            let target = separate.isEmpty ? gradient : separate[blockIndex]
            let isAdded = blockIndex > 0 && separate.isEmpty
            // An added block with several pieces is summed separately first; a single piece is added directly.
            let block = isAdded && pieces.count > 1 ? self.block ?? target : target
            for (pieceIndex, rows) in pieces.enumerated() {
                let factors = factors(rows, Place(block: blockIndex, piece: pieceIndex))
                if let chain, pieceIndex > 0 || (isAdded && pieces.count == 1) {
                    multiply(factors, ProductChain(chain.weight, begins: true, total: block.weight), bias: chain.bias, precision)
                    if let from = chain.bias, let to = block.bias { move(from, to: to) }
                } else {
                    let continues = isMore && blockIndex == 0 && separate.isEmpty
                    multiply(factors, ProductChain(block.weight, begins: !continues), bias: block.bias, precision)
                }
            }
            if isAdded, pieces.count > 1 { move(block, to: target, [], nil) }
        }
    }

    /// One chain of sums over some products.
    private func multiply(_ factors: [Factors], _ chain: ProductChain, bias: MatrixView?, _ precision: ProductPrecision) {
        for (place, pair) in factors.enumerated() {
            let isLast = place == factors.count - 1
            kernels.transposedProduct(
                pair.left, times: pair.right,
                into: ProductChain(chain.sums, begins: chain.begins && place == 0, total: isLast ? chain.total : nil),
                sums: bias, segments: pair.segments, precision: precision)
        }
    }

    /// The place of a piece in its batch.
    struct Place {
        var block: Int
        var piece: Int
    }

    /// Clears the sums that do not continue, except those that products clear themselves.
    private func begin(isMore: Bool, isOfProducts: Bool) {
        for (index, sums) in (separate.isEmpty ? (isMore ? [] : [gradient]) : separate).enumerated() {
            let isBegun = isOfProducts && index < blocks.count && !blocks[index].isEmpty
            if !isBegun { sums.weight.fill(0) }
            sums.bias?.fill(0)
        }
    }

    /// target += source; source = 0.
    private func move(_ source: Sums, to target: Sums, _ rows: [RowSegment], _ symbols: [Int32]?) {
        if let symbols {
            // A row that occurs twice is zero the second time.
            for segment in rows {
                for symbol in symbols[segment.left..<segment.left + segment.count] {
                    move(source.weight.rows(Int(symbol), 1), to: target.weight.rows(Int(symbol), 1))
                }
            }
        } else {
            move(source.weight, to: target.weight)
        }
        if let from = source.bias, let to = target.bias { move(from, to: to) }
    }

    /// Moves a few rows at a time, which are still in the first-level cache when they are cleared.
    private func move(_ source: MatrixView, to target: MatrixView) {
        for first in stride(from: 0, to: source.rows, by: Self.rowsMoved) {
            let rows = source.rows(first, min(Self.rowsMoved, source.rows - first))
            kernels.add(rows, to: target.rows(first, rows.rows))
            rows.fill(0)
        }
    }

    private static let rowsMoved = 8
}
