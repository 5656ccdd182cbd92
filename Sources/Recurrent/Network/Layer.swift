/// One layer of a network, as the user writes it. Sizes of inputs are not part of it: they follow from the layer before.
///
/// Shapes are [batch, time, features] with a time axis and [batch, features] without. Sequences of a batch may differ in length; no layer computes
/// anything beyond a sequence's end. The examples are networks in the cell language.
public indirect enum Layer: Hashable, Sendable, Codable {
    /// Takes a cell through time: h_t = cell(x_t, h_(t-1)), with the formula of the `CellKind`. Reads [batch, time, features], or symbols [batch, time] as if they were
    /// one-hot vectors; gives the state of every step, [batch, time, units].
    ///
    /// ```
    /// gru(64) | lstm(32) | last | dense(10)
    /// ```
    case recurrent(Recurrence)
    /// Two layers with weights of their own, one reading forward in time, one backward from each sequence's last step (Schuster and Paliwal,
    /// "Bidirectional Recurrent Neural Networks", 1997). [batch, time, features] to both states side by side, [batch, time, 2 * units].
    ///
    /// ```
    /// bidirectional(lstm(128)) | dense(17)
    /// ```
    case bidirectional(Recurrence)
    /// Looks symbols up in a table E [vocabulary, size] that is learned: y = E[x], [batch, time] to [batch, time, size] (Bengio et al., "A Neural Probabilistic
    /// Language Model", 2003). Can only be the first layer.
    ///
    /// ```
    /// embedding(32) | lstm(64) | dense(27)
    /// ```
    case embedding(size: Int)
    /// y = f(x W + b), f being the activation, W [inputs, units], b [units]: [.., inputs] to [.., units]. Shared by all time steps where the time axis is kept.
    /// Weights begin as Glorot has them where nothing else is said.
    ///
    /// ```
    /// gru(32) | last | dense(64, relu) | dense(10)
    /// ```
    case dense(units: Int, activation: Activation, initialization: Initialization? = nil)
    /// While training, each element is 0 with probability `rate` and x / (1 - rate) otherwise, drawn anew at each step; y = x when the network is used
    /// (Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", 2014). The shape stays.
    ///
    /// ```
    /// gru(32) | dropout(0.5) | last | dense(10)
    /// ```
    case dropout(rate: Float)
    /// y = x_T, T being the last real step of a sequence: [batch, time, features] to [batch, features]. Of what was read backward in time y = x_1, which has seen
    /// the whole sequence.
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
    /// y = the greatest x_t over the T real steps of a sequence, number by number: [batch, time, features] to [batch, features].
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
    /// y = a_1 x_1 + .. + a_T x_T over the T real steps of a sequence, with weights that are learned from what is weighed:
    ///
    ///     u_t = tanh(x_t W + b)
    ///     a_t = exp(u_t v) / (exp(u_1 v) + .. + exp(u_T v))
    ///
    /// W is [features, units], b and v are [units]; units are as many as features where nothing is said. [batch, time, features] to [batch, features]. The score is that of
    /// Bahdanau, Cho, Bengio, "Neural Machine Translation by Jointly Learning to Align and Translate", ICLR 2015, without a state that asks, as Yang et al. have it,
    /// "Hierarchical Attention Networks for Document Classification", NAACL 2016, equations 5 to 7.
    ///
    /// ```
    /// gru(32) | attend | dense(10)
    /// gru(32) | attend(16) | dense(10)
    /// ```
    case attend(units: Int?)
    /// y = x + f(x), f being the layers inside, which must keep the shape (He et al., "Deep Residual Learning for Image Recognition", 2016).
    ///
    /// ```
    /// gru(32) | residual(gru(32) | dropout(0.2)) | last | dense(10)
    /// ```
    case residual([Layer])
    /// y = [f(x), g(x), ..], what several paths make of one input side by side; each path is layers of its own. All keep the time axis, or all end it.
    ///
    /// ```
    /// join(gru(32) | last, conv(32, width: 5, activation: relu) | max) | dense(10)
    /// ```
    case join([[Layer]])
    /// y_t = f(x_(ts-l) W_0 + .. + x_(ts-l+k-1) W_(k-1) + b) over windows of k steps, every s-th of them: f the activation, W [k * features, channels], the kernel's taps below
    /// one another, b [channels], and l = (k - 1) / 2, rounded down, so that windows stand around their step, as PyTorch's `padding=(k - 1) // 2` has it for odd k. Steps before
    /// the first and past the end of a sequence are 0. A sequence of T steps becomes one of T / s, rounded up: [batch, time, features] to [batch, time / s, channels]
    /// (LeCun et al., "Gradient-based learning applied to document recognition", 1998; over time: Waibel et al., "Phoneme recognition using time-delay neural networks", 1989).
    ///
    /// ```
    /// conv(32, width: 5, stride: 2, activation: relu) | gru(64) | last | dense(10)
    /// ```
    case conv(channels: Int, width: Int, stride: Int, activation: Activation)
    /// y_t = the greatest, or the mean, of x_(ts) .. x_(ts+k-1), number by number, as far as the sequence has these steps: windows of k steps, one every s. A sequence of T steps
    /// becomes one of T / s, rounded up: [batch, time, features] to [batch, time / s, features]. PyTorch's `MaxPool1d(k, s, ceil_mode=True)`, where k is not more than s.
    ///
    /// ```
    /// conv(32, width: 5) | pool(2) | gru(64) | last | dense(10)
    /// ```
    case pool(width: Int, stride: Int, kind: Pooling)
    /// y = x E' + b, E being the table [vocabulary, size] of the embedding at the beginning, turned round, and b [vocabulary]: the vectors that symbols are read as are those that
    /// they are told by. [.., size] to [.., vocabulary]; what comes before must be as wide as the embedding's vectors (O. Press, L. Wolf, "Using the Output Embedding to Improve
    /// Language Models", EACL 2017). Can only be the last layer.
    ///
    /// ```
    /// embedding(32) | lstm(32) | dense(tied: embedding)
    /// ```
    case tied
    /// What `crf`, the loss, weighs beside the scores of single steps: transitions [classes, classes], from class to class, and start and end [classes], for those that a
    /// sequence begins and ends with. They begin at 0. y = x; can only be the last layer, where `train` with that loss puts it.
    ///
    /// ```
    /// bidirectional(lstm(32)) | dense(17) | transitions
    /// ```
    case transitions
}

extension Layer {
    /// Whether it makes one row a sequence of a row a step.
    var endsTime: Bool {
        switch self {
        case .last, .first, .mean, .max, .attend: true
        case .recurrent, .bidirectional, .embedding, .dense, .dropout, .residual, .join, .conv, .pool, .tied, .transitions: false
        }
    }
}

extension Layer {
    /// Whether it can only be the last one.
    var endsNetwork: Bool { self == .transitions || self == .tied }

    /// Of how many steps it makes one.
    var stride: Int {
        switch self {
        case .conv(_, _, let stride, _), .pool(_, let stride, _): stride
        case .recurrent, .bidirectional, .embedding, .dense, .dropout, .last, .first, .mean, .max, .attend, .residual, .join, .tied,
            .transitions:
            1
        }
    }
}

/// What is taken of a window of steps.
public enum Pooling: String, Hashable, Sendable, CaseIterable, Codable {
    /// The greatest of each number.
    case max
    /// The mean of each number.
    case mean
}

/// A cell, its number of units, and what happens to its state from step to step.
public struct Recurrence: Hashable, Sendable, Codable {
    /// The formula of a step.
    public var cell: CellKind
    /// Numbers of the state; with a projection, of an lstm's cell.
    public var units: Int
    /// Numbers that an lstm's state is projected to, h' = (o tanh(c')) P: 1 or more and fewer than `units`; nil for none (Sak, Senior, Beaufays, "Long Short-Term Memory
    /// Based Recurrent Neural Network Architectures for Large Vocabulary Speech Recognition", 2014, section 2.2; PyTorch's `proj_size`).
    public var projection: Int?
    /// Numbers of h, which is the output at each step.
    public var stateWidth: Int { projection ?? units }

    /// While training, the share of h that is zeroed wherever the cell's formula has a product of h with weights: h U becomes (h m) U, m being 1 / (1 - rate) or 0, drawn once
    /// for all steps of a sequence, or of a window of it, and the same for all gates. Elsewhere, as in z * h, the state is whole (Gal and Ghahramani, "A Theoretically Grounded
    /// Application of Dropout in Recurrent Neural Networks", NeurIPS 2016, with tied weights; Keras's LSTM has it so, its GRU masks z * h, too).
    public var recurrentDropout: Float {
        get { stateDropout ?? 0 }
        set { stateDropout = newValue == 0 ? nil : newValue }
    }
    /// While training, the share of h', and of an lstm's c', that is replaced by what it was before the step, drawn anew at each step; when the network is used
    /// h' = rate * h + (1 - rate) * h'. What c' would have been goes into an lstm's h' (Krueger et al., "Zoneout: Regularizing RNNs by Randomly Preserving Hidden Activations",
    /// ICLR 2017, equations 2 and 3, with one rate for both).
    public var zoneout: Float {
        get { stateZoneout ?? 0 }
        set { stateZoneout = newValue == 0 ? nil : newValue }
    }
    /// What the gates' products are normalised over; nil for not at all.
    public var normalization: Normalization?
    private var stateDropout: Float?
    private var stateZoneout: Float?

    /// Whether the cell's formula is all there is.
    public var isPlain: Bool { stateDropout == nil && stateZoneout == nil && normalization == nil }

    /// The initial weights.
    public var initialization: Initialization {
        get { otherInitialization ?? .glorot }
        set { otherInitialization = newValue == .glorot ? nil : newValue }
    }
    /// Nil for Glorot, so that layers read as they were kept before there was anything else.
    private var otherInitialization: Initialization?

    /// A cell with so many units.
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

    /// What files call these: they may never change.
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

/// What a recurrent layer's products are normalised over.
public enum Normalization: String, Hashable, Sendable, CaseIterable, Codable {
    /// Over the units of each gate, at each step: every x W_g and h U_g of the cell's formula, and (r * h) U_n of a GRU that resets before the product, becomes
    ///
    ///     gain * (p - mean(p)) / sqrt(variance(p) + 1e-5)
    ///
    /// with mean and variance of the product p over the gate's units, and a gain [units] of its own for each product and gate, which begins at 1. Biases are added afterwards.
    /// Ba, Kiros, Hinton, "Layer Normalization", 2016, equations 20 to 22 and 29 to 31, gate by gate as TensorFlow's LayerNormBasicLSTMCell has it; the cell of an lstm is
    /// not normalised.
    case layer

    /// What is added to the variance.
    static let epsilon: Float = 1e-5
}
