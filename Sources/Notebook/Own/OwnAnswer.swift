import Charts

/// What a user makes up for a run to read.
public enum OwnInput: Sendable, Equatable {
    /// A sentence, or what a text begins with.
    case text(String)
    /// The rows of a picture, values in 0...1.
    case picture([Float])
    /// A picture for each letter of a word, one after another, row by row.
    case letters([Float])
    /// The channels of a series in their own units, step by step.
    case series([Float])
}

/// What a run says about what a user has made up.
public struct OwnAnswer: Sendable {
    /// What was read.
    package var sequence: SequencePicture
    /// What is said after each step; nil where nothing was read.
    package var outputs: StepwiseOutputs?
    /// The words and signs that a sentence was split into; nil where they are what stands between its spaces.
    public var reading: String?
    /// How a text goes on; empty where it is none.
    public var continuation = ""
    /// How a series goes on; nil where that cannot be said.
    package var forecast: ForecastChart?
    /// Of each feature whose next steps are all said at once, by its number, how it goes on.
    package var continuations: [Int: ContinuedSeriesChart] = [:]
    /// What of it the run does not know, or why it says nothing; nil where all is well.
    public var note: String?
    /// Whether the answer is about a text that goes on.
    public var isText: Bool { if case .nextSymbol = sequence.truth { true } else { false } }
}

/// Why nothing can be made up for a run, in a sentence.
public struct OwnExampleProblem: Error, Sendable, Equatable {
    /// The sentence.
    public var sentence: String
}
