/// Linear chains over the classes of a sequence's steps, as in conditional random fields.
///
/// Source: J. Lafferty, A. McCallum, F. Pereira, "Conditional Random Fields: Probabilistic Models for Segmenting and Labeling Sequence
/// Data", ICML 2001.
extension KernelTable {
    /// The logarithm of the sum of exp(score) over all paths, and the share of each class at each step. The score of a
    /// path of classes y is start[y_0] + the scores of its steps + the transitions between neighbours + end[y_T].
    ///
    /// - Parameters:
    ///   - scores: [all rows, classes].
    ///   - rows: the rows of the sequence's steps, at least one.
    ///   - transitions: [classes, classes], from each class (row) to each class (column).
    ///   - turned: the transpose of `transitions`.
    ///   - edges: [2, classes], the scores of starting and of ending with each class.
    ///   - forward: [all rows, classes], becomes the logarithms of the sums over the paths up to each step, each row
    ///     minus its maximum.
    ///   - after: [all rows, classes], becomes those of the paths after each step, such that the share of a pair of
    ///     neighbouring classes i, j is exp(forward[t - 1, i] + transitions[i, j] + after[t, j]).
    ///   - shares: [all rows, classes], becomes the shares; may be `scores` or `forward`, which is then overwritten.
    ///   - shifts: [all rows, 1], working memory.
    /// - Complexity: O(steps x classes^2).
    @inlinable @inline(__always)
    public func pathSum(
        scores: MatrixView, rows: [Int], transitions: MatrixView, turned: MatrixView, edges: MatrixView, forward: MatrixView,
        after: MatrixView, shares: MatrixView, shifts: MatrixView
    ) -> Double {
        entries.pathSum(scores, rows, transitions, turned, edges, forward, after, shares, shifts)
    }

    /// sums[i, j] += weight * (the share of the paths that go from class i to class j, minus 1 if the true path does),
    /// for pairs of neighbouring steps.
    ///
    /// - Parameters:
    ///   - pairs: the rows of steps (`result`) and of the steps before them (`left`).
    ///   - forward: [all rows, classes], as `pathSum` leaves it.
    ///   - after: [all rows, columns], as `pathSum` leaves it, from column `first` on.
    ///   - transitions: [classes, columns], from column `first` on.
    ///   - marks: [all rows, 2], the weight and the true class of each step.
    ///   - first: the class of the first column of `after`, `transitions` and `sums`.
    ///   - sums: [classes, columns].
    @inlinable @inline(__always)
    public func addPathPairs(
        _ pairs: RowSegment, forward: MatrixView, after: MatrixView, transitions: MatrixView, marks: MatrixView, first: Int,
        to sums: MatrixView
    ) {
        entries.pathPairs(pairs, forward, after, transitions, marks, first, sums)
    }

    /// The path with the greatest score; of paths with equal scores, the one with the lower class at the later step.
    ///
    /// Source: A. Viterbi, "Error bounds for convolutional codes and an asymptotically optimum decoding algorithm", IEEE Transactions on
    /// Information Theory, 1967.
    ///
    /// - Parameters:
    ///   - scores: [all rows, classes], at most 2^24 classes.
    ///   - rows: the rows of the sequence's steps, at least one.
    ///   - transitions: [classes, classes], from each class (row) to each class (column).
    ///   - edges: [2, classes], the scores of starting and of ending with each class.
    ///   - values: [all rows, classes], working memory.
    ///   - places: [all rows, classes], working memory.
    ///   - results: [all rows, 1], becomes the class of each of the sequence's steps.
    /// - Complexity: O(steps x classes^2).
    @inlinable @inline(__always)
    public func bestPath(
        scores: MatrixView, rows: [Int], transitions: MatrixView, edges: MatrixView, values: MatrixView, places: MatrixView,
        results: MatrixView
    ) {
        entries.bestPath(scores, rows, transitions, edges, values, places, results)
    }
}
