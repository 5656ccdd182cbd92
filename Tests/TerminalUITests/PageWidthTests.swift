import CellLanguage
import Charts
import TestSupport
import TextFormatting
import Testing

@testable import Notebook
@testable import TerminalUI

/// Pages over the notebook, on screens of all widths.
@Suite struct PageWidthTests {
    private static let pages: [NotebookModel.Page.Contents] = [
        .keys, .help(nil), .help("gru"), .help("train"), .help("filter"),
        .paragraphs(LivePanel.View.activity.explanation(of: Pictures.run())),
    ]

    @Test(arguments: [20, 40, 62, 80, 120, 200]) func pagesHaveTheWidthThatThereIs(_ width: Int) {
        for page in Self.pages {
            var model = NotebookModel()
            let lines = page.lines(SessionState(), .standard, screenWidth: width)
            #expect(lines.allSatisfy { DisplayWidth.of($0) <= min(96, width - 6) }, "\(page)")
            // All lines are visible, one screen after the other.
            let rows = NotebookScreen.pageRows(20)
            for first in stride(from: 0, to: lines.count, by: 8 * rows) {
                model.page = .init(contents: page, line: first)
                var canvas = Canvas(width: width, height: 20)
                NotebookScreen(state: SessionState(), model: model, terminalStyle: TerminalStyle()).draw(&canvas, list: CellList([]))
                let seen = canvas.text.split(separator: "\n", omittingEmptySubsequences: false)
                for line in lines[first...].prefix(rows) where !line.isEmpty {
                    #expect(seen.contains { $0.contains(line) }, "\(page) at \(width): \(line)")
                }
            }
        }
    }

    /// The help on any function fits, and a line is broken only where the next word would not fit.
    @Test func nothingIsWrappedTwice() throws {
        for width in [40, 62] {
            for name in ["gru", "train", "strokes", "csv", "sweep"] {
                let lines = NotebookModel.Page.Contents.help(name).lines(SessionState(), .standard, screenWidth: width)
                let sentence = Paragraph.lines(try #require(Catalogue.notebook.function(name)).sentence, width: width - 6)
                #expect(lines.joined(separator: "\n").contains(sentence.joined(separator: "\n")), "\(name)")
            }
            let text = LivePanel.View.loss.explanation(of: Pictures.run())
            #expect(
                NotebookModel.Page.Contents.paragraphs(text).lines(SessionState(), .standard, screenWidth: width)
                    == Array(text.map { Paragraph.lines($0, width: width - 6) }.joined(separator: [""])))
        }
    }

    /// As many keys as there are screens lead to the end of a page, and the wheel stops there.
    @Test func keysAndWheelKnowWhereAPageEnds() {
        for width in [40, 62, 120] {
            var controller = NotebookController(SessionManager(document: Document()), history: History(file: nil))
            func press(_ key: Key) { controller.handle(key, height: 20, width: width) }
            controller.model.page = .init(contents: .help("gru"))
            let count = NotebookModel.Page.Contents.help("gru").lines(SessionState(), .standard, screenWidth: width).count
            let rows = NotebookScreen.pageRows(20)
            for _ in 0..<((count - 1) / rows) { press(.pageDown) }
            #expect(controller.model.page != nil)
            press(.pageDown)
            #expect(controller.model.page == nil)
            controller.model.page = .init(contents: .help("gru"))
            controller.model.mouse = MouseUse(isOn: true, isExplained: true)
            let screen = Rectangle(x: 0, y: 0, width: width, height: 20)
            for _ in 0..<60 { controller.point(MouseEvent(.wheelDown, x: 3, y: 3), at: .page, of: screen) }
            #expect(controller.model.page?.line == count - rows)
        }
    }

    @Test func goldenHelp() throws {
        for width in [40, 62, 120] {
            var model = NotebookModel()
            model.page = .init(contents: .help("gru"))
            var canvas = Canvas(width: width, height: 24)
            NotebookScreen(state: SessionState(), model: model, terminalStyle: TerminalStyle()).draw(&canvas, list: CellList([]))
            try Golden.expect(canvas, is: "help-gru-\(width)")
        }
        var model = NotebookModel()
        model.page = .init(contents: .keys)
        var canvas = Canvas(width: 40, height: 24)
        NotebookScreen(state: SessionState(), model: model, terminalStyle: TerminalStyle()).draw(&canvas, list: CellList([]))
        try Golden.expect(canvas, is: "help-40")
    }

    @Test func linesThatKeepTheirSpacesAreBroken() {
        #expect(Paragraph.broken("  a = gru(3) | last", width: 13, indent: 2) == ["  a = gru(3)", "    | last"])
        #expect(Paragraph.broken("ab  cd", width: 9) == ["ab  cd"])
        #expect(Paragraph.broken("  x = longer(1, 2)", width: 13, indent: 2) == ["  x =", "    longer(1,", "    2)"])
        #expect(Paragraph.broken("abcdefgh", width: 3) == ["abc", "def", "gh"])
        #expect(Paragraph.broken("漢字漢字", width: 5) == ["漢字", "漢字"])
    }
}
