/// Elementwise and row operations on views.
extension KernelTable {
    /// result = f(input), for views of the same size, which may be the same view.
    @inlinable @inline(__always)
    public func activation(_ kind: ActivationKind, of input: MatrixView, into result: MatrixView) {
        entries.activation(kind, input, result)
    }

    /// gradient = gradient f'(x), computed from the function's value f(x).
    @inlinable @inline(__always)
    public func activationBackward(_ kind: ActivationKind, value: MatrixView, gradient: MatrixView) {
        entries.activationBackward(kind, value, gradient)
    }

    /// Draws masks and computes result = input mask scale (Srivastava et al., 2014, with the scaling in training); `input` may be `result`.
    ///
    /// - Parameters:
    ///   - input: [rows, columns].
    ///   - result: [rows, columns].
    ///   - masks: [rows, `DropoutMask.width(columns)`].
    ///   - random: the random numbers of this layer and step.
    ///   - firstRow: the index of the first row in the whole batch, so that masks do not depend on how a batch is divided.
    ///   - threshold: an element is dropped if its sixteen random bits are below this: rate times 65536.
    ///   - scale: 1 / (1 - rate).
    @inlinable @inline(__always)
    public func dropout(
        _ input: MatrixView, into result: MatrixView, masks: MatrixView, random: CounterRandom, firstRow: Int, threshold: UInt32,
        scale: Float
    ) {
        entries.dropout(input, result, masks, random, firstRow, threshold, scale)
    }

    /// gradient = gradient mask scale, with the masks drawn by `dropout`.
    @inlinable @inline(__always)
    public func dropoutBackward(gradient: MatrixView, masks: MatrixView, scale: Float) {
        entries.dropoutBackward(masks, gradient, scale)
    }

    /// target += source, for views of the same size.
    @inlinable @inline(__always)
    public func add(_ source: MatrixView, to target: MatrixView) { entries.add(source, target) }

    /// target = target factor.
    @inlinable @inline(__always)
    public func scale(_ target: MatrixView, by factor: Float) { entries.scale(target, factor) }

    /// target[row] = table[ids[first + row]] + bias, for all rows of `target`.
    ///
    /// - Parameters:
    ///   - table: [vocabulary, columns].
    ///   - ids: row indices of the table.
    ///   - first: the index of the id for the target's first row.
    ///   - bias: [1, columns]; nil for none.
    ///   - target: [rows, columns].
    @inlinable @inline(__always)
    public func gather(_ table: MatrixView, ids: [Int32], first: Int, bias: MatrixView? = nil, into target: MatrixView) {
        entries.gather(table, ids, first, bias, target)
    }

    /// table[ids[first + row]] += source[row], row after row: the gradient of `gather`.
    ///
    /// - Parameters:
    ///   - source: [rows, columns].
    ///   - ids: row indices of the table.
    ///   - first: the index of the id for the source's first row.
    ///   - table: [vocabulary, columns].
    @inlinable @inline(__always)
    public func scatterAdd(_ source: MatrixView, ids: [Int32], first: Int = 0, to table: MatrixView) {
        entries.scatterAdd(source, ids, first, table)
    }

    /// target += the sum of source's rows, [rows, columns] to [1, columns], row after row.
    @inlinable @inline(__always)
    public func sumRows(of source: MatrixView, addedTo target: MatrixView) { entries.sumRows(source, target) }

    /// The sum of the squares of all elements, in sixteen chains that are added in fixed pairs.
    @inlinable @inline(__always)
    public func sumOfSquares(_ values: MatrixView) -> Float { entries.sumOfSquares(values) }

    /// averages += share * (values - averages), for views of the same size: an exponential moving average.
    @inlinable @inline(__always)
    public func average(_ values: MatrixView, into averages: MatrixView, share: Float) { entries.average(values, averages, share) }

    /// Clamps the magnitude of every element to `bound`, which is greater than 0.
    @inlinable @inline(__always)
    public func limit(_ values: MatrixView, to bound: Float) { entries.limit(values, bound) }

    /// One step of an optimizer, for views of the same size.
    ///
    /// - Parameters:
    ///   - weights: the weights, which are updated.
    ///   - gradients: their gradients.
    ///   - first: the optimizer's first value for each weight; any view if its method has none.
    ///   - second: the second value.
    ///   - rule: the formula and its constants.
    @inlinable @inline(__always)
    public func update(_ weights: MatrixView, gradients: MatrixView, first: MatrixView, second: MatrixView, rule: UpdateRule) {
        entries.update(rule, weights, gradients, first, second)
    }
}
