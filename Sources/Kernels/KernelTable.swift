/// All kernels of one instruction set. Each module `Kernels...` makes one; the engine picks one at start and calls through it.
///
/// What each entry does stands with the function it is made from.
public struct KernelTable: Sendable {
    public let name: String
    /// Numbers in a vector: what matrices are packed for.
    public let vectorWidth: Int
    /// How matrices are packed for it.
    public let panels: PanelShape

    /// packed = source, or its transpose; (source, packed, transposed, part, parts).
    public let pack: @Sendable (MatrixView, PackedView, Bool, Int, Int) -> Void
    /// c = start + a b, for start one row, or c += a b; (a, b, start, c, prefetch).
    public let product: @Sendable (MatrixView, PackedView, MatrixView?, MatrixView, MatrixView?) -> Void
    /// c = start + a b for the rows of each segment, or c += a b; (a, b, start, c, segments).
    public let segmentedProduct: @Sendable (MatrixView, PackedView, MatrixView?, MatrixView, [RowSegment]) -> Void
    /// c += the sum over paired rows of a^T b, and sums += the sum of b's rows; (a, b, c, sums, segments).
    public let transposedProduct: @Sendable (MatrixView, MatrixView, MatrixView, MatrixView?, [RowSegment]) -> Void

    /// (gates, previous, hidden).
    public let gruForward: @Sendable (MatrixView, MatrixView, MatrixView) -> Void
    /// (gates, previous, gradient, previousGradient).
    public let gruBackward: @Sendable (MatrixView, MatrixView, MatrixView, MatrixView?) -> Void
    /// (gates, previous, reset).
    public let gruBeforeGates: @Sendable (MatrixView, MatrixView, MatrixView) -> Void
    /// (gates, previous, hidden).
    public let gruBeforeState: @Sendable (MatrixView, MatrixView, MatrixView) -> Void
    /// (gates, previous, gradient, previousGradient).
    public let gruBeforeStateBackward: @Sendable (MatrixView, MatrixView, MatrixView, MatrixView?) -> Void
    /// (gates, previous, resetGradient, previousGradient).
    public let gruBeforeGatesBackward: @Sendable (MatrixView, MatrixView, MatrixView, MatrixView?) -> Void
    /// (gates, previousCell, cell, hidden).
    public let lstmForward: @Sendable (MatrixView, MatrixView, MatrixView, MatrixView) -> Void
    /// (gates, previousCell, cell, gradient, cellGradient).
    public let lstmBackward: @Sendable (MatrixView, MatrixView, MatrixView, MatrixView, MatrixView) -> Void

    /// (kind, input, result).
    public let activation: @Sendable (ActivationKind, MatrixView, MatrixView) -> Void
    /// (kind, value, gradient).
    public let activationBackward: @Sendable (ActivationKind, MatrixView, MatrixView) -> Void
    /// exp of every element, in place.
    public let exponential: @Sendable (MatrixView) -> Void
    /// log of every element, in place.
    public let logarithm: @Sendable (MatrixView) -> Void
    /// (input, result, masks, random, firstRow, threshold, scale).
    public let dropout: @Sendable (MatrixView, MatrixView, MatrixView, CounterRandom, Int, UInt32, Float) -> Void
    /// (masks, gradient, scale).
    public let dropoutBackward: @Sendable (MatrixView, MatrixView, Float) -> Void

    /// Each row in place.
    public let softmax: @Sendable (MatrixView) -> Void
    /// (logits, targets, first target, class weights, scale, losses).
    public let crossEntropy: @Sendable (MatrixView, [Int32], Int, [Float], Float, MatrixView) -> Void
    /// (outputs, targets, scale, losses).
    public let squaredError: @Sendable (MatrixView, MatrixView, Float, MatrixView) -> Void

    /// (source, target): target += source.
    public let add: @Sendable (MatrixView, MatrixView) -> Void
    /// (target, factor).
    public let scale: @Sendable (MatrixView, Float) -> Void
    /// (table, ids, first, bias, target).
    public let gather: @Sendable (MatrixView, [Int32], Int, MatrixView?, MatrixView) -> Void
    /// (source, ids, table).
    public let scatterAdd: @Sendable (MatrixView, [Int32], MatrixView) -> Void
    /// (source, target): target += the sum of source's rows.
    public let sumRows: @Sendable (MatrixView, MatrixView) -> Void
    public let sumOfSquares: @Sendable (MatrixView) -> Float
    /// (rule, weights, gradients, first state, second state).
    public let update: @Sendable (UpdateRule, MatrixView, MatrixView, MatrixView, MatrixView) -> Void
    /// Runs this many rounds of twelve independent fused multiply-adds on vectors, and gives the floating-point operations that this was.
    public let peak: @Sendable (Int) -> Int

    /// The kernels of an instruction set. To be called in a module that is compiled with its instructions.
    @inlinable @inline(__always)
    public init<ISA: InstructionSet>(_ instructions: ISA.Type, name: String) {
        self.name = name
        vectorWidth = ISA.Vector.scalarCount
        panels = ISA.panels
        pack = { source, packed, transposed, part, parts in
            packed.pack(source, transposed: transposed, part: part, parts: parts, for: ISA.self)
        }
        product = { a, b, start, c, prefetch in
            var whole = RowSegment(left: 0, result: 0, count: c.rows)
            withUnsafePointer(to: &whole) { Product<ISA>.accumulate(a, b, start, c, prefetch, UnsafeBufferPointer(start: $0, count: 1)) }
        }
        segmentedProduct = { a, b, start, c, segments in
            segments.withUnsafeBufferPointer { Product<ISA>.accumulate(a, b, start, c, nil, $0) }
        }
        transposedProduct = { a, b, c, sums, segments in
            segments.withUnsafeBufferPointer { TransposedProduct<ISA>.accumulate(a, b, c, sums, $0) }
        }
        gruForward = { GRUKernels<ISA>.resetAfterForward($0, $1, $2) }
        gruBackward = { GRUKernels<ISA>.resetAfterBackward($0, $1, $2, $3) }
        gruBeforeGates = { GRUKernels<ISA>.resetBeforeGates($0, $1, $2) }
        gruBeforeState = { GRUKernels<ISA>.resetBeforeState($0, $1, $2) }
        gruBeforeStateBackward = { GRUKernels<ISA>.resetBeforeStateBackward($0, $1, $2, $3) }
        gruBeforeGatesBackward = { GRUKernels<ISA>.resetBeforeGatesBackward($0, $1, $2, $3) }
        lstmForward = { LSTMKernels<ISA>.forward($0, $1, $2, $3) }
        lstmBackward = { LSTMKernels<ISA>.backward($0, $1, $2, $3, $4) }
        activation = { ActivationKernels<ISA>.forward($0, $1, $2) }
        activationBackward = { ActivationKernels<ISA>.backward($0, $1, $2) }
        exponential = { ActivationKernels<ISA>.exponential($0) }
        logarithm = { ActivationKernels<ISA>.logarithm($0) }
        dropout = { DropoutKernels<ISA>.draw($0, $1, $2, $3, $4, $5, $6) }
        dropoutBackward = { DropoutKernels<ISA>.apply($0, $1, $2) }
        softmax = { LossKernels<ISA>.softmax($0) }
        crossEntropy = { logits, targets, first, weights, scale, losses in
            require(weights.isEmpty || weights.count == logits.columns, "each class has a weight")
            targets.withUnsafeBufferPointer { targets in
                weights.withUnsafeBufferPointer { LossKernels<ISA>.crossEntropy(logits, targets, first, $0, scale, losses) }
            }
        }
        squaredError = { LossKernels<ISA>.squaredError($0, $1, $2, $3) }
        add = { RowKernels<ISA>.add($0, $1) }
        scale = { RowKernels<ISA>.scale($0, $1) }
        gather = { table, ids, first, bias, target in
            ids.withUnsafeBufferPointer { RowKernels<ISA>.gather(table, $0, first, bias, target) }
        }
        scatterAdd = { source, ids, table in ids.withUnsafeBufferPointer { RowKernels<ISA>.scatterAdd(source, $0, table) } }
        sumRows = { RowKernels<ISA>.sumRows($0, $1) }
        sumOfSquares = { RowKernels<ISA>.sumOfSquares($0) }
        update = { OptimizerKernels<ISA>.update($0, $1, $2, $3, $4) }
        peak = { PeakKernel<ISA>.run($0) }
    }
}
