/// What is to be predicted, where a format leaves it open.
public enum TargetKind: Sendable, Hashable {
    /// Classes: one for each sequence, or for each step where there are as many.
    case classes
    /// Numbers.
    case values
    /// A class at each step.
    case labels
    /// Any number of labels for each sequence.
    case multilabel
}
