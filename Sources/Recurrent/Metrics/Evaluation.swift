/// The results of a network on a dataset.
public struct Evaluation: Sendable, Equatable, Codable {
    /// The mean loss: cross-entropy in nats over sequences (or over all real steps), its mean over labels, or mean squared error; for
    /// several targets the weighted sum of their losses.
    public var loss: Double
    /// The share of wrong classes, or of sequences with a wrong label, 0...1; nil for values.
    public var error: Double?
    /// The number of sequences, of real steps if each step is predicted, or of labels if label sequences are decoded.
    public var count: Int
    /// The sum of their weights; nil if each counts once. With weights, all figures are weighted means.
    public var weight: Double?
    /// Rows are true classes, columns predicted classes. Shape [classes, classes]; empty for values, and for more than `greatestConfusion`
    /// classes.
    public var confusion: [Double]
    /// The number of classes; 0 for values.
    public var classes: Int
    /// The number of targets with exactly r classes that are more probable than the true one (of equal ones the first counts as more
    /// probable), for r from 0 to 9; empty for values.
    public var ranks: [Double] = []
    /// If each step is predicted: the share of wrong classes at each time step, for at most `greatestStep` steps; NaN at steps without a
    /// target. Empty otherwise.
    public var errorByStep: [Float] = []
    /// If values are predicted at each step: their root mean squared error at each time step, in their own units, for at most
    /// `greatestStep` steps; NaN at steps without a target. Nil otherwise.
    public var valueErrorByStep: [Float]?
    /// If each step is predicted: the number of sequences with a target at each time step, for at most `greatestStep` steps. Nil otherwise,
    /// and if it was not counted.
    public var countByStep: [Int]?
    /// How well entities are recognised, if the classes of steps are entity tags such as `B-PER`; nil otherwise.
    public var entities: EntityScore?
    /// How well each label is predicted, if a sequence may have any number of them; nil otherwise. `error` is then the share of sequences
    /// with at least one wrong label.
    public var labels: [LabelCounts]?
    /// The mean squared error of values in their own units, if the network was trained on standardised ones; nil otherwise, and for
    /// classes.
    public var squaredError: Double?
    /// How well label sequences are decoded; nil otherwise. `error` is then the label error, and `count` the number of true labels.
    public var readings: ReadingScore?
    /// The evaluation of each of several targets; nil if there is only one. Of the other figures only loss, count and weight are then
    /// meaningful.
    public var targets: [TargetEvaluation]?
    /// The coefficient of determination: 1 - squared error / variance of the targets; nil for classes and for targets that do not vary.
    public var r2: Double?

    /// The greatest number of classes with a confusion matrix.
    public static let greatestConfusion = 512
    /// The greatest number of elements of `ranks`.
    public static let greatestRank = 10
    /// The greatest number of time steps in `errorByStep`, `valueErrorByStep` and `countByStep`.
    public static let greatestStep = 1024

    /// The share of predictions whose true class is not among the k most probable ones, 0...1; `topError(1)` is `error`. Nil for values,
    /// and if k is not in 1...10.
    public func topError(_ k: Int) -> Double? {
        guard 1...Self.greatestRank ~= k, !ranks.isEmpty else { return nil }
        let whole = weight ?? Double(count)
        return whole > 0 ? (whole - ranks.prefix(k).reduce(0, +)) / whole : 0
    }

    /// Discards the figures with an element for each pair of classes, or for each step.
    public mutating func forgetDetails() {
        (confusion, errorByStep, valueErrorByStep, countByStep) = ([], [], nil, nil)
        for index in (targets ?? []).indices { targets?[index].evaluation.forgetDetails() }
    }

    /// `topError(5)`; nil for values and for five classes or fewer.
    public var topFiveError: Double? { classes > 5 ? topError(5) : nil }

    /// An evaluation without ranks, errors by step and R².
    public init(loss: Double, error: Double?, count: Int, confusion: [Double], classes: Int) {
        self.loss = loss
        self.error = error
        self.count = count
        self.confusion = confusion
        self.classes = classes
    }
}
