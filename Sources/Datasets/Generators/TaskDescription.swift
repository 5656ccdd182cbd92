/// A built-in task, and known results for it.
public struct TaskDescription: Sendable {
    /// The name of its function in the notebook, such as "adding".
    public let name: String
    /// One sentence that describes the task.
    public let sentence: String
    /// The result of guessing without memory, with the default sizes of the task.
    public let guesser: String
    /// The first description of the task in this form; empty for original tasks.
    public let source: String
    /// Generates this many examples of the task with its default sizes, as a training part.
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
    /// All built-in tasks.
    public static let all = [
        Strokes.description, Words.description, AddingProblem.description, CopyMemory.description, TemporalOrder.description,
        ReberGrammar.description, SineMixture.description, SeasonalSeries.description,
    ]
}
