import Datasets
import Exchange
import Recurrent

/// What a run says about sequences, one after another, in one of the forms.
///
/// An array has the shape [sequences, outputs], or [sequences, steps, outputs] where the network predicts at each step, with NaN after the end of sequences that are shorter
/// than the longest. Its numbers are probabilities of classes, or values, in the units of the data.
struct PredictionRows {
    private let table: PredictionTable
    private let task: SequenceTask
    private let form: TableForm
    /// Beginnings that are followed where labels are read along the steps.
    private let beam: Int
    /// What an array is made of at the end.
    private var outputs: [[Float]] = []
    /// Rows that there are so far: of a table, or of an array.
    private(set) var count = 0

    init(_ task: SequenceTask, known: SequenceDataset, form: TableForm, beam: Int) {
        (self.task, self.form, self.beam) = (task, form, beam)
        table = PredictionTable(task, known: known)
    }

    /// What comes first.
    var head: String {
        guard form == .csv else { return "" }
        return task.isTranscription ? table.readingHeader : table.header(task.predictsSteps ? ["sequence", "step"] : ["sequence"])
    }

    /// The rows of a sequence.
    ///
    /// - Parameters:
    ///   - name: what it is called; nil where it has a number alone.
    ///   - outputs: probabilities, or values in the units of the data; of each step where the network predicts these.
    ///   - path: the class of each step that is predicted; nil for the most probable ones.
    mutating func rows(_ sequence: Int, name: String?, _ outputs: [Float], path: [Int]? = nil) -> String {
        if form == .npy {
            count += 1
            self.outputs.append(outputs)
            return ""
        }
        let place: PredictionTable.Place = name.map { .name($0) } ?? .number(sequence)
        if task.isTranscription {
            count += 1
            let labels = LabelReading(probabilities: outputs, classes: task.outputs).labels(beam: beam)
            return form == .jsonl ? table.jsonReading(place, labels) : table.reading(place.text, labels)
        }
        guard task.predictsSteps else { return row(place, step: nil, outputs[...]) }
        var rows = ""
        for (step, start) in stride(from: 0, to: outputs.count, by: task.outputs).enumerated() {
            rows += row(place, step: step + 1, outputs[start..<start + task.outputs], said: path?[step])
        }
        return rows
    }

    private mutating func row(_ place: PredictionTable.Place, step: Int?, _ outputs: ArraySlice<Float>, said: Int? = nil) -> String {
        count += 1
        if form == .jsonl { return table.json(place, step: step, outputs, said: said) }
        return table.row([place.text] + (step.map { [String($0)] } ?? []), outputs, said: said)
    }

    /// What comes last: the whole array, where it is one.
    var end: [UInt8] {
        guard form == .npy else { return [] }
        guard task.predictsSteps else { return NumPyFile.bytes(Array(outputs.joined()), shape: [outputs.count, task.outputs]) }
        let longest = outputs.map(\.count).max() ?? 0
        let filled = outputs.flatMap { $0 + Array(repeating: .nan, count: longest - $0.count) }
        return NumPyFile.bytes(filled, shape: [outputs.count, longest / task.outputs, task.outputs])
    }
}
