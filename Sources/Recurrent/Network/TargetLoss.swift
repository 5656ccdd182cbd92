/// The loss of one of several targets, and its weight in the total loss.
public struct TargetLoss: Hashable, Sendable, Codable {
    /// The factor of the loss in the total.
    public var weight: Float
    /// The loss of this target alone.
    public var loss: Loss

    /// A loss times a weight.
    public init(weight: Float, loss: Loss = .standard) {
        (self.weight, self.loss) = (weight, loss)
    }

    /// Whether all numbers are in range and the loss can be combined with others: `ctc` and `crf`, which have outputs of their own, cannot.
    var isSound: Bool {
        switch loss {
        case .standard, .quantiles, .smoothing, .focal: weight >= 0 && weight.isFinite && loss.isSound
        case .ctc, .crf, .weighted: false
        }
    }
}

extension TargetLoss: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    /// The usual loss with this weight.
    public init(floatLiteral weight: Float) { self.init(weight: weight) }

    /// The usual loss with this weight.
    public init(integerLiteral weight: Int) { self.init(weight: Float(weight)) }
}
