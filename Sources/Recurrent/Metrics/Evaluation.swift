/// The results of a network on a dataset.
public struct Evaluation: Sendable, Equatable, Codable {
    /// Mean loss: cross-entropy in nats over sequences (or over all real steps), its mean over labels, or mean squared error; of several targets the sum of theirs, each times its
    /// weight.
    public var loss: Double
    /// The share of wrong classes, or of sequences with a wrong label, 0...1; nil for values.
    public var error: Double?
    /// Sequences, or real steps where each step is predicted, or labels where they are read along the steps.
    public var count: Int
    /// The sum of how often each of them counts; nil where each counts once. All figures are weighted means then.
    public var weight: Double?
    /// Row: true class, column: predicted class; empty for values, and for more than `greatestConfusion` classes. Shape [classes, classes].
    public var confusion: [Double]
    /// Number of classes; 0 for values.
    public var classes: Int
    /// How many targets have exactly r classes that are more probable than the true one (of equal ones the first counts as more probable), for r
    /// from 0 to 9; empty for values.
    public var ranks: [Double] = []
    /// Where each step is predicted: the share of wrong classes at each time step, for at most `greatestStep` steps; NaN at
    /// steps that have no target. Empty otherwise.
    public var errorByStep: [Float] = []
    /// Where values are predicted at each step: the root of their mean squared error at each time step, in their own units, for at most `greatestStep`
    /// steps; NaN at steps that have no target. Nil elsewhere.
    public var valueErrorByStep: [Float]?
    /// Where each step is predicted: how many sequences have a target at each time step, for at most `greatestStep` steps. Nil elsewhere, and where it was
    /// not counted.
    public var countByStep: [Int]?
    /// Where the classes of steps are tags of entities, such as `B-PER`: how well entities are found. Nil elsewhere.
    public var entities: EntityScore?
    /// How well each label is found, where a sequence may have any number of them; nil elsewhere. `error` is the share of sequences whose labels are not all right.
    public var labels: [LabelCounts]?
    /// Mean squared error of values in their own units, where the network learned them shifted and scaled; nil elsewhere, and for classes.
    public var squaredError: Double?
    /// How well labels are read along the steps; nil elsewhere. `error` is the label error, `count` counts true labels.
    public var readings: ReadingScore?
    /// What comes out for each of several targets; nil where there is but one. Beside it only loss, count and weight say anything.
    public var targets: [TargetEvaluation]?
    /// Coefficient of determination: 1 - squared error / variance of the targets; nil for classes and for targets that do not vary.
    public var r2: Double?

    /// Most classes for which a confusion matrix is counted.
    public static let greatestConfusion = 512
    /// Most places of `ranks`.
    public static let greatestRank = 10
    /// Most time steps of `errorByStep`, `valueErrorByStep` and `countByStep`.
    public static let greatestStep = 1024

    /// Share of predictions whose true class is not among the k most probable ones, 0...1; `topError(1)` is `error`. Nil for values, and
    /// where k is not 1 to 10.
    public func topError(_ k: Int) -> Double? {
        guard 1...Self.greatestRank ~= k, !ranks.isEmpty else { return nil }
        let whole = weight ?? Double(count)
        return whole > 0 ? (whole - ranks.prefix(k).reduce(0, +)) / whole : 0
    }

    /// Lets go of what has a number for each pair of classes, or for each step.
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
