import FoundationEssentials

/// Predictions as lines of JSON: where a line belongs, then the class, the labels or the values, and of classes and labels the probability of each.
///
/// ```
/// {"sequence":"walk 1","step":3,"prediction":"left","probabilities":{"left":0.75,"right":0.25}}
/// {"sequence":0,"values":{"price":12.5}}
/// ```
///
/// Numbers that are not finite are texts.
extension PredictionTable {
    /// Which sequence a line is about.
    enum Place {
        case name(String)
        case number(Int)

        var text: String {
            switch self {
            case .name(let name): name
            case .number(let number): String(number)
            }
        }

        fileprivate var json: String {
            switch self {
            case .name(let name): PredictionTable.json(name)
            case .number(let number): String(number)
            }
        }
    }

    /// The line of one prediction.
    ///
    /// - Parameters:
    ///   - place: the sequence; nil where there is but one.
    ///   - outputs: probabilities, or values in the units of the data.
    ///   - said: the class that is predicted; nil for the most probable one.
    func json(_ place: Place?, step: Int?, _ outputs: some Collection<Float>, said: Int? = nil) -> String {
        Self.line(place, (step.map { ["\"step\":\($0)"] } ?? []) + [figures(Array(outputs), said)])
    }

    /// What is said, without braces; of several targets an object for each.
    private func figures(_ outputs: [Float], _ said: Int?) -> String {
        switch task.outputKind {
        case .several:
            return parts.map { name, columns, table in
                "\(Self.json(name)):{\(table.figures(Array(outputs[columns]), nil))}"
            }.joined(separator: ",")
        case .values: return "\"values\":\(Self.object(valueNames, outputs))"
        case .labels:
            let labels = zip(classNames, outputs).filter { $1 > 0.5 }.map { Self.json($0.0) }
            return "\"prediction\":[\(labels.joined(separator: ","))],\"probabilities\":\(Self.object(classNames, outputs))"
        case .classes:
            let names = classNames + (task.isTranscription ? ["blank"] : [])
            return "\"prediction\":\(Self.json(className(said, outputs))),\"probabilities\":\(Self.object(names, outputs))"
        }
    }

    /// The line of labels that were read along the steps.
    func jsonReading(_ place: Place, _ labels: [Int]) -> String {
        Self.line(place, ["\"prediction\":[\(labels.map { Self.json(classNames[$0]) }.joined(separator: ","))]"])
    }

    private static func line(_ place: Place?, _ members: [String]) -> String {
        "{" + ((place.map { ["\"sequence\":\($0.json)"] } ?? []) + members).joined(separator: ",") + "}\n"
    }

    private static func object(_ names: [String], _ numbers: some Collection<Float>) -> String {
        "{" + zip(names, numbers).map { "\(json($0)):" + ($1.isFinite ? $1.description : "\"\($1)\"") }.joined(separator: ",") + "}"
    }

    /// A text as JSON has it.
    private static func json(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else { return "\"\(text)\"" }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}
