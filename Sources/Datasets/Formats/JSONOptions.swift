/// How to read JSON objects; options that are nil are detected from the first one.
public struct JSONOptions: Sendable, Hashable {
    /// The key of the steps.
    public var x: String?
    /// The key of the targets.
    public var y: String?
    /// The key of the weight of a sequence.
    public var weights: String?
    /// The key of a list with the weight of each step.
    public var stepWeights: String?
    /// Keys that are not read.
    public var ignored: Set<String> = []
    /// What is to be predicted; where nil, values if one of them has a fraction, else classes.
    public var target: TargetKind?
    /// Whether targets are labels in their order, as many as there are, in a list or letter by letter in a text.
    public var hasLabelSequences = false
    /// How missing values are treated.
    public var missing = MissingValues.refuse

    /// Everything is detected from the file.
    public init() {}
}
