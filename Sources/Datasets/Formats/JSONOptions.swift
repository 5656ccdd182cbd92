/// How objects of JSON are to be read; what is nil is found out from the first one.
public struct JSONOptions: Sendable, Hashable {
    /// The key of the steps.
    public var x: String?
    /// The key of the targets.
    public var y: String?
    /// The key of a sequence's weight: how often it counts.
    public var weights: String?
    /// The key of a list of how much each step counts.
    public var stepWeights: String?
    /// Keys that are not read.
    public var ignored: Set<String> = []
    /// What is to be predicted; where nil, values if one of them has a fraction, else classes.
    public var target: TargetKind?
    /// Whether targets are labels in their order, as many as there are, in a list or letter by letter in a text.
    public var hasLabelSequences = false
    /// What is done about missing values.
    public var missing = MissingValues.refuse

    /// Everything is found out from the file.
    public init() {}
}
