import Foundation
import Testing

@testable import Charts

/// The contents of charts, character by character.
@Suite struct ChartTests {
    private let plain = TerminalStyle.plain

    @Test func losses() {
        let chart = Samples.losses(steps: 300)
        let dots = """
            loss linear  ━━ train 0.2714  •━ test 0.3096
               2┤⢸⡀
                │ ⠙⢦⣀
                │   ⠈⠳⣄⡀
               1┤      ⠉⠓⠦⢤⣀⣀⡀
                │            ⠉•⠙⠛⠒⠒⠲⠶⠦⠤⠤⣤⣤⣀⣀•⣀⣀⣀⣀⣀⣀
               0┤                                ⠉⠉⠉⠉⠉⠉⠉⠉•
                └┬────────────┼─────────────┼────────────┼
            step 0           100           200         300
            """
        #expect(Samples.canvas(chart, 46, 9).text == dots)
        let characters = """
            loss linear  ** train 0.2714  oo test 0.3096
               2+**
                | ***
                |   ****
               1+      ********ooooooo
                |             o*************o*************
               0+                                        o
                ++------------+-------------+------------+
            step 0           100           200         300
            """
        #expect(Samples.canvas(chart, 46, 9, TerminalStyle(depth: .none, hasUnicode: false)).text == characters)
    }

    /// A wide picture, which would take most rows, leaves a row for every class.
    @Test(arguments: [17, 22, 36]) func everyClassHasARow(_ height: Int) {
        let chart = StepwisePredictionChart(
            sequence: Samples.image(7), outputs: Samples.outputs(steps: 28, width: 10) { _ in 7 }, cursor: 9)
        let lines = Samples.canvas(chart, 118, height, TerminalStyle(depth: .many)).text.split(separator: "\n")
        let first = Set(lines.compactMap { line in line.drop { " ▸".contains($0) }.first })
        #expect(first.isSuperset(of: "0123456789"))
    }

    @Test func stepwisePredictions() {
        let chart = StepwisePredictionChart(
            sequence: Samples.image(7), outputs: Samples.outputs(steps: 28, width: 10) { _ in 7 }, cursor: 9)
        let expected = """
                                             on its side


               ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▒▒▒▒▒▒▒▒▒▒
                                 ░░░░░░░░░░


             0                                7 %
             1                                7 %
             2                                7 %
             3                                7 %
             4                                7 %
             5                                7 %
            ▸7    ░░░░░░░▒▒▒▒▒▒▒▓▓▓▓▓▓▓████  36 %
               1   5    ▲10  15   20   25
            0  ░▒ 50 ▒▓█ 100 %  ▸ true  7 of 10 classes
            """
        let screen = Samples.canvas(chart, 44, 16, plain)
        #expect(screen.text.drop { $0 == "\n" } == expected)
        // In colours the selected step is a line through all classes.
        #expect(Samples.canvas(chart, 44, 16).text.contains("┊"))
    }

    /// A long word wraps, and its pictures are as large as possible.
    @Test func wordsKeepTheirSize() {
        func pictureRows(_ steps: Int) -> Int {
            let chart = LabelBand(sequence: Samples.glyphs(steps: steps), outputs: Samples.outputs(steps: steps, width: 3) { $0 % 3 })
            let lines = Samples.canvas(chart, 47, 22, plain).text.split(separator: "\n" as Character, omittingEmptySubsequences: false)
            #expect(lines.contains { $0.contains(" of \(steps) right") })
            return (lines.firstIndex { $0.hasPrefix("true") } ?? 0) - (lines.firstIndex { $0.hasPrefix("input") } ?? 0)
        }
        #expect([4, 7, 9, 20, 40].map(pictureRows) == [4, 4, 4, 3, 2])
    }

    /// A true curve behind the prediction is still marked.
    @Test func theTruthIsSeenBelowWhatWasSaid() {
        var sequence = Samples.channels()
        sequence.truth = .stepValues((0..<40).map { Float($0) }[...], width: 1)
        let outputs = StepwiseOutputs(values: (0..<40).map { Float($0) }, steps: 40, width: 1)
        for style in [plain, TerminalStyle()] {
            let canvas = Samples.canvas(ValueChart(sequence: sequence, outputs: outputs), 60, 16, style)
            let marks = canvas.text.split(separator: "\n" as Character).dropLast().joined().filter { $0 == style.symbols.point }
            #expect(marks.count > 8)
        }
    }

    /// If there are no errors, the curve is on the axis, beside its 0, and not below it.
    @Test(arguments: [10, 12, 16, 20]) func errorsDoNotFallBelowTheirAxis(_ rows: Int) {
        let chart = ErrorByStepChart(errors: (0..<30).map { $0 < 15 ? 0.5 : 0 })
        for style in [plain, TerminalStyle()] {
            let lines = Samples.canvas(chart, 60, rows, style).text.split(separator: "\n" as Character, omittingEmptySubsequences: false)
            let zero = lines.firstIndex { $0.contains(" 0\(style.symbols.leftTick)") }
            let curve = lines.lastIndex { $0.contains { $0 == "⣀" || $0 == "⠤" || $0 == "*" || $0 == "⠒" || $0 == "⠉" } }
            #expect(zero != nil && zero == curve, "\(lines.joined(separator: "\n"))")
        }
    }

    @Test func gradientsAreDrawnOverTheSteps() {
        let points = (0..<50).map { (step: Double($0), norm: pow(10, -Double($0) / 10)) }
        let history = GradientHistoryChart(
            curves: [.init(number: 1, points: points), .init(number: 3, points: points.map { ($0.step, $0.norm / 50) })],
            clipped: [5, 6, 7], clippedShare: 0.06)
        let chart = GradientChart(layers: ["gru(8)", "last", "dense(2)"], norms: [0.5, 0, 0.25], history: history)
        let text = Samples.canvas(chart, 60, 16, plain).text
        #expect(text.contains("by step, log  1 3"))
        #expect(text.contains("clipped: 6.0 % of steps"))
        #expect(text.contains("1 gru(8)") && text.contains("3 dense(2)"))
        // If both do not fit, only the bars are shown.
        #expect(!Samples.canvas(chart, 60, 8, plain).text.contains("by step"))
        #expect(Samples.canvas(chart, 60, 8, plain).text.contains("3 dense(2)"))
        // The step selected in the chart of losses is also read here.
        var read = chart
        read.history?.cursor = 20
        let canvas = Samples.canvas(read, 60, 16)
        #expect(canvas.text.contains("step 20  1 0.0100  3 0.0002  log"), "\(canvas.text)")
        #expect((0..<16).contains { y in (0..<60).contains { canvas[$0, y].style == Style(TerminalStyle().theme.cursorLine) } })
    }

    /// Norms are of the steps that are seen of the losses; where that is but one point of them, of all.
    @Test func gradientsAreOfTheStepsOfTheLosses() {
        let points = (0..<50).map { (step: Double($0), norm: pow(10, -Double($0) / 10)) }
        var history = GradientHistoryChart(curves: [.init(number: 1, points: points)], clipped: [], clippedShare: 0)
        func numbers() -> [Double] {
            (Samples.canvas(history, 60, 12).text.split(separator: "\n").last ?? "").split(separator: " ").compactMap { Double($0) }
        }
        #expect(numbers().first == 0)
        history.window = 30...45
        #expect((numbers().first ?? 0) >= 30 && (numbers().last ?? 0) <= 45)
        history.window = 30.2...31.4
        #expect(numbers().first == 0)
    }

    /// A layer without a state stands by itself, above those before it.
    @Test func attention() {
        let state = ActivityStrip(
            layer: "gru(2)", part: "state", isState: true, units: 2, width: 2, values: (0..<20).map { $0.isMultiple(of: 3) ? 0.5 : -0.5 })
        let gate = ActivityStrip(
            layer: "gru(2)", part: "update gate", isState: false, units: 2, width: 2, values: Array(repeating: 0.5, count: 20))
        let weights = ActivityStrip(
            layer: "attend(3)", part: "weights, of the greatest", isState: false, units: 1, width: 1,
            values: (0..<10).map { $0 == 4 ? 1 : 0 })
        let lines = ActivityChart(strips: [state, gate, weights], steps: 10).text(width: 40, rows: 13)
        let titles = lines.filter { $0.contains("(") }.map { $0.prefix { $0 != "(" } }
        #expect(titles == ["attend", "gru", "gru"])
        #expect(lines[0] == "attend(3)  weights, of the greatest")
        let marks = lines[1].filter { $0 != " " }
        #expect(!marks.isEmpty && marks.count < 10)
    }

    @Test func activities() {
        let chart = ActivityChart(strips: Samples.strips(steps: 20), steps: 20, cursor: 4)
        let screen = Samples.canvas(chart, 40, 14, plain)
        let expected = """
            gru(8)  state  2 of 8 units
             1 ██▓▓▒▒░░ ░░▒▒▓▓████▓
             5 █▒░█▓ ▓█░▒█▒░▓▓░▒█▒░
            gru(8)  update gate  2 of 8 units
             1   ░░░░▒▒▒▒▓▓▓▓███  ░
             5  ░▓█░▒▓ ▒▓█░▒█░▒▓ ░▓
            gru(8)  reset gate  2 of 8 units
             1   ░░░░▒▒▒▒▓▓▓▓███  ░
             5  ░▓█░▒▓ ▒▓█░▒█░▒▓ ░▓
            gru(90)  state  2 of 90 units
             1 ██▓▓▒▒░░ ░░▒▒▓▓████▓
            46 ███▓▓▒▒░░ ░░▒▒▓▓████
               1   ▲5   10   15  20         … 2 more
            states ±, gates 0  ░▒ ½ ▒▓█ 1
            """
        #expect(screen.text == expected)
        #expect(Samples.canvas(ActivityChart(strips: [], steps: 0), 60, 3).text.contains("nothing to look at"))
    }

    /// The backward direction is below the forward one, with its own gates.
    @Test func directionsHaveStacksOfTheirOwn() {
        let strips = [false, true].flatMap { isBackward in
            ["state", "reset gate"].map { part -> ActivityStrip in
                var strip = ActivityStrip(
                    layer: "bidirectional(gru(2))", part: (isBackward ? "backward " : "forward ") + part, isState: part == "state",
                    units: 2, width: 2, values: Array(repeating: 0.5, count: 20))
                strip.isBackward = isBackward
                return strip
            }
        }
        // If both do not fit side by side, one is below the other.
        let long = strips.map { strip -> ActivityStrip in
            var strip = strip
            strip.values = Array(repeating: 0.5, count: 80)
            return strip
        }
        let chart = ActivityChart(strips: long, steps: 40)
        let lines = chart.text(width: 50, rows: 17)
        let titles = lines.filter { $0.contains("(") }.compactMap { $0.split(separator: "  " as Substring).last }
        #expect(titles == ["forward state", "forward reset gate", "backward state", "backward reset gate"])
        #expect(lines.contains { $0.contains("states +-, gates 0") })
        // If the layer's name does not fit beside those of its parts, it has its own line.
        let narrow = chart.text(width: 41, rows: 18)
        #expect(narrow[0] == "bidirectional(gru(2))  2 units")
        let parts = narrow.filter { $0.contains("ward ") }.compactMap { $0.split(separator: "   " as Substring).first.map { String($0) } }
        #expect(parts == titles.map { String($0) })
        // The states of both directions come before gates, and strips that do not fit are counted.
        let low = chart.text(width: 50, rows: 10)
        #expect(low.filter { $0.contains("state") && $0.contains("(") }.count == 2 && !low.contains { $0.contains("gate") })
        #expect(low.contains { $0.hasSuffix("... 2 more") } && !lines.contains { $0.contains("more") })
        // With few steps the directions are side by side.
        let pairs = ActivityChart(strips: strips, steps: 10).text(width: 50, rows: 12)
        #expect(pairs[0].hasPrefix("bidirectional(gru(2))  2 units"))
        #expect(pairs[1].split(separator: "  " as Substring).map { $0.drop { $0 == " " } } == ["forward state", "backward state"])
        #expect(pairs.contains { $0.contains("forward reset gate") && $0.contains("backward reset gate") })
    }

    @Test func confusions() {
        var counts = [Int](repeating: 0, count: 9)
        (counts[0], counts[1], counts[4], counts[8], counts[6]) = (20, 3, 17, 12, 1)
        let chart = ConfusionChart(counts: counts, names: ["cat", "dog", "ox"])
        let matrix = """
                   cat   dog    ox    error
            cat     20     3     ·   13.0 %
            dog      ·    17     ·    0.0 %
             ox      1     ·    12    7.7 %
            """
        #expect(Samples.canvas(chart, 40, 4).text == matrix)
        // If the matrix does not fit, the worst pairs are shown.
        let pairs = """
            cat → dog 3 ███████████████████████████
            ox → cat  1 █████████

            """
        #expect(Samples.canvas(chart, 40, 3).text == pairs)
    }

    @Test func timeAxesAreInversesOfThemselves() {
        for steps in [1, 2, 7, 28, 100, 1000] {
            for room in 1..<120 {
                let axis = TimeAxis(steps: steps, room: room)
                #expect(axis.columns <= room)
                for step in 0..<steps {
                    let columns = axis.columns(of: step)
                    #expect(
                        columns.map { axis.steps(in: $0.lowerBound).contains(step) } == true,
                        "\(steps) steps, \(room) columns, step \(step)")
                }
            }
        }
    }

    @Test func bandsHoldAllPiecesInOrder() {
        let layout = BandLayout(widths: [3, 4, 5, 20, 1], room: 8)
        #expect(layout.bands == [0..<2, 2..<3, 3..<4, 4..<5])
        #expect((0..<5).map(layout.column) == [0, 3, 0, 0, 0])
        #expect(layout.band(of: 3) == 2 && layout.band(of: 5) == nil)
    }
}
