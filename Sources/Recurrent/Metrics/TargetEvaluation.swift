/// The evaluation of a network on one of several targets.
public struct TargetEvaluation: Sendable, Equatable, Codable {
    /// The name of the target.
    public var name: String
    /// The evaluation, as if this were the only target.
    public var evaluation: Evaluation

    /// An evaluation of the target of this name.
    public init(name: String, evaluation: Evaluation) {
        (self.name, self.evaluation) = (name, evaluation)
    }
}
