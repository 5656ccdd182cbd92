/// The compiled kernels behind a `KernelTable`, whose methods name their arguments: closures have no labels.
@usableFromInline
struct KernelEntries: Sendable {
    @usableFromInline typealias Views1 = @Sendable (MatrixView) -> Void
    @usableFromInline typealias Views2 = @Sendable (MatrixView, MatrixView) -> Void
    @usableFromInline typealias Views3 = @Sendable (MatrixView, MatrixView, MatrixView) -> Void
    @usableFromInline typealias Views4 = @Sendable (MatrixView, MatrixView, MatrixView, MatrixView) -> Void
    @usableFromInline typealias Views5 = @Sendable (MatrixView, MatrixView, MatrixView, MatrixView, MatrixView) -> Void
    @usableFromInline typealias Views3AndOne = @Sendable (MatrixView, MatrixView, MatrixView, MatrixView?) -> Void

    @usableFromInline var pack: @Sendable (MatrixView, PackedView, Bool, Int, Int) -> Void
    @usableFromInline var product: @Sendable (MatrixView, PackedView, MatrixView?, MatrixView, MatrixView?) -> Void
    @usableFromInline var segmentedProduct: @Sendable (MatrixView, PackedView, MatrixView?, MatrixView, [RowSegment]) -> Void
    @usableFromInline var transposedProduct:
        @Sendable (MatrixView, MatrixView, ProductChain, MatrixView?, [RowSegment], ProductPrecision) -> Void

    @usableFromInline let gruForward: Views3
    @usableFromInline let gruBackward: Views3AndOne
    @usableFromInline let gruBeforeGates: Views3
    @usableFromInline let gruBeforeState: Views3
    @usableFromInline let gruBeforeStateBackward: Views3AndOne
    @usableFromInline let gruBeforeGatesBackward: Views3AndOne
    @usableFromInline let lstmForward: Views4
    @usableFromInline let lstmBackward: Views5

    @usableFromInline let activation: @Sendable (ActivationKind, MatrixView, MatrixView) -> Void
    @usableFromInline let activationBackward: @Sendable (ActivationKind, MatrixView, MatrixView) -> Void
    @usableFromInline let dropout: @Sendable (MatrixView, MatrixView, MatrixView, CounterRandom, Int, UInt32, Float) -> Void
    @usableFromInline let dropoutBackward: @Sendable (MatrixView, MatrixView, Float) -> Void

    @usableFromInline let softmax: Views1
    @usableFromInline let crossEntropy: @Sendable (MatrixView, [Int32], Int, [Float], Float, MatrixView) -> Void
    @usableFromInline let crossEntropyLosses: @Sendable (MatrixView, [Int32], Int, [Float], MatrixView) -> Void
    @usableFromInline let smoothedCrossEntropy: @Sendable (MatrixView, [Int32], Int, [Float], Float, Float, MatrixView) -> Void
    @usableFromInline let focal: @Sendable (MatrixView, [Int32], Int, [Float], Float, Float, MatrixView) -> Void
    @usableFromInline let alignmentLoss: @Sendable (MatrixView, [Int], ArraySlice<Int32>, Float, MatrixView) -> Float
    @usableFromInline let pathSum:
        @Sendable (
            MatrixView, [Int], MatrixView, MatrixView, MatrixView, MatrixView, MatrixView, MatrixView, MatrixView
        ) -> Double
    @usableFromInline let pathPairs: @Sendable (RowSegment, MatrixView, MatrixView, MatrixView, MatrixView, Int, MatrixView) -> Void
    @usableFromInline let bestPath: @Sendable (MatrixView, [Int], MatrixView, MatrixView, MatrixView, MatrixView, MatrixView) -> Void
    @usableFromInline let rank: @Sendable (MatrixView, [Int32], Int, MatrixView) -> Void
    @usableFromInline let squaredError: @Sendable (MatrixView, MatrixView, Float, MatrixView) -> Void
    @usableFromInline let pinball: @Sendable (MatrixView, MatrixView, [Float], Float, MatrixView) -> Void
    @usableFromInline let sigmoidCrossEntropy: @Sendable (MatrixView, MatrixView, Float, MatrixView) -> Void

    @usableFromInline let maximum: @Sendable (MatrixView, UInt32, MatrixView, MatrixView) -> Void
    @usableFromInline let maximumBackward: @Sendable (MatrixView, MatrixView, UInt32, MatrixView) -> Void
    @usableFromInline let addScaledRows: Views3
    @usableFromInline let rowProducts: Views3

    @usableFromInline let drawMasks: @Sendable (MatrixView, CounterRandom, Int, UInt32) -> Void
    @usableFromInline let applyMasks: @Sendable (MatrixView, MatrixView, MatrixView, Float) -> Void
    @usableFromInline let hold: Views3
    @usableFromInline let holdBackward: @Sendable (MatrixView, MatrixView, MatrixView?) -> Void
    @usableFromInline let normalize: @Sendable (MatrixView, MatrixView, Float) -> Void
    @usableFromInline let normalizeBackward: Views5
    @usableFromInline let scaleColumns: @Sendable (MatrixView, MatrixView, MatrixView?, MatrixView) -> Void
    @usableFromInline let sumProducts: Views3

    @usableFromInline let add: Views2
    @usableFromInline let scale: @Sendable (MatrixView, Float) -> Void
    @usableFromInline let average: @Sendable (MatrixView, MatrixView, Float) -> Void
    @usableFromInline let gather: @Sendable (MatrixView, [Int32], Int, MatrixView?, MatrixView) -> Void
    @usableFromInline let scatterAdd: @Sendable (MatrixView, [Int32], Int, MatrixView) -> Void
    @usableFromInline let sumRows: Views2
    @usableFromInline let sumOfSquares: @Sendable (MatrixView) -> Float
    @usableFromInline let limit: @Sendable (MatrixView, Float) -> Void
    @usableFromInline let update: @Sendable (UpdateRule, MatrixView, MatrixView, MatrixView, MatrixView) -> Void

    @inlinable @inline(__always)
    init<ISA: InstructionSet>(_ instructions: ISA.Type) {
        pack = { source, packed, transposed, part, parts in
            packed.pack(source, transposed: transposed, part: part, parts: parts, for: ISA.self)
        }
        product = { a, b, start, c, prefetch in
            var whole = RowSegment(left: 0, result: 0, count: c.rows)
            withUnsafePointer(to: &whole) {
                let segments = UnsafeBufferPointer(start: $0, count: 1)
                switch b.format.precision {
                case .single: Product<ISA>.accumulate(a, b, start, c, prefetch, segments)
                case .bfloat16, .bfloat16x3: BFloat16Product<ISA>.accumulate(a, b, start, c, prefetch, segments)
                }
            }
        }
        segmentedProduct = { a, b, start, c, segments in
            segments.withUnsafeBufferPointer {
                switch b.format.precision {
                case .single: Product<ISA>.accumulate(a, b, start, c, nil, $0)
                case .bfloat16, .bfloat16x3: BFloat16Product<ISA>.accumulate(a, b, start, c, nil, $0)
                }
            }
        }
        transposedProduct = { a, b, c, sums, segments, precision in
            segments.withUnsafeBufferPointer {
                switch precision {
                case .single: TransposedProduct<ISA>.accumulate(a, b, c, sums, $0)
                case .bfloat16, .bfloat16x3: BFloat16TransposedProduct<ISA>.accumulate(a, b, c, sums, $0, precision)
                }
            }
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
        dropout = { DropoutKernels<ISA>.draw($0, $1, $2, $3, $4, $5, $6) }
        dropoutBackward = { DropoutKernels<ISA>.apply($0, $1, $2) }
        softmax = { LossKernels<ISA>.softmax($0) }
        crossEntropy = { logits, targets, first, weights, scale, losses in
            require(weights.isEmpty || weights.count == logits.columns, "each class has a weight")
            targets.withUnsafeBufferPointer { targets in
                weights.withUnsafeBufferPointer { LossKernels<ISA>.crossEntropy(logits, targets, first, $0, scale, losses) }
            }
        }
        crossEntropyLosses = { logits, targets, first, weights, losses in
            require(weights.isEmpty || weights.count == logits.columns, "each class has a weight")
            targets.withUnsafeBufferPointer { targets in
                weights.withUnsafeBufferPointer { LossKernels<ISA>.crossEntropyLosses(logits, targets, first, $0, losses) }
            }
        }
        smoothedCrossEntropy = { logits, targets, first, weights, smoothing, scale, losses in
            require(weights.isEmpty || weights.count == logits.columns, "each class has a weight")
            targets.withUnsafeBufferPointer { targets in
                weights.withUnsafeBufferPointer {
                    LossKernels<ISA>.smoothedCrossEntropy(logits, targets, first, $0, smoothing, scale, losses)
                }
            }
        }
        focal = { logits, targets, first, weights, focus, scale, losses in
            require(weights.isEmpty || weights.count == logits.columns, "each class has a weight")
            targets.withUnsafeBufferPointer { targets in
                weights.withUnsafeBufferPointer { LossKernels<ISA>.focal(logits, targets, first, $0, focus, scale, losses) }
            }
        }
        alignmentLoss = { logits, rows, labels, scale, scratch in
            rows.withUnsafeBufferPointer { rows in
                labels.withUnsafeBufferPointer { AlignmentKernels<ISA>.loss(logits, rows, $0, scale, scratch) }
            }
        }
        pathSum = { scores, rows, transitions, turned, edges, forward, after, shares, shifts in
            rows.withUnsafeBufferPointer {
                PathKernels<ISA>.sum(scores, $0, (transitions, turned), edges, forward, after, shares, shifts)
            }
        }
        pathPairs = { PathKernels<ISA>.addPairs($0, $1, $2, $3, $4, $5, $6) }
        bestPath = { scores, rows, transitions, edges, values, places, results in
            rows.withUnsafeBufferPointer { PathKernels<ISA>.best(scores, $0, transitions, edges, values, places, results) }
        }
        rank = { logits, targets, first, results in
            targets.withUnsafeBufferPointer { LossKernels<ISA>.rank(logits, $0, first, results) }
        }
        squaredError = { LossKernels<ISA>.squaredError($0, $1, $2, $3) }
        pinball = { outputs, targets, levels, scale, losses in
            levels.withUnsafeBufferPointer { LossKernels<ISA>.pinball(outputs, targets, $0, scale, losses) }
        }
        sigmoidCrossEntropy = { LossKernels<ISA>.sigmoidCrossEntropy($0, $1, $2, $3) }
        maximum = { PoolingKernels<ISA>.maximum($0, $1, $2, $3) }
        maximumBackward = { PoolingKernels<ISA>.maximumBackward($0, $1, $2, $3) }
        addScaledRows = { PoolingKernels<ISA>.addScaledRows($0, $1, $2) }
        rowProducts = { PoolingKernels<ISA>.rowProducts($0, $1, $2) }
        drawMasks = { StateMaskKernels<ISA>.draw($0, $1, $2, $3) }
        applyMasks = { StateMaskKernels<ISA>.apply($0, $1, $2, $3) }
        hold = { StateMaskKernels<ISA>.hold($0, $1, $2) }
        holdBackward = { StateMaskKernels<ISA>.holdBackward($0, $1, $2) }
        normalize = { NormalizationKernels<ISA>.normalize($0, $1, $2) }
        normalizeBackward = { NormalizationKernels<ISA>.normalizeBackward($0, $1, $2, $3, $4) }
        scaleColumns = { NormalizationKernels<ISA>.scaleColumns($0, $1, $2, $3) }
        sumProducts = { NormalizationKernels<ISA>.sumProducts($0, $1, $2) }
        add = { RowKernels<ISA>.add($0, $1) }
        scale = { RowKernels<ISA>.scale($0, $1) }
        gather = { table, ids, first, bias, target in
            ids.withUnsafeBufferPointer { RowKernels<ISA>.gather(table, $0, first, bias, target) }
        }
        scatterAdd = { source, ids, first, table in
            ids.withUnsafeBufferPointer { RowKernels<ISA>.scatterAdd(source, $0, first, table) }
        }
        sumRows = { RowKernels<ISA>.sumRows($0, $1) }
        sumOfSquares = { RowKernels<ISA>.sumOfSquares($0) }
        average = { RowKernels<ISA>.average($0, $1, $2) }
        limit = { RowKernels<ISA>.limit($0, $1) }
        update = { OptimizerKernels<ISA>.update($0, $1, $2, $3, $4) }
    }
}
