/// Reductions over the time axis to one row for each sequence, computed for one step of neighbouring sequences at a
/// time.
extension KernelTable {
    /// greatest = max(greatest, source), for views of the same size. NaN is greater than any number, so that a diverged
    /// network shows it; of equal numbers, the first is kept.
    ///
    /// - Parameters:
    ///   - source: [rows, columns].
    ///   - step: the index of the source's step.
    ///   - greatest: [rows, columns], the greatest values so far.
    ///   - places: [rows, columns], the steps of the greatest values, as bits.
    @inlinable @inline(__always)
    public func maximum(_ source: MatrixView, step: UInt32, into greatest: MatrixView, places: MatrixView) {
        entries.maximum(source, step, greatest, places)
    }

    /// target = the gradient of the maximum where the maximum is from this step, else 0; for views of the same size.
    @inlinable @inline(__always)
    public func maximumBackward(gradient: MatrixView, places: MatrixView, step: UInt32, into target: MatrixView) {
        entries.maximumBackward(gradient, places, step, target)
    }

    /// target[row] += factors[row] * source[row], with fused multiply-adds.
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
