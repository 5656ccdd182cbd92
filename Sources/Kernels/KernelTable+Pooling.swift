/// What ends the time axis, a step of neighbouring sequences at a time: a row a sequence.
extension KernelTable {
    /// greatest = max(greatest, source), views of one size. NaN is greater than any number, so that a network that has gone wrong shows it;
    /// of equal numbers the first stays.
    ///
    /// - Parameters:
    ///   - source: [rows, columns].
    ///   - step: which step the source is.
    ///   - greatest: [rows, columns], the greatest values so far.
    ///   - places: [rows, columns], the steps that these are of, as bits.
    @inlinable @inline(__always)
    public func maximum(_ source: MatrixView, step: UInt32, into greatest: MatrixView, places: MatrixView) {
        entries.maximum(source, step, greatest, places)
    }

    /// target = the gradient of the maximum where it is of this step, else 0; views of one size.
    @inlinable @inline(__always)
    public func maximumBackward(gradient: MatrixView, places: MatrixView, step: UInt32, into target: MatrixView) {
        entries.maximumBackward(gradient, places, step, target)
    }

    /// target[row] += factors[row] * source[row], the product fused with the sum.
    ///
    /// - Parameters:
    ///   - source: [rows, columns].
    ///   - factors: [rows, 1].
    ///   - target: [rows, columns].
    @inlinable @inline(__always)
    public func addScaledRows(_ source: MatrixView, factors: MatrixView, to target: MatrixView) {
        entries.addScaledRows(source, factors, target)
    }

    /// results[row] = the inner product of two rows, in sixteen chains that are added in fixed pairs.
    ///
    /// - Parameters:
    ///   - left: [rows, columns].
    ///   - right: [rows, columns].
    ///   - results: [rows, 1].
    @inlinable @inline(__always)
    public func rowProducts(_ left: MatrixView, _ right: MatrixView, into results: MatrixView) {
        entries.rowProducts(left, right, results)
    }
}
