import Foundation
import TestSupport
import Testing

@testable import Charts
@testable import Notebook
@testable import TerminalUI

/// Cells that have to run again, and waiting cells.
@Suite struct StaleCellsTests {
    private static let looks = [
        TerminalStyle(), TerminalStyle(theme: .standard(.many, isLight: true)), TerminalStyle(depth: .sixteen), TerminalStyle(depth: .none),
        TerminalStyle(depth: .none, hasUnicode: false),
    ]

    @Test func eachStateHasAMarkOfItsOwn() {
        let states: [CellStatus] = [.idle, .queued, .running, .done, .failed, .stale, .interrupted]
        for look in Self.looks {
            let marks = states.map { DrawnCell.mark($0, look) }
            #expect(Set(marks.map(\.0)).count == states.count)
            guard look.depth != .none else { continue }
            #expect(DrawnCell.mark(.stale, look).1 != DrawnCell.mark(.queued, look).1)
        }
    }

    private func view(_ status: CellStatus, _ source: String = "digits.test[2]") -> CellView {
        let example = SequenceExample(dataset: Pictures.images(), index: 2)
        let blocks: [OutputBlock] = [.text("2,000 sequences"), .error("not so")] + (example.map { [.example($0)] } ?? [])
        return CellView(id: CellID(1), kind: .code, source: source, status: status, output: CellOutput(blocks))
    }

    @Test(arguments: looks) func outputsOfStaleCellsStandBack(_ look: TerminalStyle) {
        let done = DrawnCell(view(.done), width: 60, terminalStyle: look).lines
        let stale = DrawnCell(view(.stale), width: 60, terminalStyle: look).lines
        #expect(stale.count == done.count && stale[0].text.hasSuffix("  stale") && stale[0].width == 60)
        for (before, now) in zip(done, stale).dropFirst() {
            #expect(before.text == now.text)
            for (before, now) in zip(before.spans, now.spans) where !before.text.allSatisfy({ $0 == " " }) || before.style != .plain {
                #expect(before.style != now.style || before.style == look.theme.muted, "\(before)")
                if look.depth != .many { #expect(now.style.attributes.contains(.dim)) }
            }
        }
        // The source is as legible as before, and the word gives way to it.
        #expect(stale[0].text.hasPrefix(look.hasUnicode ? "↻ digits.test[2] " : "~ digits.test[2] "))
        #expect(stale[0].spans[2].style == done[0].spans[2].style)
        // While the cell waits, its output is about to be replaced.
        let queued = DrawnCell(view(.queued), width: 60, terminalStyle: look).lines
        #expect(queued.dropFirst().elementsEqual(stale.dropFirst()) && !queued[0].text.contains("stale"))
        let long = DrawnCell(view(.stale, String(repeating: "x", count: 54)), width: 60, terminalStyle: look)
        #expect(long.lines.first?.text.contains("stale") == false)
    }

    /// Stale cells are drawn again once they are no longer stale, and vice versa.
    @Test func whatHasRunAgainIsAsBefore() throws {
        let manager = SessionManager(document: Document("```unroll\n[1]\n```\n\n```output\n[1]\n```\n"), location: nil)
        var view = try #require(manager.state.cells.first)
        func drawn(_ before: DrawnCell? = nil) -> DrawnCell { DrawnCell(view, before: before, width: 40, terminalStyle: TerminalStyle()) }
        view.status = .done
        let done = drawn()
        view.status = .stale
        let stale = drawn(done)
        #expect(stale.lines == drawn().lines && stale.lines != done.lines)
        view.status = .done
        #expect(drawn(stale).lines == done.lines)
    }

    /// Figures on the colours of a table are legible: their contrast (WCAG 2.2) is at least 3 : 1.
    @Test(arguments: [false, true]) func figuresUponColoursAreReadable(_ isLight: Bool) {
        let look = TerminalStyle(theme: .standard(.many, isLight: isLight))
        let stale = StaleLook(terminalStyle: look)
        func luminance(_ color: Color) -> Double {
            guard let color = color.components else { return isLight ? 1 : 0 }
            let levels = [color.red, color.green, color.blue].map { level -> Double in
                let share = Double(level) / 255
                return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * levels[0] + 0.7152 * levels[1] + 0.0722 * levels[2]
        }
        func contrast(_ style: Style) -> Double {
            let pair = [luminance(style.foreground), luminance(style.background)].sorted()
            return (pair[1] + 0.05) / (pair[0] + 0.05)
        }
        for kind in [HeatRamp.Kind.probability, .signed] {
            for value in stride(from: Float(0), through: 1, by: 0.05) {
                let style = stale.style(HeatRamp(kind, look).text(value))
                #expect(contrast(style) >= 3, "\(kind) \(value): \(contrast(style))")
            }
        }
        for style in [look.theme.text, look.theme.muted, look.theme.good, look.theme.bad, look.theme.accent] {
            let style = stale.style(style)
            guard style.foreground != .standard else { continue }
            #expect(contrast(style) >= 2.5, "\(style): \(contrast(style))")
        }
    }

    // MARK: The status line

    private func line(_ state: SessionState, _ model: NotebookModel = NotebookModel(), _ width: Int) -> String {
        var canvas = Canvas(width: width, height: 1)
        StatusLine(state: state, model: model).draw(&canvas, in: canvas.area, TerminalStyle())
        return canvas.text
    }

    @Test func whatIsStaleIsSaidWhileSomethingTrains() {
        var state = Pictures.session
        state.stale = 2
        state.waiting = 1
        let wide = line(state, NotebookModel(), 120)
        #expect(wide.contains("2 stale, M-S runs them") && wide.contains("M-p pause") && wide.contains("training run"))
        let narrow = line(state, NotebookModel(), 60)
        #expect(!narrow.contains("stale") && narrow.contains("epoch 5/10") && narrow.contains("M-p pause"))
        #expect(line(state, NotebookModel(), 200).contains("/s"))
    }

    @Test func keysOfARunAreOfferedAfterIt() {
        var state = Pictures.session
        state.activeRun?.snapshot.phase = .finished
        state.isBusy = false
        state.message = "Saved."
        for keys in ["M-v view", "M-] next example", "M-< M-> step"] {
            #expect(line(state, NotebookModel(), 120).contains(keys), "\(keys)")
        }
        #expect(line(state, NotebookModel(), 80).contains("M-v view  M-] next example"))
        var model = NotebookModel()
        model.mode = .browsing(state.cells[1].id)
        for keys in ["v view", "] next example", "< > step"] { #expect(line(state, model, 120).contains(keys), "\(keys)") }
        #expect(line(state, model, 80).contains("v view"))
        model.mode = .typing
        model.editor.insert("n")
        #expect(line(state, model, 80).contains("tab complete  M-v view"))
    }
}
