import CellLanguage
import Datasets
import Recurrent
import TextFormatting

/// What of an example contributes how much to what a run says.
struct Explanation: Sendable {
    var example: SequenceExample
    var task: SequenceTask
    var attribution: Attribution

    /// Most steps that are listed: of more those that contribute most.
    private static let listed = 60
    /// Most features of a step that are listed.
    private static let features = 2
    /// Characters of the longest bar.
    private static let bar = 20

    private var classNames: [String] { example.classNames }

    /// What is looked at, such as `class 7`.
    private var subject: String {
        let name =
            classNames.indices.contains(attribution.output) && task.outputKind != .values ? classNames[attribution.output].visible : nil
        let place = attribution.step.map { " at step \(Figures.grouped($0 + 1))" } ?? ""
        switch task.outputKind {
        case .classes: return (name ?? "output \(attribution.output + 1)") + place
        case .labels: return "label " + (name ?? "\(attribution.output + 1)") + place
        case .values, .several: return "value \(attribution.output + 1)" + place
        }
    }

    private func figure(_ value: Double) -> String { Figures.fixed(value, 4) }

    /// Names of the features that contribute most at a step, with how much they do.
    private func strongest(_ step: Int) -> String {
        let width = attribution.width
        let own = attribution.values[step * width..<(step + 1) * width]
        let order = own.indices.sorted { (abs(own[$1]), $0) < (abs(own[$0]), $1) }.prefix(Self.features)
        let names = example.dataset.storage.details.featureNames
        return order.filter { own[$0] != 0 }.map { place in
            let feature = place - step * width
            return (names.indices.contains(feature) ? names[feature].visible : "\(feature + 1)") + " " + signed(Double(own[place]))
        }.joined(separator: ", ")
    }

    private func signed(_ value: Double) -> String {
        let text = figure(value)
        return text.contains { ("1"..."9").contains($0) } && value > 0 ? "+" + text : text
    }

    var text: String {
        let said = task.outputKind == .values ? figure(attribution.said) : Figures.percent(attribution.said)
        let base = task.outputKind == .values ? figure(attribution.base) : Figures.percent(attribution.base)
        var lines = [example.headline, "\(subject): \(said), and \(base) of zeros; each step's share of the difference", ""]
        let sums = (0..<attribution.steps).map { attribution.sum($0) }
        let greatest = sums.reduce(0) { max($0, abs($1)) }
        let shown = Array(sums.indices.sorted { (abs(sums[$1]), $0) < (abs(sums[$0]), $1) }.prefix(Self.listed)).sorted()
        let ids: [Int32]? = if case .symbols(let ids, _) = example.dataset.storage.inputs { ids } else { nil }
        let first = example.dataset.steps(example.index).lowerBound
        let hasFeatures = ids == nil && attribution.width > 1
        var table = TextTable(
            alignments: [.right] + (ids == nil ? [] : [.left]) + [.right, .left] + (hasFeatures ? [.left] : []),
            rows: [["step"] + (ids == nil ? [] : ["symbol"]) + ["share", ""] + (hasFeatures ? ["most of it"] : [])])
        for step in shown {
            let length = greatest > 0 ? Int((abs(sums[step]) / greatest * Double(Self.bar)).rounded()) : 0
            table.rows.append(
                [Figures.grouped(step + 1)] + (ids.map { [symbol($0[first + step])] } ?? [])
                    + [signed(sums[step]), String(repeating: sums[step] < 0 ? "-" : "+", count: length)]
                    + (hasFeatures ? [strongest(step)] : []))
        }
        lines += table.lines
        let rest = sums.count - shown.count
        if rest > 0 { lines.append("and \(Figures.count(rest, "step")) that contribute less") }
        lines += [
            "",
            "in all \(signed(sums.reduce(0, +))); \(Figures.count(attribution.points, "point")) on the way miss \(signed(attribution.missing))",
        ]
        return lines.joined(separator: "\n")
    }

    private func symbol(_ id: Int32) -> String {
        guard case .symbols(_, let vocabulary) = example.dataset.storage.form, vocabulary.indices.contains(Int(id)) else { return "" }
        let name = vocabulary[Int(id)].visible
        return name == " " ? "\" \"" : name
    }
}

extension Explanation: PrintedObject {
    static let typeDescription = TypeDescription("an explanation", example: "explain(run, digits.test[17])")

    var written: String { "what contributes to \(subject) of \(example.dataset.name)[\(example.index)]" }

    var blocks: [OutputBlock] { [.text(text)] }
}
