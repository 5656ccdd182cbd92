/// The loss that training minimises.
public enum Loss: Hashable, Sendable, Codable {
    /// Softmax cross-entropy for classes, squared error for values.
    case standard
    /// The pinball loss for these quantile levels, such as 0.1, 0.5 and 0.9. The network has one output for each level, side by side for
    /// each value; predictions are sorted in ascending order.
    ///
    /// Source: R. Koenker and G. Bassett, "Regression Quantiles", Econometrica 1978.
    case quantiles([Float])
    /// Softmax cross-entropy with label smoothing: the target probability is 1 - smoothing + smoothing / classes for the true class, and
    /// smoothing / classes for every other class.
    ///
    /// Source: C. Szegedy et al., "Rethinking the Inception Architecture for Computer Vision", CVPR 2016, section 7.
    case smoothing(Float)
    /// Focal loss: softmax cross-entropy times (1 - p)^focus, with p the probability of the true class, so that easy examples have little
    /// weight.
    ///
    /// Source: T.-Y. Lin et al., "Focal Loss for Dense Object Detection", ICCV 2017, equation 4.
    case focal(Float)

    /// Connectionist temporal classification: the negative log probability of a label sequence, summed over all its alignments with the
    /// steps and averaged over sequences. The network has one output for each label, and a last one for the blank. `beam` is the number of
    /// prefixes kept in beam search when labels are decoded; with 1, decoding takes the most probable class at each step.
    ///
    /// Source: A. Graves, S. Fernandez, F. Gomez, J. Schmidhuber, "Connectionist Temporal Classification: Labelling Unsegmented Sequence
    /// Data with Recurrent Neural Networks", ICML 2006.
    case ctc(beam: Int)

    /// A conditional random field over the classes of steps: the negative log probability of the true path among all paths of a sequence,
    ///
    ///     p(y) = exp(start[y_0] + s_0[y_0] + .. + transitions[y_(t-1), y_t] + s_t[y_t] + .. + end[y_T]) / the sum of the same over all paths
    ///
    /// with s the outputs of the network, [steps, classes], and transitions, start and end the weights of its last layer, `transitions`.
    /// The sum over all sequences is divided by the number of steps, so that with weights of 0 the loss is the usual one. If some steps
    /// have no class, the probability is that of all paths that agree with the known classes, and these steps do not count in the mean. The
    /// prediction is the most probable path (Viterbi), and the probability of a class at a step is its marginal probability over all paths.
    ///
    /// Source: J. Lafferty, A. McCallum, F. Pereira, "Conditional Random Fields: Probabilistic Models for Segmenting and Labeling Sequence
    /// Data", ICML 2001; over a bidirectional LSTM by Z. Huang, W. Xu, K. Yu, "Bidirectional LSTM-CRF Models for Sequence Tagging", 2015,
    /// equations 11 to 13.
    case crf

    /// For several targets: the weighted sum of their losses, in order. By default each target has its usual loss with weight 1.
    case weighted([TargetLoss])

    /// The greatest beam.
    public static let greatestBeam = 1000

    /// The greatest number of quantiles of a value.
    public static let greatestQuantiles = 99

    /// The greatest number of targets.
    public static let greatestTargets = 100

    /// The loss and the weight of each of `count` targets.
    func parts(ofTargets count: Int) -> [TargetLoss] {
        if case .weighted(let parts) = self, parts.count == count { parts } else { Array(repeating: 1, count: count) }
    }

    /// The quantile levels; empty if values are predicted themselves.
    public var quantiles: [Float] {
        switch self {
        case .standard, .smoothing, .focal, .ctc, .crf, .weighted: []
        case .quantiles(let levels): levels
        }
    }

    /// The number of prefixes kept in beam search; 1 for other losses than `ctc`.
    public var beam: Int { if case .ctc(let beam) = self { beam } else { 1 } }

    /// Whether this is a loss for one of several classes.
    var isOfClasses: Bool {
        switch self {
        case .standard, .quantiles, .ctc, .crf, .weighted: false
        case .smoothing, .focal: true
        }
    }

    /// Whether all numbers are in range, and quantile levels ascend.
    public var isSound: Bool {
        switch self {
        case .standard, .crf: true
        case .ctc(let beam): 1...Self.greatestBeam ~= beam
        case .smoothing(let share): share >= 0 && share < 1
        case .focal(let focus): focus >= 0 && focus.isFinite
        case .weighted(let parts):
            2...Self.greatestTargets ~= parts.count && parts.allSatisfy(\.isSound) && parts.contains { $0.weight > 0 }
        case .quantiles(let levels):
            1...Self.greatestQuantiles ~= levels.count && levels.allSatisfy { $0 > 0 && $0 < 1 }
                && zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 }
        }
    }

    /// The keys in saved runs: they must never change.
    private enum CodingKeys: String, CodingKey {
        case standard = "standard"
        case quantiles = "quantiles"
        case smoothing = "smoothing"
        case focal = "focal"
        case ctc = "ctc"
        case crf = "crf"
        case weighted = "weighted"
    }
}
