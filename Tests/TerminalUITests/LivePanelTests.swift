import Charts
import Notebook
import TestSupport
import Testing

@testable import TerminalUI

@Suite struct LivePanelTests {
    @Test(arguments: LivePanel.View.allCases) func anySizeIsDrawnWithinItsArea(_ view: LivePanel.View) {
        var sizes = SeededGenerator()
        let looks = [TerminalStyle(), TerminalStyle(depth: .sixteen, hasUnicode: false), TerminalStyle(depth: .none)]
        for trial in 0..<60 {
            let screen = Rectangle(x: 0, y: 0, width: .random(in: 1...140, using: &sizes), height: .random(in: 1...70, using: &sizes))
            let area = Rectangle(
                x: .random(in: 0..<screen.width, using: &sizes), y: .random(in: 0..<screen.height, using: &sizes),
                width: .random(in: 0...screen.width, using: &sizes), height: .random(in: 0...screen.height, using: &sizes)
            ).intersection(screen)
            let mark = StyledCell(character: "#", style: Style(.palette(200)))
            var canvas = Canvas(width: screen.width, height: screen.height)
            canvas.fill(screen, mark)
            canvas.fill(area)
            let run = LivePanel.View.applying(to: Pictures.run()).contains(view) ? Pictures.run(steps: 10 * trial) : Pictures.valueRun()
            let panel = LivePanel(run: run, cursorStep: trial % 3 == 0 ? nil : trial % 30, view: view)
            panel.draw(&canvas, in: area, looks[trial % 3])
            for y in 0..<screen.height {
                for x in 0..<screen.width where !area.contains(x: x, y: y) {
                    #expect(canvas[x, y] == mark, "\(area) at \(x), \(y), seed \(SeededGenerator.seed)")
                }
            }
        }
    }

    /// In the panels of screens of 60x20, 80x24, 100x30, 120x40 and 200x60, and on a whole screen of 80x24: titles,
    /// legends and figures are complete or left out; if strips do not fit, their number is shown.
    @Test(arguments: LivePanel.View.allCases) func nothingIsCropped(_ view: LivePanel.View) {
        let sizes = [(58, 7), (78, 8), (44, 28), (54, 38), (90, 58), (78, 20)]
        let looks = [TerminalStyle(), TerminalStyle(depth: .none), TerminalStyle(depth: .none, hasUnicode: false)]
        for run in [Pictures.run(), Pictures.valueRun()] where LivePanel.View.applying(to: run).contains(view) {
            for (width, height) in sizes {
                for look in looks {
                    var canvas = Canvas(width: width, height: height)
                    LivePanel(run: run, cursorStep: 9, view: view).draw(&canvas, in: canvas.area, look)
                    let ellipsis = look.symbols.ellipsis
                    for line in canvas.text.split(separator: "\n") where line.contains(ellipsis) {
                        #expect(line.contains("\(ellipsis) ") || line.contains("0\(ellipsis)"), "\(view) \(width)x\(height): \(line)")
                    }
                }
            }
        }
    }
}
