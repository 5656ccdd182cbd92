/// What an embedded task asks, and what is known about its answer.
public struct TaskDescription: Sendable {
    /// Its function in the notebook, such as "adding".
    public let name: String
    /// What is to be done.
    public let sentence: String
    /// What a guesser without memory gets, with the task's default sizes.
    public let guesser: String
    /// Where the task was described first in this form; empty for our own.
    public let source: String
    /// So many examples of the task with its default sizes, as a part to train on.
    public let examples: @Sendable (_ count: Int) throws(DataError) -> DataPair

    init(
        name: String, sentence: String, guesser: String, source: String = "",
        examples: @escaping @Sendable (_ count: Int) throws(DataError) -> DataPair
    ) {
        self.name = name
        self.sentence = sentence
        self.guesser = guesser
        self.source = source
        self.examples = examples
    }
}

extension TaskDescription {
    /// All embedded tasks.
    public static let all = [
        Strokes.description, Words.description, AddingProblem.description, CopyMemory.description, TemporalOrder.description,
        ReberGrammar.description, SineMixture.description, SeasonalSeries.description,
    ]
}
