import CellLanguage
import Datasets
import Exchange
import FoundationEssentials
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
    /// The form of the steps; nil until the first line tells it.
    private var input: TableForm?
    private let form: TableForm
    /// What an array is made of at the end.
    private var outputs: [Float] = []

    init(_ reader: StepReader, known: SequenceDataset, from input: TableForm?, as form: TableForm) {
        (self.reader, self.input, self.form) = (reader, input, form)
        self.known = known
        table = PredictionTable(reader.task, known: known)
        steps = StepLine(known)
        if case .symbols(_, let vocabulary) = known.storage.form {
            symbols = VocabularyText(vocabulary)
            readsLineEnds = vocabulary.contains("\n")
        } else {
            (symbols, readsLineEnds) = (nil, false)
        }
    }

    /// Names of the columns; empty where there are none.
    package var header: String { form == .csv ? table.header(["step"]) : "" }

    /// What was said of all steps as one array, [steps, outputs]; empty in other forms.
    package var array: [UInt8] {
        form == .npy ? NumPyFile.bytes(outputs, shape: [outputs.count / reader.task.outputs, reader.task.outputs]) : []
    }

    /// What the run says after a line: the numbers of one step, between commas or blanks and in the units of the data; or symbols, of which each is a step. A first
    /// line may name the columns. A line of JSON is a list of numbers, numbers by the names of the features, or symbols. An empty line begins another sequence, unless ends of
    /// lines are among the symbols that were learned.
    ///
    /// Where the form of the steps was not said, a line that begins with a bracket is JSON, unless symbols were learned.
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
        if input == nil { input = symbols == nil && text.first.map { "[{".contains($0) } == true ? .jsonl : .csv }
        do throws(CellError) {
            if input == .jsonl { return try readJSON(text) }
            if let symbols { return try symbols.read(text).map { row(reader.read(symbol: $0)) }.joined() }
            return try steps.read(text, isFirst: line == 1).map { row(reader.read($0)) } ?? ""
        } catch {
            throw RunError("Line \(line): " + error.problem.sentence)
        }
    }

    private func readJSON(_ text: String) throws(CellError) -> String {
        guard let step = StepJSON(line: text) else { throw CellError(.stepIsNoJSON(symbols: symbols != nil)) }
        if let symbols {
            switch step {
            case .text(let text): return try symbols.read(text).map { row(reader.read(symbol: $0)) }.joined()
            case .symbols(let all):
                return try all.map { symbol throws(CellError) in row(reader.read(symbol: try symbols.number(symbol))) }.joined()
            case .numbers, .named: throw CellError(.stepIsNoJSON(symbols: true))
            }
        }
        return row(reader.read(try steps.read(step)))
    }

    /// What the run says after each step of an array of NumPy: [steps, features], or [sequences, steps, features] with NaN after the end of sequences that are shorter; without the
    /// last axis where a step has one number.
    ///
    /// - Parameter write: takes it step by step.
    /// - Throws: where the array is none, or of another shape.
    package func read(array bytes: Data, _ write: (String) -> Void) throws(RunError) {
        do throws(CellError) {
            guard symbols == nil else { throw CellError(.arrayOfSymbols) }
            let array = try CellError.rethrowing { () throws(DataError) in try NumPyFiles.numbers(bytes, name: "standard input") }
            let width = steps.width
            var shape = array.shape
            if width == 1, shape.last != 1 || shape.count == 1 { shape.append(1) }
            guard (2...3).contains(shape.count), shape.last == width else {
                throw CellError(.arrayOfOtherShape(array.shape, features: width))
            }
            let length = shape[shape.count - 2]
            for sequence in 0..<(shape.count == 3 ? shape[0] : 1) {
                reader.reset()
                step = 0
                let rows = (0..<length).map { array.values[((sequence * length + $0) * width)..<((sequence * length + $0 + 1) * width)] }
                let end = shape.count == 3 ? rows.lastIndex { !$0.allSatisfy(\.isNaN) }.map { $0 + 1 } ?? 0 : length
                for numbers in rows[..<end] {
                    write(row(reader.read(try steps.read(.numbers(numbers.map { $0.isNaN ? nil : $0 })))))
                }
            }
        } catch {
            throw RunError(error.problem.sentence)
        }
    }

    private func row(_ outputs: [Float]) -> String {
        step += 1
        let task = reader.task
        var outputs = task.outputKind == .several ? task.inOwnUnits(outputs, of: known, 0) : outputs
        if task.outputKind == .values, let scale = known.storage.details.targetScale {
            outputs = scale.inOwnUnits(outputs, outputs: max(1, task.quantiles.count))
        }
        switch form {
        case .csv: return table.row([String(step)], outputs)
        case .jsonl: return table.json(nil, step: step, outputs)
        case .npy:
            self.outputs += outputs
            return ""
        }
    }
}
