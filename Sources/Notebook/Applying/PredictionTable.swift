import Datasets
import Recurrent
import TextFormatting

/// Predictions as lines of a table with commas: where a line belongs, the class or value, and of classes and labels the probability of each by its name. Labels are those that are more
/// probable than not, with semicolons between them. All numbers have the
/// digits that give the same bits again.
struct PredictionTable {
    let task: SequenceTask
    let classNames: [String]
    let valueNames: [String]
    /// The table of each of several targets, their names and which outputs are theirs; empty where there is but one.
    let parts: [(name: String, columns: Range<Int>, table: PredictionTable)]

    /// - Parameter known: data with the names that the network learned.
    init(_ task: SequenceTask, known: SequenceDataset) {
        self.task = task
        parts = zip(known.severalTargets, task.parts).enumerated().map { index, pair in
            (pair.0.name, pair.1.columns, PredictionTable(pair.1.task, known: known.target(index)))
        }
        classNames = known.classNames
        valueNames =
            task.outputKind != .values
            ? []
            : Self.valueNames(task.targets, known.storage.details).flatMap { name in
                task.quantiles.isEmpty ? [name] : task.quantiles.map { "\(name) \($0)" }
            }
    }

    /// Names of the values of a prediction: those of the features that are predicted, and how many steps ahead where these are several.
    private static func valueNames(_ outputs: Int, _ details: SequenceDataset.Details) -> [String] {
        let predicted = details.predictedFeatures
        let features = Set(predicted).count
        guard outputs > 1 else { return ["prediction"] }
        guard predicted.count == outputs, features > 0, predicted.allSatisfy({ details.featureNames.indices.contains($0) }) else {
            return (1...outputs).map { "prediction \($0)" }
        }
        return predicted.indices.map { place in
            details.featureNames[predicted[place]] + (outputs > features ? " +\(place / features + 1)" : "")
        }
    }

    /// The first line: names of the columns.
    ///
    /// - Parameter places: of the columns that say where a line belongs.
    func header(_ places: [String]) -> String {
        line(places + columnNames)
    }

    /// Names of the columns of a prediction; of several targets each begins with the target's.
    private var columnNames: [String] {
        guard parts.isEmpty else {
            return parts.flatMap { name, _, table in
                table.columnNames.enumerated().map { place, column in
                    if table.task.outputKind == .values { return name + column.dropFirst("prediction".count) }
                    return place == 0 ? name : "\(name) \(column)"
                }
            }
        }
        return task.outputKind != .values ? ["prediction"] + classNames + (task.isTranscription ? ["blank"] : []) : valueNames
    }

    /// The first line where labels are read along the steps: a sequence has a line.
    var readingHeader: String { line(["sequence", "prediction"]) }

    /// The line of labels that were read.
    func reading(_ sequence: String, _ labels: [Int]) -> String {
        line([sequence, LabelText.joined(labels.map { classNames[$0] }, of: classNames)])
    }

    /// The line of one prediction.
    ///
    /// - Parameters:
    ///   - outputs: probabilities, or values in the units of the data.
    ///   - said: the class that is predicted; nil for the most probable one.
    func row(_ places: [String], _ outputs: some Collection<Float>, said: Int? = nil) -> String {
        line(places + fields(Array(outputs), said))
    }

    private func fields(_ values: [Float], _ said: Int?) -> [String] {
        switch task.outputKind {
        case .several: return parts.flatMap { _, columns, table in table.fields(Array(values[columns]), nil) }
        case .values: return values.map(\.description)
        case .labels:
            let said = zip(classNames, values).filter { $1 > 0.5 }.map(\.0)
            return [said.joined(separator: ";")] + values.map(\.description)
        case .classes: return [className(said, values)] + values.map(\.description)
        }
    }

    /// The name of the class that is predicted, or, where that is nil, of the most probable one; none for the blank.
    func className(_ said: Int?, _ probabilities: some Collection<Float>) -> String {
        let values = Array(probabilities)
        var best = said ?? 0
        if said == nil { for index in values.indices where values[index] > values[best] { best = index } }
        return classNames.indices.contains(best) ? classNames[best] : ""
    }

    private func line(_ fields: [String]) -> String { Self.line(fields) }

    /// Fields with commas between them, in quotes where they need these.
    static func line(_ fields: [String]) -> String {
        fields.map { field in
            let isPlain =
                !field.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) } && field.first != " " && field.last != " "
            return isPlain ? field : "\"" + field.replacing("\"", with: "\"\"") + "\""
        }.joined(separator: ",") + "\n"
    }
}
