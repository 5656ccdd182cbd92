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
    /// y = x + f(x), f being the layers inside, which must keep the shape (He et al., "Deep Residual Learning for Image Recognition", 2016).
    ///
    /// ```
    /// gru(32) | residual(gru(32) | dropout(0.2)) | last | dense(10)
    /// ```
    case residual([Layer])
}

/// A cell and how many units it has.
public struct Recurrence: Hashable, Sendable, Codable {
    /// The formula of a step.
    public var cell: CellKind
    /// Numbers of the state.
    public var units: Int

    /// How the weights begin.
    public var initialization: Initialization {
        get { otherInitialization ?? .glorot }
        set { otherInitialization = newValue == .glorot ? nil : newValue }
    }
    /// Nil for Glorot, so that layers read as they were kept before there was anything else.
    private var otherInitialization: Initialization?

    /// A cell with so many units.
    public init(cell: CellKind, units: Int, initialization: Initialization = .glorot) {
        self.cell = cell
        self.units = units
        self.initialization = initialization
    }

    /// What files call these: they may never change.
    private enum CodingKeys: String, CodingKey {
        case cell = "cell"
        case units = "units"
        case otherInitialization = "init"
    }
}
