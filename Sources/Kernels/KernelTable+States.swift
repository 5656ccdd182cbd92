/// Masks and normalisation of recurrent states.
extension KernelTable {
    /// Draws masks in the form of `DropoutMask`.
    ///
    /// - Parameters:
    ///   - masks: [rows, `DropoutMask.width(columns)`].
    ///   - random: the random numbers of this layer and step.
    ///   - firstRow: the index of the first row in the whole batch.
    ///   - threshold: an element is dropped if its sixteen random bits are below this: rate times 65536.
    @inlinable @inline(__always)
    public func drawMasks(_ masks: MatrixView, random: CounterRandom, firstRow: Int, threshold: UInt32) {
        entries.drawMasks(masks, random, firstRow, threshold)
    }

    /// result = input mask scale, with masks that have been drawn before; `input` may be `result`.
    @inlinable @inline(__always)
    public func masked(_ input: MatrixView, by masks: MatrixView, scale: Float, into result: MatrixView) {
        entries.applyMasks(masks, input, result, scale)
    }

    /// Zoneout (Krueger et al., 2017): the previous state is kept where the mask drops the new one.
    ///
    /// - Parameters:
    ///   - previous: the previous state, [rows, columns].
    ///   - masks: masks from `drawMasks`, which keep elements of the new state.
    ///   - state: the new state, which becomes the state after the step.
    @inlinable @inline(__always)
    public func hold(_ previous: MatrixView, by masks: MatrixView, in state: MatrixView) { entries.hold(masks, previous, state) }

    /// The gradient of `hold`: the part for new values stays in `gradient`; the rest is added to the gradient of the
    /// previous state, which may be nil if it is not needed.
    @inlinable @inline(__always)
    public func holdBackward(gradient: MatrixView, by masks: MatrixView, previousGradient: MatrixView?) {
        entries.holdBackward(masks, gradient, previousGradient)
    }

    /// Layer normalisation (Ba, Kiros, Hinton, 2016) of adjacent blocks of columns: each block of each row becomes (x -
    /// mean) / sqrt(variance + epsilon).
    ///
    /// - Parameters:
    ///   - values: [rows, blocks * width].
    ///   - scales: [rows, blocks], becomes 1 / sqrt(variance + epsilon).
    ///   - epsilon: the term that is added to the variance.
    @inlinable @inline(__always)
    public func normalize(_ values: MatrixView, scales: MatrixView, epsilon: Float) { entries.normalize(values, scales, epsilon) }

    /// The gradient of `normalize` followed by a gain for each column.
    ///
    /// - Parameters:
    ///   - gradient: of gain * values, [rows, blocks * width].
    ///   - values: as `normalize` leaves them.
    ///   - scales: as `normalize` leaves them.
    ///   - gain: [1, blocks * width].
    ///   - result: becomes the gradient of the input of `normalize`; may be `gradient`.
    @inlinable @inline(__always)
    public func normalizeBackward(gradient: MatrixView, values: MatrixView, scales: MatrixView, gain: MatrixView, into result: MatrixView) {
        entries.normalizeBackward(gradient, values, scales, gain, result)
    }

    /// target = start + factors * source, column by column; without `start`, target += factors * source.
    ///
    /// - Parameters:
    ///   - source: [rows, columns].
    ///   - factors: [1, columns].
    ///   - start: [1, columns].
    ///   - target: [rows, columns].
    @inlinable @inline(__always)
    public func scaleColumns(_ source: MatrixView, by factors: MatrixView, from start: MatrixView? = nil, into target: MatrixView) {
        entries.scaleColumns(source, factors, start, target)
    }

    /// target += the sum over rows of left * right, [rows, columns] to [1, columns], row after row.
    @inlinable @inline(__always)
    public func sumProducts(_ left: MatrixView, _ right: MatrixView, addedTo target: MatrixView) {
        entries.sumProducts(left, right, target)
    }
}
