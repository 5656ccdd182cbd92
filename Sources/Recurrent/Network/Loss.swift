/// The loss that training minimises.
public enum Loss: Hashable, Sendable, Codable {
    /// Softmax cross-entropy of classes, squared error of values.
    case standard
    /// Pinball loss of these shares of the values to come that are to be below what is said, such as 0.1, 0.5 and 0.9. The network has an output for each of them, those
    /// of one value side by side; predictions have them in rising order.
    ///
    /// Source: R. Koenker and G. Bassett, "Regression Quantiles", Econometrica 1978.
    case quantiles([Float])
    /// Softmax cross-entropy with smoothed labels: the target's share is 1 - smoothing + smoothing / classes, that of each other class smoothing / classes.
    ///
    /// Source: C. Szegedy et al., "Rethinking the Inception Architecture for Computer Vision", CVPR 2016, section 7.
    case smoothing(Float)
    /// Focal loss: softmax cross-entropy times (1 - p)^focus, p being the probability of the target, so that what is easy counts for little.
    ///
    /// Source: T.-Y. Lin et al., "Focal Loss for Dense Object Detection", ICCV 2017, equation 4.
    case focal(Float)

    /// Connectionist temporal classification: - log of the probability of all alignments of a sequence's labels with its steps, a mean over sequences. The network has an
    /// output for each label, and one more, the last, for the blank. `beam` is how many beginnings are followed where labels are read off outputs; with 1 those of the most
    /// probable class at each step.
    ///
    /// Source: A. Graves, S. Fernandez, F. Gomez, J. Schmidhuber, "Connectionist Temporal Classification: Labelling Unsegmented Sequence Data with Recurrent Neural Networks",
    /// ICML 2006.
    case ctc(beam: Int)

    /// A conditional random field over the classes of steps: - log of the probability of the true path among all paths of a sequence,
    ///
    ///     p(y) = exp(start[y_0] + s_0[y_0] + .. + transitions[y_(t-1), y_t] + s_t[y_t] + .. + end[y_T]) / the same, summed over all paths
    ///
    /// s being what the network says, [steps, classes], and transitions, start and end weights of the layer `transitions` at its end; the sum over all sequences divided by
    /// the number of their steps, so that with weights of 0 it is the usual loss. Where steps have no class, the true path is all paths that agree with the others, and these steps do
    /// not count in the mean. What is predicted is the path with the greatest probability (Viterbi), and how sure that is,
    /// the share of all paths that has its class at a step.
    ///
    /// Source: J. Lafferty, A. McCallum, F. Pereira, "Conditional Random Fields: Probabilistic Models for Segmenting and Labeling Sequence Data", ICML 2001; over a
    /// bidirectional LSTM by Z. Huang, W. Xu, K. Yu, "Bidirectional LSTM-CRF Models for Sequence Tagging", 2015, equations 11 to 13.
    case crf

    /// Of several targets at once: the sum of the losses of each times its weight, in their order. Where nothing is said each has its usual loss and counts once.
    case weighted([TargetLoss])

    /// Most beginnings that are followed.
    public static let greatestBeam = 1000

    /// Most quantiles of a value.
    public static let greatestQuantiles = 99

    /// Most targets that are learned at once.
    public static let greatestTargets = 100

    /// The loss of each of so many targets, and how much it counts.
    func parts(ofTargets count: Int) -> [TargetLoss] {
        if case .weighted(let parts) = self, parts.count == count { parts } else { Array(repeating: 1, count: count) }
    }

    /// The shares; empty where values are predicted themselves.
    public var quantiles: [Float] {
        switch self {
        case .standard, .smoothing, .focal, .ctc, .crf, .weighted: []
        case .quantiles(let levels): levels
        }
    }

    /// How many beginnings are followed where labels are read off outputs.
    public var beam: Int { if case .ctc(let beam) = self { beam } else { 1 } }

    /// Whether it is one of one class of several.
    var isOfClasses: Bool {
        switch self {
        case .standard, .quantiles, .ctc, .crf, .weighted: false
        case .smoothing, .focal: true
        }
    }

    /// Whether its numbers can be: shares are between 0 and 1, and rise.
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

    /// What kept runs call these: they may never change.
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
