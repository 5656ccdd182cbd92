extension KernelTable {
    /// Replaces each row by exp(x - max) / sum.
    @inlinable @inline(__always)
    public func softmax(_ rows: MatrixView) { entries.softmax(rows) }

    /// Softmax cross-entropy, - weight log softmax(logits)[target], and its gradient.
    ///
    /// - Parameters:
    ///   - logits: [rows, classes], replaced by the gradient, times `scale`.
    ///   - targets: classes; negative for rows without loss and gradient.
    ///   - first: the index of the first row's target.
    ///   - classWeights: one weight for each class; empty for 1.
    ///   - scale: the factor of the gradient.
    ///   - losses: [rows, 2], set to the loss, and to 1 if the greatest logit is that of another class.
    @inlinable @inline(__always)
    public func crossEntropy(
        logits: MatrixView, targets: [Int32], first: Int, classWeights: [Float], scale: Float, losses: MatrixView
    ) {
        entries.crossEntropy(logits, targets, first, classWeights, scale, losses)
    }

    /// The losses of `crossEntropy`, with the same bits, without gradients.
    ///
    /// - Parameters:
    ///   - logits: [rows, classes]; rows without a target become 0.
    ///   - targets: classes; negative for rows without loss.
    ///   - first: the index of the first row's target.
    ///   - classWeights: one weight for each class; empty for 1.
    ///   - losses: [rows, 2], set to the loss, and to 1 if the greatest logit is that of another class.
    @inlinable @inline(__always)
    public func crossEntropyLosses(logits: MatrixView, targets: [Int32], first: Int, classWeights: [Float], losses: MatrixView) {
        entries.crossEntropyLosses(logits, targets, first, classWeights, losses)
    }

    /// Softmax cross-entropy with label smoothing, - weight times the sum over classes of q log softmax(logits), with q = smoothing /
    /// classes, plus 1 - smoothing for the target; and its gradient.
    ///
    /// Source: C. Szegedy et al., "Rethinking the Inception Architecture for Computer Vision", CVPR 2016, section 7.
    ///
    /// - Parameters:
    ///   - logits: [rows, classes], replaced by the gradient, times `scale`.
    ///   - targets: classes; negative for rows without loss and gradient.
    ///   - first: the index of the first row's target.
    ///   - classWeights: one weight for each class; empty for 1.
    ///   - smoothing: 0 or more and less than 1.
    ///   - scale: the factor of the gradient.
    ///   - losses: [rows, 2], set to the loss, and to 1 if the greatest logit is that of another class.
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
    ///   - logits: [rows, classes], replaced by the gradient, times `scale`.
    ///   - targets: classes; negative for rows without loss and gradient.
    ///   - first: the index of the first row's target.
    ///   - classWeights: one weight for each class; empty for 1.
    ///   - focus: 0 or more.
    ///   - scale: the factor of the gradient.
    ///   - losses: [rows, 2], set to the loss, and to 1 if the greatest logit is that of another class.
    @inlinable @inline(__always)
    public func focalLoss(
        logits: MatrixView, targets: [Int32], first: Int, classWeights: [Float], focus: Float, scale: Float, losses: MatrixView
    ) {
        entries.focal(logits, targets, first, classWeights, focus, scale, losses)
    }

    /// Connectionist temporal classification of one sequence: the negative log probability of all alignments of its labels with its steps,
    /// and its gradient.
    ///
    /// Source: A. Graves, S. Fernandez, F. Gomez, J. Schmidhuber, "Connectionist Temporal Classification: Labelling Unsegmented Sequence
    /// Data with Recurrent Neural Networks", ICML 2006, equations 5 to 16, here in logarithms.
    ///
    /// - Parameters:
    ///   - logits: [rows, labels + 1], with the blank last; the sequence's rows become the gradient, times `scale`.
    ///   - rows: the row of each of the sequence's steps, at least one.
    ///   - labels: the label sequence; if there are fewer steps than labels and repeats, the loss is that of an impossible event, about
    ///     1e30.
    ///   - scale: the factor of the gradient.
    ///   - scratch: working memory of the size given by `alignmentScratch`.
    @inlinable @inline(__always)
    public func alignmentLoss(logits: MatrixView, rows: [Int], labels: ArraySlice<Int32>, scale: Float, scratch: MatrixView) -> Float {
        entries.alignmentLoss(logits, rows, labels, scale, scratch)
    }

    /// The size of the working memory of `alignmentLoss` for this many steps and labels.
    public static func alignmentScratch(steps: Int, labels: Int) -> (rows: Int, columns: Int) {
        AlignmentScratch.size(steps: steps, labels: labels)
    }

    /// The predicted class, and the number of classes more probable than the true one; of equal logits, those of lower classes count as
    /// greater.
    ///
    /// - Parameters:
    ///   - logits: [rows, classes], at most 2^24 classes.
    ///   - targets: classes; negative for rows to skip, whose results are unchanged.
    ///   - first: the index of the first row's target.
    ///   - results: [rows, 2], set to the predicted class and the number of classes before the true one.
    @inlinable @inline(__always)
    public func rank(logits: MatrixView, targets: [Int32], first: Int, results: MatrixView) {
        entries.rank(logits, targets, first, results)
    }

    /// Squared error, the mean over a row of (output - target)^2, and its gradient.
    ///
    /// - Parameters:
    ///   - outputs: [rows, columns], replaced by the gradient, times `scale`.
    ///   - targets: [rows, columns]; NaN for elements without loss and gradient.
    ///   - scale: the factor of the gradient.
    ///   - losses: [rows, 2], set to the loss, and to 0.
    @inlinable @inline(__always)
    public func squaredError(outputs: MatrixView, targets: MatrixView, scale: Float, losses: MatrixView) {
        entries.squaredError(outputs, targets, scale, losses)
    }

    /// Pinball loss of quantiles, the mean over a row of max(q e, (q - 1) e) with e = target - output, and its gradient.
    ///
    /// Source: R. Koenker and G. Bassett, "Regression Quantiles", Econometrica 1978.
    ///
    /// - Parameters:
    ///   - outputs: [rows, columns x levels], with the quantiles of a target side by side, replaced by the gradient, times `scale`.
    ///   - targets: [rows, columns]; NaN for elements without loss and gradient.
    ///   - levels: the quantile levels q, each between 0 and 1.
    ///   - scale: the factor of the gradient.
    ///   - losses: [rows, 2], set to the loss, and to 0.
    @inlinable @inline(__always)
    public func pinball(outputs: MatrixView, targets: MatrixView, levels: [Float], scale: Float, losses: MatrixView) {
        entries.pinball(outputs, targets, levels, scale, losses)
    }

    /// Sigmoid cross-entropy of labels, the mean over a row of max(x, 0) - x t + log(1 + exp(-|x|)), and its gradient.
    ///
    /// - Parameters:
    ///   - logits: [rows, labels], replaced by the gradient, times `scale`.
    ///   - targets: [rows, labels], each 0 or 1.
    ///   - scale: the factor of the gradient.
    ///   - losses: [rows, 2], set to the loss, and to 1 if any label is predicted wrongly at the threshold one half.
    @inlinable @inline(__always)
    public func sigmoidCrossEntropy(logits: MatrixView, targets: MatrixView, scale: Float, losses: MatrixView) {
        entries.sigmoidCrossEntropy(logits, targets, scale, losses)
    }
}
