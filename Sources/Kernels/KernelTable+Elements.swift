/// Work on each element, and on rows, of views.
extension KernelTable {
    /// result = f(input), of one size; they may be the same view.
    @inlinable @inline(__always)
    public func activation(_ kind: ActivationKind, of input: MatrixView, into result: MatrixView) {
        entries.activation(kind, input, result)
    }

    /// gradient = gradient f'(x), from the function's value f(x).
    @inlinable @inline(__always)
    public func activationBackward(_ kind: ActivationKind, value: MatrixView, gradient: MatrixView) {
        entries.activationBackward(kind, value, gradient)
    }

    /// Draws masks, and result = input mask scale (Srivastava et al., 2014, with the scale while training); `input` may be `result`.
    ///
    /// - Parameters:
    ///   - input: [rows, columns].
    ///   - result: [rows, columns].
    ///   - masks: [rows, `DropoutMask.width(columns)`].
    ///   - random: the numbers of this layer and step.
    ///   - firstRow: which row of the whole batch the first one is, so that masks do not depend on how a batch is cut.
    ///   - threshold: an element is dropped where its sixteen random bits are below this: rate times 65536.
    ///   - scale: 1 / (1 - rate).
    @inlinable @inline(__always)
    public func dropout(
        _ input: MatrixView, into result: MatrixView, masks: MatrixView, random: CounterRandom, firstRow: Int, threshold: UInt32,
        scale: Float
    ) {
        entries.dropout(input, result, masks, random, firstRow, threshold, scale)
    }

    /// gradient = gradient mask scale, with the masks that `dropout` has drawn.
    @inlinable @inline(__always)
    public func dropoutBackward(gradient: MatrixView, masks: MatrixView, scale: Float) {
        entries.dropoutBackward(masks, gradient, scale)
    }

    /// target += source, of one size.
    @inlinable @inline(__always)
    public func add(_ source: MatrixView, to target: MatrixView) { entries.add(source, target) }

    /// target = target factor.
    @inlinable @inline(__always)
    public func scale(_ target: MatrixView, by factor: Float) { entries.scale(target, factor) }

    /// target[row] = table[ids[first + row]] + bias, for all rows of `target`.
    ///
    /// - Parameters:
    ///   - table: [vocabulary, columns].
    ///   - ids: rows of the table.
    ///   - first: which id belongs to the target's first row.
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
    ///   - ids: rows of the table.
    ///   - first: which id belongs to the source's first row.
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

    /// averages += share * (values - averages), for views of one size: an exponential moving average.
    @inlinable @inline(__always)
    public func average(_ values: MatrixView, into averages: MatrixView, share: Float) { entries.average(values, averages, share) }

    /// Elements with a greater magnitude than `bound`, which is more than 0, become that, with their sign.
    @inlinable @inline(__always)
    public func limit(_ values: MatrixView, to bound: Float) { entries.limit(values, bound) }

    /// One step of an optimizer, for views of one size.
    ///
    /// - Parameters:
    ///   - first: the first number that the optimizer remembers of each weight; any view where its method has none.
    ///   - second: the second number.
    @inlinable @inline(__always)
    public func update(_ weights: MatrixView, gradients: MatrixView, first: MatrixView, second: MatrixView, rule: UpdateRule) {
        entries.update(rule, weights, gradients, first, second)
    }
}
