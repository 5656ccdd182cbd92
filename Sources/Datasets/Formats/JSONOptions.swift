/// How to read JSON objects; options that are nil are detected from the first object.
public struct JSONOptions: Sendable, Hashable {
    /// The key of the steps.
    public var x: String?
    /// The key of the targets.
    public var y: String?
    /// The key of the weight of a sequence.
    public var weights: String?
    /// The key of a list with the weight of each step.
    public var stepWeights: String?
    /// Keys that are ignored.
    public var ignored: Set<String> = []
    /// The kind of targets; if nil, values if one of them has a fraction, else classes.
    public var target: TargetKind?
    /// Whether targets are label sequences of any length, as a list or as the letters of a text.
    public var hasLabelSequences = false
    /// How missing values are treated.
    public var missing = MissingValues.refuse

    /// Options that detect everything from the file.
    public init() {}
}
