/// The kind of targets, if a format leaves it open.
public enum TargetKind: Sendable, Hashable {
    /// Classes: one for each sequence, or one for each step if there are as many.
    case classes
    /// Numbers.
    case values
    /// A class at each step.
    case labels
    /// Any number of labels for each sequence.
    case multilabel
}
