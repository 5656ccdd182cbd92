/// How well a network does on one of several targets.
public struct TargetEvaluation: Sendable, Equatable, Codable {
    /// What the target is called.
    public var name: String
    /// What the test found, as if it were the only one.
    public var evaluation: Evaluation

    /// An evaluation of the target of this name.
    public init(name: String, evaluation: Evaluation) {
        (self.name, self.evaluation) = (name, evaluation)
    }
}
