import Charts
import Testing

@testable import Notebook
@testable import TerminalUI

/// The meaning of every sign in a chart is explained: beside the chart, or in the help of `h`.
@Suite struct SignsTests {
    /// Signs, and the words that explain them.
    private static let words: [Character: [String]] = [
        "●": ["dot"], "•": ["points", "mark", "true"], "▸": ["mark stands before", "training"], "▲": ["pointer below", "speak for"],
        "▼": ["against"], "✗": ["wrong"],
        "✓": ["said", "finished"], "┊": ["dots", "line"], "┴": ["pward ticks"], "·": ["dot means none"], "⠂": ["value"], "↑": ["said"],
        "→": ["said", "true", "step"], "━": ["train", "true", "mean"], "…": [""],
    ]

    @Test(arguments: LivePanel.View.allCases, [80, 120, 200]) func everySignIsTold(_ view: LivePanel.View, _ width: Int) {
        let run = LivePanel.View.applying(to: Pictures.run()).contains(view) ? Pictures.run() : Pictures.valueRun()
        var canvas = Canvas(width: width, height: width == 80 ? 24 : 40)
        LivePanel(run: run, cursorStep: 9, view: view).draw(&canvas, in: canvas.area, TerminalStyle())
        let told = canvas.text + view.explanation(of: run).joined(separator: " ")
        // Lines of axes, bars, shades and dots of curves are not signs.
        let plain: ClosedRange<Character> = " "..."~"
        let drawn = Set(canvas.text.filter { !plain.contains($0) && !$0.isNewline && !"─│└┤┬┼".contains($0) })
            .filter { !("⠀"..."⣿").contains($0) && !("▀"..."▟").contains($0) && !"²½".contains($0) }
        for sign in drawn {
            let words = Self.words[sign]
            #expect(words?.contains { $0.isEmpty || told.contains($0) } == true, "\(sign) in \(view) at \(width)")
        }
    }
}
