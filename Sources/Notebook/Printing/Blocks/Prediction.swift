import Charts
import Datasets
import Recurrent
import TextFormatting

/// What a network says about one example.
public struct Prediction: Sendable {
    /// What the network has read.
    public var example: SequenceExample
    /// What the network says after each step.
    public var stepwisePrediction: StepwisePrediction
    /// What is predicted.
    public var task: SequenceTask

    /// A prediction about this example.
    public init(example: SequenceExample, stepwisePrediction: StepwisePrediction, task: SequenceTask) {
        self.example = example
        self.stepwisePrediction = stepwisePrediction
        self.task = task
    }

    /// What is said of each of several targets, by their names; empty where there is but one.
    var parts: [(name: String, prediction: Prediction)] {
        let (targets, said) = (example.targets, stepwisePrediction.parts)
        guard targets.count == task.parts.count, said.count == targets.count, isSound else { return [] }
        return targets.indices.map { place in
            (
                targets[place].name,
                Prediction(example: targets[place].example, stepwisePrediction: said[place], task: task.parts[place].task)
            )
        }
    }

    private var isSound: Bool {
        stepwisePrediction.steps > 0 && stepwisePrediction.width > 0
            && stepwisePrediction.outputs.count == stepwisePrediction.steps * stepwisePrediction.width
    }

    var plain: String {
        let lines = [example.headline] + example.drawing
        guard isSound else { return lines.joined(separator: "\n") }
        return (lines + [""] + said).joined(separator: "\n")
    }

    /// What is said, without what was read.
    private var said: [String] {
        var lines: [String] = []
        switch task {
        case .classification where example.classNames.count == stepwisePrediction.width:
            let chart = StepwisePredictionChart(sequence: example.picture, outputs: stepwisePrediction.stepwiseOutputs(of: example))
            lines += chart.lines(width: SequenceExample.width, .plain).map(\.text) + [""] + topClasses
        case .labelling where example.classNames.count == stepwisePrediction.width,
            .languageModel where example.classNames.count == stepwisePrediction.width:
            lines += labelLines
        case .multiLabel where example.classNames.count == stepwisePrediction.width:
            let chart = StepwisePredictionChart(sequence: example.picture, outputs: stepwisePrediction.stepwiseOutputs(of: example))
            lines += chart.lines(width: SequenceExample.width, .plain).map(\.text) + [""] + labelProbabilities
        case .transcription where example.outputNames.count == stepwisePrediction.width: lines += readingLines
        case .sequenceRegression: lines += values
        case .stepRegression: lines += stepValues
        case .several:
            for (place, part) in parts.enumerated() {
                lines += (place > 0 ? [""] : []) + [part.name.visible + ":"] + part.prediction.said
            }
        case .classification, .labelling, .languageModel, .multiLabel, .transcription: break
        }
        return lines
    }

    /// The most probable classes after the last step.
    private var topClasses: [String] {
        let last = stepwisePrediction.outputs.suffix(stepwisePrediction.width)
        let order = last.indices.sorted { (last[$1], $0) < (last[$0], $1) }.prefix(3)
        var table = TextTable(alignments: [.left, .right, .left], rows: [])
        for index in order {
            let kind = index - last.startIndex
            table.rows.append([
                example.classNames[kind].visible, Figures.percent(Double(last[index])), kind == example.trueClass ? "true" : "",
            ])
        }
        return table.lines
    }

    /// The probability of each label after the last step, of many those that are said or true.
    private var labelProbabilities: [String] {
        let last = Array(stepwisePrediction.outputs.suffix(stepwisePrediction.width))
        let truth = Set(example.trueLabels ?? [])
        var table = TextTable(alignments: [.left, .right, .left], rows: [])
        for (label, probability) in last.enumerated() where last.count <= 20 || probability > 0.5 || truth.contains(label) {
            table.rows.append([
                example.classNames[label].visible, Figures.percent(Double(probability)), truth.contains(label) ? "true" : "",
            ])
        }
        return table.lines
    }

    /// Most steps that are listed.
    private static let listed = 100
    /// Most values of a step that are listed.
    private static let columns = 6

    /// Step by step: what is true, what is predicted, and how sure the network is. Of a text the truth is the next symbol.
    private var labelLines: [String] {
        let truth = example.trueClasses
        // What each step alone would say, where that is not what the best path has.
        let alone = stepwisePrediction.alone.flatMap { $0.count == stepwisePrediction.steps ? $0 : nil }
        var isText = false
        if case .languageModel = task { isText = true }
        var table = TextTable(
            alignments: [.right, .left, .left, .right, .left] + (alone == nil ? [] : [.left]),
            rows: [["step", isText ? "next" : "true", "predicted", "sure", ""] + (alone == nil ? [] : ["alone"])])
        for step in 0..<min(stepwisePrediction.steps, Self.listed) {
            let best = stepwisePrediction.best(step)
            let isTrue = truth.indices.contains(step) ? truth[step] == best : nil
            table.rows.append(
                [
                    String(step + 1), truth.indices.contains(step) ? name(truth[step]) : "", name(best),
                    Figures.percent(Double(stepwisePrediction.outputs[step * stepwisePrediction.width + best]), decimals: 1),
                    isTrue == false ? "wrong" : "",
                ] + (alone.map { [$0[step] == best ? "" : name($0[step])] } ?? []))
        }
        return table.lines + more
    }

    /// A class's name; a space, which would not be seen, as a text.
    private func name(_ kind: Int) -> String {
        guard example.classNames.indices.contains(kind) else { return "" }
        let name = example.classNames[kind].visible
        return name == " " ? "\" \"" : name
    }

    private var more: [String] {
        stepwisePrediction.steps > Self.listed ? ["and \(Figures.count(stepwisePrediction.steps - Self.listed, "step")) more"] : []
    }

    /// The values after the last step, beside the true ones.
    private var values: [String] {
        let last = Array(outputs.suffix(stepwisePrediction.width))
        let said = task.quantiles.isEmpty ? ["predicted"] : task.quantiles.map { "\($0)" }
        var table = TextTable(
            alignments: [.right, .right] + said.map { _ in .right }, rows: [["value", "true"] + said])
        let truth = example.trueValues
        for index in 0..<min(last.count / said.count, 20) {
            table.rows.append(
                [String(index + 1), truth.indices.contains(index) ? figure(truth[index]) : ""]
                    + last[(index * said.count)..<((index + 1) * said.count)].map(figure))
        }
        return table.lines
    }

    /// What is said, in its own units.
    private var outputs: [Float] { stepwisePrediction.outputs(of: example) }

    /// The values at each step, beside the true ones.
    private var stepValues: [String] {
        let (truth, outputs) = (example.trueValues, outputs)
        let levels = max(1, task.quantiles.count)
        let values = stepwisePrediction.width / levels
        let shown = min(values, max(1, Self.columns / levels))
        func names(_ number: String) -> [String] {
            ["true\(number)"] + (task.quantiles.isEmpty ? ["predicted\(number)"] : task.quantiles.map { "\($0)\(number)" })
        }
        var table = TextTable(
            alignments: Array(repeating: .right, count: 1 + (1 + levels) * shown),
            rows: [["step"] + (0..<shown).flatMap { names(shown == 1 ? "" : " \($0 + 1)") }])
        for step in 0..<min(stepwisePrediction.steps, Self.listed) {
            let places = (0..<shown).map { step * values + $0 }
            table.rows.append(
                [String(step + 1)]
                    + places.flatMap { place in
                        [truth.indices.contains(place) ? figure(truth[place]) : ""]
                            + outputs[(place * levels)..<((place + 1) * levels)].map(figure)
                    })
        }
        return table.lines + (values > shown ? ["and \(Figures.count(values - shown, "value")) more at each step"] : []) + more
    }

    /// Nothing where a true value is missing.
    private func figure(_ value: Float) -> String { value.isNaN ? "" : Figures.fixed(Double(value), 4) }
}
