import Datasets
import Recurrent

/// What a cell printed, block by block.
public struct CellOutput: Sendable {
    /// In the order in which they were printed.
    public var blocks: [OutputBlock]

    /// An output of these blocks.
    public init(_ blocks: [OutputBlock] = []) {
        self.blocks = blocks
    }

    /// Whether nothing was printed.
    public var isEmpty: Bool { blocks.isEmpty }

    /// What can be searched: the text without pictures.
    public var textToSearch: String { blocks.map(\.textToSearch).joined(separator: "\n") }

    /// The text that goes into the file: lines separated by `\n`, none after the last.
    public var plain: String {
        blocks.map(\.plain).filter { !$0.isEmpty }.joined(separator: "\n")
    }
}

/// A part of an output. Fronts may draw each kind as richly as they can; each has a plain form.
public enum OutputBlock: Sendable {
    /// Plain lines: numbers, lists, help, outputs read from a file.
    case text(String)
    /// A diagnostic: message, the line with a caret, advice.
    case error(String)
    /// A table of layers.
    case network(NetworkSummary)
    /// What a dataset or a pair of them holds.
    case data(title: String, [DatasetOverview])
    /// A line an epoch.
    case epochs(EpochTable)
    /// Runs side by side, with what they differ in; it changes until the last has come to its end.
    case runs(RunTable)
    /// One sequence drawn.
    case example(SequenceExample)
    /// Loss, error and confusion.
    case evaluation(EvaluationReport)
    /// A picture with what is said about it.
    case picture(OutputPicture)
    /// An example, the stepwise prediction about it at each step, and the most probable classes.
    case prediction(Prediction)
}
