/// Linear chains over the classes of a sequence's steps, as conditional random fields have them.
///
/// Source: J. Lafferty, A. McCallum, F. Pereira, "Conditional Random Fields: Probabilistic Models for Segmenting and Labeling Sequence
/// Data", ICML 2001.
extension KernelTable {
    /// The logarithm of the sum over all paths of exp(score), the score of a path of classes y being start[y_0] + the scores of its steps +
    /// the transitions between neighbours + end[y_T]; with the share that each class has at each step.
    ///
    /// - Parameters:
    ///   - scores: [all rows, classes].
    ///   - rows: those of the sequence's steps, of which there is at least one.
    ///   - transitions: [classes, classes], from class to class.
    ///   - turned: the same, to class from class.
    ///   - edges: [2, classes]: scores to begin with, and to end with.
    ///   - forward: [all rows, classes], becomes the logarithms of the paths up to each step, each row less its greatest.
    ///   - after: [all rows, classes], becomes those of the paths from each step on, such that the share of a pair of neighbouring classes i, j is
    ///     exp(forward[t - 1, i] + transitions[i, j] + after[t, j]).
    ///   - shares: [all rows, classes], becomes the shares; may be `scores` or `forward` itself, which is lost then.
    ///   - shifts: [all rows, 1], to work in.
    /// - Complexity: O(steps x classes^2).
    @inlinable @inline(__always)
    public func pathSum(
        scores: MatrixView, rows: [Int], transitions: MatrixView, turned: MatrixView, edges: MatrixView, forward: MatrixView,
        after: MatrixView, shares: MatrixView, shifts: MatrixView
    ) -> Double {
        entries.pathSum(scores, rows, transitions, turned, edges, forward, after, shares, shifts)
    }

    /// sums[i, j] += weight * (the share of the paths that go from class i to class j, less 1 where the true one does), for pairs of
    /// neighbouring steps.
    ///
    /// - Parameters:
    ///   - pairs: rows of steps (`result`), with those of the steps before them (`left`).
    ///   - forward: [all rows, classes], as `pathSum` leaves it.
    ///   - after: [all rows, columns], as `pathSum` leaves it, from the column `first` on.
    ///   - transitions: [classes, columns], from the column `first` on.
    ///   - marks: [all rows, 2]: the weight, and the true class, of each step.
    ///   - sums: [classes, columns].
    @inlinable @inline(__always)
    public func addPathPairs(
        _ pairs: RowSegment, forward: MatrixView, after: MatrixView, transitions: MatrixView, marks: MatrixView, first: Int,
        to sums: MatrixView
    ) {
        entries.pathPairs(pairs, forward, after, transitions, marks, first, sums)
    }

    /// The path with the greatest score; of equal ones that with the lower class at the later step.
    ///
    /// Source: A. Viterbi, "Error bounds for convolutional codes and an asymptotically optimum decoding algorithm", IEEE Transactions on
    /// Information Theory, 1967.
    ///
    /// - Parameters:
    ///   - scores: [all rows, classes], at most 2^24 classes.
    ///   - rows: those of the sequence's steps, of which there is at least one.
    ///   - transitions: [classes, classes], from class to class.
    ///   - edges: [2, classes]: scores to begin with, and to end with.
    ///   - values: [all rows, classes], to work in.
    ///   - places: [all rows, classes], to work in.
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
