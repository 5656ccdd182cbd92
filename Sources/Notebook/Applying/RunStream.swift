import CellLanguage
import Datasets
import Recurrent

/// A run that reads a sequence line by line and says after each line what it makes of it.
package final class RunStream {
    private let reader: StepReader
    private let known: SequenceDataset
    private let table: PredictionTable
    private let symbols: VocabularyText?
    /// Whether the ends of lines are symbols themselves.
    private let readsLineEnds: Bool
    private var steps: StepLine
    private var step = 0
    private var line = 0

    init(_ reader: StepReader, known: SequenceDataset) {
        self.reader = reader
        self.known = known
        table = PredictionTable(reader.task, known: known)
        steps = StepLine(known)
        if case .symbols(_, let vocabulary) = known.storage.inputs {
            symbols = VocabularyText(vocabulary)
            readsLineEnds = vocabulary.contains("\n")
        } else {
            (symbols, readsLineEnds) = (nil, false)
        }
    }

    /// Names of the columns.
    package var header: String { table.header(["step"]) }

    /// What the run says after a line: the numbers of one step, between commas or blanks and in the units of the data; or symbols, of which each is a step. A first
    /// line may name the columns. An empty line begins another sequence, unless ends of lines are among the symbols that were learned.
    ///
    /// - Parameter text: with the end of the line or without.
    /// - Throws: where the line is no step; what was read before stays.
    package func read(_ text: String) throws(RunError) -> String {
        line += 1
        let text = readsLineEnds ? text : String(text.prefix { !$0.isNewline })
        guard readsLineEnds || text.contains(where: { !$0.isWhitespace }) else {
            reader.reset()
            step = 0
            return ""
        }
        do throws(CellError) {
            if let symbols { return try symbols.read(text).map { row(reader.read(symbol: $0)) }.joined() }
            return try steps.read(text, isFirst: line == 1).map { row(reader.read($0)) } ?? ""
        } catch {
            throw RunError("line \(line): " + error.problem.sentence)
        }
    }

    private func row(_ outputs: [Float]) -> String {
        step += 1
        let task = reader.task
        guard task.outputKind == .values, let scale = known.storage.details.targetScale else { return table.row([String(step)], outputs) }
        return table.row([String(step)], scale.inOwnUnits(outputs, outputs: max(1, task.quantiles.count)))
    }
}
