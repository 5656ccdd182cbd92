/// One layer of a network, as the user writes it. The size of its input is not part of it: it follows from the layer before.
///
/// Shapes are [batch, time, features] with a time axis and [batch, features] without. The sequences of a batch may differ in length; no
/// layer computes anything beyond the end of a sequence. The examples are networks in the cell language.
public indirect enum Layer: Hashable, Sendable, Codable {
    /// A recurrent layer: h_t = cell(x_t, h_(t-1)), with the formula of the `CellKind`. Takes [batch, time, features], or symbols
    /// [batch, time], which act as one-hot vectors; returns the state at every step, [batch, time, units].
    ///
    /// ```
    /// gru(64) | lstm(32) | last | dense(10)
    /// ```
    case recurrent(Recurrence)
    /// Two layers with separate weights, one that reads forward in time and one that reads backward from each sequence's last step
    /// (Schuster and Paliwal, "Bidirectional Recurrent Neural Networks", 1997). [batch, time, features] to the concatenated states,
    /// [batch, time, 2 * units].
    ///
    /// ```
    /// bidirectional(lstm(128)) | dense(17)
    /// ```
    case bidirectional(Recurrence)
    /// Looks symbols up in a learned table E [vocabulary, size]: y = E[x], [batch, time] to [batch, time, size] (Bengio et al., "A Neural
    /// Probabilistic Language Model", 2003). Must be the first layer.
    ///
    /// ```
    /// embedding(32) | lstm(64) | dense(27)
    /// ```
    case embedding(size: Int)
    /// y = f(x W + b), with activation f, W [inputs, units], b [units]: [.., inputs] to [.., units]. All time steps share the weights if
    /// there is a time axis. Without an initialization, weights begin as in `Initialization.glorot`.
    ///
    /// ```
    /// gru(32) | last | dense(64, relu) | dense(10)
    /// ```
    case dense(units: Int, activation: Activation, initialization: Initialization? = nil)
    /// In training, each element is set to 0 with probability `rate` and to x / (1 - rate) otherwise, drawn anew at each step; y = x when
    /// the network is used (Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", 2014). Keeps the shape.
    ///
    /// ```
    /// gru(32) | dropout(0.5) | last | dense(10)
    /// ```
    case dropout(rate: Float)
    /// y = x_T, with T the last real step of a sequence: [batch, time, features] to [batch, features]. For columns that were read backward
    /// in time, y = x_1, which has seen the whole sequence.
    ///
    /// ```
    /// gru(32) | last | dense(10)
    /// ```
    case last
    /// y = (x_1 + .. + x_T) / T over the T real steps of a sequence: [batch, time, features] to [batch, features].
    ///
    /// ```
    /// gru(32) | mean | dense(10)
    /// ```
    case mean
    /// The maximum of x_t over the T real steps of a sequence, feature by feature: [batch, time, features] to [batch, features].
    ///
    /// ```
    /// gru(32) | max | dense(10)
    /// ```
    case max
    /// y = x_1: [batch, time, features] to [batch, features].
    ///
    /// ```
    /// bidirectional(gru(32)) | first | dense(10)
    /// ```
    case first
    /// Attention pooling: y = a_1 x_1 + .. + a_T x_T over the T real steps of a sequence, with learned weights that depend on the inputs:
    ///
    ///     u_t = tanh(x_t W + b)
    ///     a_t = exp(u_t v) / (exp(u_1 v) + .. + exp(u_T v))
    ///
    /// W is [features, units], b and v are [units]; `units` is the number of features if nil. [batch, time, features] to [batch, features].
    /// The score is that of Bahdanau, Cho, Bengio, "Neural Machine Translation by Jointly Learning to Align and Translate", ICLR 2015,
    /// without a query state, as in Yang et al., "Hierarchical Attention Networks for Document Classification", NAACL 2016, equations 5 to
    /// 7.
    ///
    /// ```
    /// gru(32) | attend | dense(10)
    /// gru(32) | attend(16) | dense(10)
    /// ```
    case attend(units: Int?)
    /// y = x + f(x), with f the layers inside, which must keep the shape (He et al., "Deep Residual Learning for Image Recognition", 2016).
    ///
    /// ```
    /// gru(32) | residual(gru(32) | dropout(0.2)) | last | dense(10)
    /// ```
    case residual([Layer])
    /// y = [f(x), g(x), ..], the concatenated outputs of several paths that read the same input; each path is a list of layers. Either all
    /// paths keep the time axis or all end it.
    ///
    /// ```
    /// join(gru(32) | last, conv(32, width: 5, activation: relu) | max) | dense(10)
    /// ```
    case join([[Layer]])
    /// Convolution over time: y_t = f(x_(ts-l) W_0 + .. + x_(ts-l+k-1) W_(k-1) + b) for windows of k steps with stride s, with activation
    /// f, W [k * features, channels] (the kernel's taps stacked by rows), b [channels], and l = (k - 1) / 2, rounded down, so that windows
    /// are centred on their step, as with PyTorch's `padding=(k - 1) // 2` for odd k. Steps before the first and after the last of a
    /// sequence are 0. A sequence of T steps becomes one of T / s steps, rounded up: [batch, time, features] to [batch, time / s, channels]
    /// (LeCun et al., "Gradient-based learning applied to document recognition", 1998; over time: Waibel et al., "Phoneme recognition using
    /// time-delay neural networks", 1989).
    ///
    /// ```
    /// conv(32, width: 5, stride: 2, activation: relu) | gru(64) | last | dense(10)
    /// ```
    case conv(channels: Int, width: Int, stride: Int, activation: Activation)
    /// y_t = the maximum, or the mean, of x_(ts) .. x_(ts+k-1), feature by feature, over windows of k steps with stride s; steps after the
    /// end of the sequence do not count. A sequence of T steps becomes one of T / s steps, rounded up: [batch, time, features] to
    /// [batch, time / s, features]. Equals PyTorch's `MaxPool1d(k, s, ceil_mode=True)` if k is at most s.
    ///
    /// ```
    /// conv(32, width: 5) | pool(2) | gru(64) | last | dense(10)
    /// ```
    case pool(width: Int, stride: Int, kind: Pooling)
    /// Weight tying: y = x E' + b, with E' the transpose of the table [vocabulary, size] of the embedding that begins the network, and b
    /// [vocabulary]. [.., size] to [.., vocabulary]; the input must be as wide as the embedding's vectors (O. Press, L. Wolf, "Using the
    /// Output Embedding to Improve Language Models", EACL 2017). Must be the last layer.
    ///
    /// ```
    /// embedding(32) | lstm(32) | dense(tied: embedding)
    /// ```
    case tied
    /// The weights of the loss `crf`, which it adds to the scores of single steps: transitions [classes, classes] from class to class, and
    /// start and end [classes] for the first and the last class of a sequence. They begin at 0. y = x. Must be the last layer; `train` with
    /// that loss appends it.
    ///
    /// ```
    /// bidirectional(lstm(32)) | dense(17) | transitions
    /// ```
    case transitions
}

extension Layer {
    /// Whether its output has one row for each sequence where its input has one for each step.
    var endsTime: Bool {
        switch self {
        case .last, .first, .mean, .max, .attend: true
        case .recurrent, .bidirectional, .embedding, .dense, .dropout, .residual, .join, .conv, .pool, .tied, .transitions: false
        }
    }
}

extension Layer {
    /// Whether it must be the last layer.
    var endsNetwork: Bool { self == .transitions || self == .tied }

    /// The number of input steps for each output step.
    var stride: Int {
        switch self {
        case .conv(_, _, let stride, _), .pool(_, let stride, _): stride
        case .recurrent, .bidirectional, .embedding, .dense, .dropout, .last, .first, .mean, .max, .attend, .residual, .join, .tied,
            .transitions:
            1
        }
    }
}

/// The statistic that is taken over a window of steps.
public enum Pooling: String, Hashable, Sendable, CaseIterable, Codable {
    /// The maximum of each feature.
    case max
    /// The mean of each feature.
    case mean
}

/// A cell, its number of units, and the regularisation of its state from step to step.
public struct Recurrence: Hashable, Sendable, Codable {
    /// The formula of a step.
    public var cell: CellKind
    /// The width of the state; with a projection, of an LSTM's cell state.
    public var units: Int
    /// The width to which an LSTM's state is projected, h' = (o * tanh(c')) P: at least 1 and less than `units`; nil for no projection
    /// (Sak, Senior, Beaufays, "Long Short-Term Memory Based Recurrent Neural Network Architectures for Large Vocabulary Speech
    /// Recognition", 2014, section 2.2; PyTorch's `proj_size`).
    public var projection: Int?
    /// The width of h, which is the output at each step.
    public var stateWidth: Int { projection ?? units }

    /// The rate of recurrent dropout in training. Where the cell's formula has a product of h with weights, h U becomes (h * m) U, with m =
    /// 1 / (1 - rate) or 0, drawn once for all steps of a sequence, or of a window of it, and shared by all gates. Elsewhere, as in z * h,
    /// the state is not masked (Gal and Ghahramani, "A Theoretically Grounded Application of Dropout in Recurrent Neural Networks", NeurIPS
    /// 2016, with tied weights; as in Keras's LSTM, whose GRU also masks z * h).
    public var recurrentDropout: Float {
        get { stateDropout ?? 0 }
        set { stateDropout = newValue == 0 ? nil : newValue }
    }
    /// The rate of zoneout: in training, the share of the elements of h', and of an LSTM's c', that keep their value from before the step,
    /// drawn anew at each step; when the network is used, h' = rate * h + (1 - rate) * h'. An LSTM's h' is computed from c' before zoneout
    /// (Krueger et al., "Zoneout: Regularizing RNNs by Randomly Preserving Hidden Activations", ICLR 2017, equations 2 and 3, with one rate
    /// for both).
    public var zoneout: Float {
        get { stateZoneout ?? 0 }
        set { stateZoneout = newValue == 0 ? nil : newValue }
    }
    /// The normalisation of the gates' products; nil for none.
    public var normalization: Normalization?
    private var stateDropout: Float?
    private var stateZoneout: Float?

    /// Whether the cell's formula applies without recurrent dropout, zoneout or normalisation.
    public var isPlain: Bool { stateDropout == nil && stateZoneout == nil && normalization == nil }

    /// The initial weights.
    public var initialization: Initialization {
        get { otherInitialization ?? .glorot }
        set { otherInitialization = newValue == .glorot ? nil : newValue }
    }
    /// Nil for Glorot, so that layers decode as they did before there were other initializations.
    private var otherInitialization: Initialization?

    /// A recurrent layer with a cell and its number of units.
    public init(
        cell: CellKind, units: Int, initialization: Initialization = .glorot, recurrentDropout: Float = 0, zoneout: Float = 0,
        normalization: Normalization? = nil, projection: Int? = nil
    ) {
        self.cell = cell
        self.units = units
        self.normalization = normalization
        self.initialization = initialization
        self.recurrentDropout = recurrentDropout
        self.zoneout = zoneout
        self.projection = projection
    }

    /// The keys in files: they must never change.
    private enum CodingKeys: String, CodingKey {
        case cell = "cell"
        case units = "units"
        case otherInitialization = "init"
        case stateDropout = "recurrent_dropout"
        case stateZoneout = "zoneout"
        case normalization = "norm"
        case projection = "projection"
    }
}

/// How the products of a recurrent layer are normalised.
public enum Normalization: String, Hashable, Sendable, CaseIterable, Codable {
    /// Over the units of each gate, at each step: every x W_g and h U_g of the cell's formula, and (r * h) U_n of a GRU that resets before
    /// the product, becomes
    ///
    ///     gain * (p - mean(p)) / sqrt(variance(p) + 1e-5)
    ///
    /// with the mean and variance of the product p over the gate's units, and a gain [units] for each product and gate, which begins at 1.
    /// Biases are added afterwards. Ba, Kiros, Hinton, "Layer Normalization", 2016, equations 20 to 22 and 29 to 31, gate by gate as in
    /// TensorFlow's LayerNormBasicLSTMCell; the cell state of an LSTM is not normalised.
    case layer

    /// The term that is added to the variance.
    static let epsilon: Float = 1e-5
}
