/// The loss of one of several targets, and how much it counts beside those of the others.
public struct TargetLoss: Hashable, Sendable, Codable {
    /// What its loss is multiplied by.
    public var weight: Float
    /// The loss of this target alone.
    public var loss: Loss

    /// A loss times a weight.
    public init(weight: Float, loss: Loss = .standard) {
        (self.weight, self.loss) = (weight, loss)
    }

    /// Whether its numbers can be, and the loss is one that may stand beside others: paths and alignments have outputs of their own.
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
