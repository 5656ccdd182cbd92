import Charts
import Recurrent
import TextFormatting

/// Labels that were read along the steps.
extension Prediction {
    /// What was read and what is true, and where each label was read: at which steps its class was the most probable one, and how sure the network was of it at the surest.
    var readingLines: [String] {
        let said = stepwisePrediction
        let labels = LabelReading(probabilities: said.outputs, classes: said.width).labels(beam: said.beam ?? 1)
        var lines = ["read " + example.quoted(labels)]
        if let truth = example.trueLabelSequence { lines[0] += labels == truth ? ", which is right" : ", true " + example.quoted(truth) }
        var table = TextTable(alignments: [.left, .left, .right], rows: [["label", "steps", "sure"]])
        for stretch in stretches.prefix(Self.listedLabels) {
            let sure = stretch.steps.map { said.outputs[$0 * said.width + stretch.kind] }.max() ?? 0
            let (first, last) = (stretch.steps.lowerBound + 1, stretch.steps.upperBound)
            table.rows.append([
                example.classNames[stretch.kind].visible, first == last ? "\(first)" : "\(first) to \(last)", Figures.percent(Double(sure)),
            ])
        }
        if stretches.isEmpty { return lines }
        let rest = stretches.count - Self.listedLabels
        return lines + [""] + table.lines + (rest > 0 ? ["and \(Figures.count(rest, "label")) more"] : [])
    }

    /// Most labels that are listed.
    private static let listedLabels = 100

    /// Steps in a row of which the most probable class is the same, without those of the blank.
    private var stretches: [(kind: Int, steps: Range<Int>)] {
        var found: [(kind: Int, steps: Range<Int>)] = []
        for step in 0..<stepwisePrediction.steps {
            let best = stepwisePrediction.best(step)
            if let last = found.last, last.kind == best {
                found[found.count - 1].steps = last.steps.lowerBound..<step + 1
            } else {
                found.append((best, step..<step + 1))
            }
        }
        return found.filter { $0.kind != stepwisePrediction.width - 1 }
    }
}
