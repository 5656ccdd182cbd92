import Recurrent
import TextFormatting

/// The stepwise prediction about one example as characters: classes down, time steps across, darker for more probable.
struct StepwisePredictionHeatmap {
    var stepwisePrediction: StepwisePrediction
    var example: SequenceExample

    /// Most classes shown; where there are more, those that were believed most at any step.
    private static let rows = 20

    var lines: [String] {
        let columns = min(stepwisePrediction.steps, SequenceExample.width)
        let names = classes.map { example.classNames[$0].visible }
        let margin = max(4, names.map(DisplayWidth.of).max() ?? 0)
        var lines = [pad("step", margin) + "  " + ruler(columns)]
        for (name, kind) in zip(names, classes) {
            let row = (0..<columns).map { Shades.character(probability(of: kind, column: $0, of: columns)) }
            lines.append(pad(name, margin) + " │" + String(row) + "│" + (kind == example.trueClass ? " true" : ""))
        }
        return lines
    }

    private var classes: [Int] {
        guard stepwisePrediction.width > Self.rows else { return Array(0..<stepwisePrediction.width) }
        let most = (0..<stepwisePrediction.width).map { kind in
            (0..<stepwisePrediction.steps).reduce(Float(0)) { max($0, stepwisePrediction.outputs[$1 * stepwisePrediction.width + kind]) }
        }
        return most.indices.sorted { (most[$1], $0) < (most[$0], $1) }.prefix(Self.rows).sorted()
    }

    /// Long sequences share columns: the mean over the column's steps.
    private func probability(of kind: Int, column: Int, of columns: Int) -> Float {
        let first = column * stepwisePrediction.steps / columns
        let end = max(first + 1, (column + 1) * stepwisePrediction.steps / columns)
        var sum: Float = 0
        for step in first..<end { sum += stepwisePrediction.outputs[step * stepwisePrediction.width + kind] }
        return sum / Float(end - first)
    }

    /// Step numbers, from 1, above their columns: the first, then every tenth column that leaves room, then the last.
    private func ruler(_ columns: Int) -> String {
        var line = ""
        let ticks = [0] + stride(from: 9, to: columns - 4, by: 10) + (columns > 1 ? [columns - 1] : [])
        for column in ticks {
            let number = String(column == columns - 1 ? stepwisePrediction.steps : column * stepwisePrediction.steps / columns + 1)
            let start = max(column - number.count + 1, 0)
            guard start >= line.count, line.isEmpty || start > line.count else { continue }
            line += String(repeating: " ", count: start - line.count) + number
        }
        return line
    }

    private func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - DisplayWidth.of(text))) + text
    }
}
