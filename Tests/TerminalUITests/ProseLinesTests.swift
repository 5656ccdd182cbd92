import Charts
import Testing

@testable import TerminalUI

@Suite struct ProseLinesTests {
    private func texts(_ prose: String, _ width: Int = 20) -> [String] {
        ProseLines(width: width, terminalStyle: TerminalStyle()).lines(of: prose).map(\.text)
    }

    @Test func paragraphsFlowAnew() {
        #expect(texts("A picture can be\nread like a text.\n\nNext.") == ["A picture can be ", "read like a text.", "", "Next."])
        #expect(texts("## A title\nText\nflows") == ["A title", "Text flows"])
    }

    @Test func listsTablesAndCodeStayAsTheyAre() {
        #expect(
            texts("- one\n- two\n1. three\n| a | b |\n    unroll run\ntext\nflows") == [
                "- one", "- two", "1. three", "| a | b |", "    unroll run", "text flows",
            ])
    }

    @Test func codeStandsOut() {
        let line = ProseLines(width: 40, terminalStyle: TerminalStyle()).lines(of: "the `last` output")
        #expect(line.map { $0.spans.map(\.text) } == [["the ", "last", " output"]])
        #expect(texts("an odd ` tick") == ["an odd ` tick"])
    }
}
