import Notebook

/// Examples that are gone through, the worst first: those that are wrong, or those of one cell of the confusion matrix.
struct ExampleTrail: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        case wrong
        case pair(RunReview.ClassPair)
    }

    var kind: Kind
    /// Which of them is watched; nil before the first.
    var place: Int?
    /// In which direction it is to be gone on as soon as all examples have been looked at; nil for not at all.
    var awaited: Int?

    /// Those of the examples that are on the way.
    func answers(_ review: RunReview) -> [RunReview.Answer] {
        switch kind {
        case .wrong: review.answers.filter(\.isWrong)
        case .pair(let pair): review.answers.filter { $0.classes == pair }
        }
    }
}
