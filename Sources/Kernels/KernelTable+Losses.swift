extension KernelTable {
    /// Each row becomes exp(x - max) / sum, in place.
    @inlinable @inline(__always)
    public func softmax(_ rows: MatrixView) { entries.softmax(rows) }

    /// Softmax cross-entropy, - weight log softmax(logits)[target], and its gradient.
    ///
    /// - Parameters:
    ///   - logits: [rows, classes], which becomes the gradient, times `scale`.
    ///   - targets: classes; below 0 for rows without loss and gradient.
    ///   - first: which target belongs to the first row.
    ///   - classWeights: one a class; empty for 1.
    ///   - losses: [rows, 2], which becomes the loss, and 1 where the greatest logit is another class.
    @inlinable @inline(__always)
    public func crossEntropy(
        logits: MatrixView, targets: [Int32], first: Int, classWeights: [Float], scale: Float, losses: MatrixView
    ) {
        entries.crossEntropy(logits, targets, first, classWeights, scale, losses)
    }

    /// The losses of `crossEntropy`, the same bits, without gradients.
    ///
    /// - Parameters:
    ///   - logits: [rows, classes], of which rows without a target become 0.
    ///   - targets: classes; below 0 for rows without loss.
    ///   - first: which target belongs to the first row.
    ///   - classWeights: one a class; empty for 1.
    ///   - losses: [rows, 2], which becomes the loss, and 1 where the greatest logit is another class.
    @inlinable @inline(__always)
    public func crossEntropyLosses(logits: MatrixView, targets: [Int32], first: Int, classWeights: [Float], losses: MatrixView) {
        entries.crossEntropyLosses(logits, targets, first, classWeights, losses)
    }

    /// Softmax cross-entropy with smoothed labels, - weight sum over classes of q log softmax(logits), with q = smoothing / classes, and 1
    /// - smoothing more for the target; and its gradient.
    ///
    /// Source: C. Szegedy et al., "Rethinking the Inception Architecture for Computer Vision", CVPR 2016, section 7.
    ///
    /// - Parameters:
    ///   - smoothing: 0 or more and less than 1.
    @inlinable @inline(__always)
    public func smoothedCrossEntropy(
        logits: MatrixView, targets: [Int32], first: Int, classWeights: [Float], smoothing: Float, scale: Float, losses: MatrixView
    ) {
        entries.smoothedCrossEntropy(logits, targets, first, classWeights, smoothing, scale, losses)
    }

    /// Focal loss, - weight (1 - p)^focus log p with p = softmax(logits)[target], and its gradient.
    ///
    /// Source: T.-Y. Lin et al., "Focal Loss for Dense Object Detection", ICCV 2017, equation 4.
    ///
    /// - Parameters:
    ///   - focus: 0 or more.
    @inlinable @inline(__always)
    public func focalLoss(
        logits: MatrixView, targets: [Int32], first: Int, classWeights: [Float], focus: Float, scale: Float, losses: MatrixView
    ) {
        entries.focal(logits, targets, first, classWeights, focus, scale, losses)
    }

    /// Connectionist temporal classification of one sequence: - log of the probability of all alignments of its labels with its steps, and
    /// its gradient.
    ///
    /// Source: A. Graves, S. Fernandez, F. Gomez, J. Schmidhuber, "Connectionist Temporal Classification: Labelling Unsegmented Sequence
    /// Data with Recurrent Neural Networks", ICML 2006, equations 5 to 16, here with logarithms.
    ///
    /// - Parameters:
    ///   - logits: [rows, labels + 1], the blank last; the sequence's rows become the gradient, times `scale`.
    ///   - rows: the row of each of the sequence's steps, of which there is at least one.
    ///   - labels: what is to be read; where there are fewer steps than labels and repeats, the loss is that of what cannot be, about 1e30.
    ///   - scratch: as large as `alignmentScratch` says.
    @inlinable @inline(__always)
    public func alignmentLoss(logits: MatrixView, rows: [Int], labels: ArraySlice<Int32>, scale: Float, scratch: MatrixView) -> Float {
        entries.alignmentLoss(logits, rows, labels, scale, scratch)
    }

    /// The size of a matrix that `alignmentLoss` works in, for so many steps and labels.
    public static func alignmentScratch(steps: Int, labels: Int) -> (rows: Int, columns: Int) {
        AlignmentScratch.size(steps: steps, labels: labels)
    }

    /// Which class is predicted, and how many classes are more probable than the true one; of equal logits those of lower classes count as
    /// greater.
    ///
    /// - Parameters:
    ///   - logits: [rows, classes], at most 2^24 classes.
    ///   - targets: classes; below 0 for rows to leave out, whose results stay.
    ///   - first: which target belongs to the first row.
    ///   - results: [rows, 2], which becomes the predicted class and the number of those before the true one.
    @inlinable @inline(__always)
    public func rank(logits: MatrixView, targets: [Int32], first: Int, results: MatrixView) {
        entries.rank(logits, targets, first, results)
    }

    /// Squared error, the mean over a row of (output - target)^2, and its gradient.
    ///
    /// - Parameters:
    ///   - outputs: [rows, columns], which becomes the gradient, times `scale`.
    ///   - targets: [rows, columns]; NaN where there is neither loss nor gradient.
    ///   - losses: [rows, 2], which becomes the loss, and 0.
    @inlinable @inline(__always)
    public func squaredError(outputs: MatrixView, targets: MatrixView, scale: Float, losses: MatrixView) {
        entries.squaredError(outputs, targets, scale, losses)
    }

    /// Pinball loss of quantiles, the mean over a row of max(q e, (q - 1) e) with e = target - output, and its gradient.
    ///
    /// Source: R. Koenker and G. Bassett, "Regression Quantiles", Econometrica 1978.
    ///
    /// - Parameters:
    ///   - outputs: [rows, columns x levels], the quantiles of a target side by side, which becomes the gradient, times `scale`.
    ///   - targets: [rows, columns]; NaN where there is neither loss nor gradient.
    ///   - levels: the shares q of targets that are to be below, each between 0 and 1.
    ///   - losses: [rows, 2], which becomes the loss, and 0.
    @inlinable @inline(__always)
    public func pinball(outputs: MatrixView, targets: MatrixView, levels: [Float], scale: Float, losses: MatrixView) {
        entries.pinball(outputs, targets, levels, scale, losses)
    }

    /// Sigmoid cross-entropy of labels, the mean over a row of max(x, 0) - x t + log(1 + exp(-|x|)), and its gradient.
    ///
    /// - Parameters:
    ///   - logits: [rows, labels], which becomes the gradient, times `scale`.
    ///   - targets: [rows, labels], each 0 or 1.
    ///   - losses: [rows, 2], which becomes the loss, and 1 where a label is more probable than not and is none, or the other way round.
    @inlinable @inline(__always)
    public func sigmoidCrossEntropy(logits: MatrixView, targets: MatrixView, scale: Float, losses: MatrixView) {
        entries.sigmoidCrossEntropy(logits, targets, scale, losses)
    }
}
