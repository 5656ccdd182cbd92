import Charts
import TestSupport
import Testing

@testable import Notebook
@testable import TerminalUI

/// What helps with the typed text has room below it, whatever else is on the screen.
@Suite struct TypedHelpTests {
    /// A session that fills the screen, and something typed below it.
    private func controller(_ typed: String) -> NotebookController {
        var controller = NotebookController(SessionManager(document: Document()), history: History(file: nil))
        controller.manager.submit("digits = strokes(train: 40, test: 20)")
        for number in 0..<15 { controller.manager.submit("x\(number) = \(number)") }
        controller.manager.waitUntilIdle()
        controller.type(typed)
        controller.updateHint()
        return controller
    }

    private func lines(_ controller: NotebookController, _ width: Int, _ height: Int) -> [String] {
        drawnNotebook(controller.manager.state, controller.model, TerminalStyle(), width: width, height: height).text
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The same on one line, without the spaces at its ends.
    private func joined(_ lines: [String]) -> String {
        lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
    }

    @Test func aHintIsWrappedWhereTheCellsFillTheScreen() throws {
        let controller = controller("foo = gru(3), 4")
        let sentence = try #require(controller.model.hint?.text)
        #expect(sentence.count > 80)
        #expect(joined(lines(controller, 64, 24)).contains(sentence))
        // With less room it ends behind a word.
        let narrow = lines(controller, 30, 12)
        let last = try #require(narrow.last { $0.hasSuffix("…") }).dropLast().split(separator: " ").last
        #expect(try sentence.split(separator: " ").contains(#require(last)))
    }

    @Test func layersThatHaveNoRoomAreCounted() throws {
        let controller = controller("net = join(gru(8), gru(9)) | last | dense(10)")
        let rows = try #require(controller.model.layers).rows.map(\.written).filter { !$0.contains("join") }
        for (width, height) in [(80, 24), (60, 14), (40, 12), (40, 10)] {
            let lines = lines(controller, width, height)
            let typed = try #require(lines.lastIndex { $0.contains("> net") })
            let table = lines[(typed + 1)...].drop { !$0.hasPrefix("  layer ") && !$0.hasPrefix("  … ") }
            let seen = rows.count { row in table.contains { $0.drop { " |".contains($0) }.hasPrefix(row) } }
            let isJoinSeen = table.contains { $0.drop { $0 == " " }.hasPrefix("join(") }
            let hidden = rows.count + 1 - seen - (isJoinSeen ? 1 : 0)
            #expect(hidden == 0 ? table.first?.contains("layer") == true : table.first?.contains("… \(hidden) row") == true, "\(lines)")
        }
    }

    @Test func anErrorIsToldOnceInTheTable() throws {
        var controller = controller("run = train(gru(8) | last | dense(5), digits)")
        controller.press(.alt("t"))
        let problem = try #require(controller.model.layers?.problem?.sentence)
        #expect(problem.contains("needs"))
        let told = joined(lines(controller, 80, 40))
        #expect(told.ranges(of: " needs ").count == 1 && told.contains(problem), "\(told)")
        // With a number that fits, others are refused for one reason.
        controller.press(.character("+"))
        controller.updateHint()
        #expect(controller.model.layers?.problem == nil)
        let refused = joined(lines(controller, 80, 40))
        #expect(refused.ranges(of: " needs ").count == 1 && refused.contains("with 20 not possible either"), "\(refused)")
    }

    /// Doubling ends before a number that no layer may have, and says which.
    @Test func doublingStopsAtTheLimit() {
        var controller = controller("net = gru(40000) | last")
        controller.press(.alt("t"), .up, .character("+"))
        #expect(controller.model.editor.string == "net = gru(40000) | last")
        #expect(controller.model.message?.contains("65,536") == true)
        controller.press(.character("-"))
        #expect(controller.model.editor.string == "net = gru(20000) | last" && controller.model.message == nil)
    }

    @Test func theKeysOfASharesStepSaySo() {
        var controller = controller("net = gru(8) | dropout(0.5)")
        controller.press(.alt("t"))
        #expect(joined(lines(controller, 160, 24)).contains("0.1 more, less"))
        controller.press(.up)
        #expect(joined(lines(controller, 160, 24)).contains("double, halve"))
    }

    @Test func aTerminalWithoutOtherSignsIsToldOfOnce() {
        var controller = controller("")
        controller.tellOfASCII(.character("e"))
        #expect(controller.model.message == nil)
        controller.tellOfASCII(.character("é"))
        #expect(controller.model.message?.contains("shows only ASCII") == true)
        // It stays while one types on.
        controller.model.message = nil
        controller.tellOfASCII(.character("e"))
        #expect(controller.model.message != nil)
        controller.model.message = nil
        for key in [Key.enter, .paste("日本")] { controller.tellOfASCII(key) }
        #expect(controller.model.message == nil)
    }

    /// What is said of the cells stands above the typed text, whose table follows it.
    @Test func theTableFollowsTheTypedText() throws {
        var controller = controller("net = gru(8) | last")
        controller.model.hint = nil
        controller.model.scroll = 5
        let lines = lines(controller, 80, 24)
        let reading = try #require(lines.firstIndex { $0.contains("PageDown reads on, 5 lines more") })
        #expect(try reading < #require(lines.firstIndex { $0.hasPrefix("> net") }))
    }
}
