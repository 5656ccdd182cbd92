import TestSupport
import Testing

@testable import Notebook

@Suite struct SessionDocumentTests {
    static let files = [
        "",
        "# Title",
        "# Title\n\nWords.\n",
        "```unroll\na = 1\n```\n",
        "```unroll\na = 1\n```",
        "```unroll\na = 1\n```\n\n```output\n1\n```\n",
        "Before\r\n\r\n```unroll\r\na = 1\r\nb\r\n```\r\n\r\n```output\r\nx\r\n\r\n```\r\nafter",
        "~~~~ unroll extra\na\n```\n~~~\n~~~~\n````output\n```\n````\n",
        "```swift\nlet x = 1\n```\n\n```unroll\nx\n```\n",
        "   ```unroll\n   indented\n      more\n   ```\n",
        "```unroll\nnever closed\nat all",
        "```python\n```unroll\nnot a cell\n```\n",
        "```unroll\n```\n```output\n```\n",
        "text ```unroll\n inline\n",
        "\u{FEFF}é\n```unroll\n\"日本語\"\n```\n\n\n\n",
    ]

    @Test(arguments: files) func textComesBackByteByByte(_ text: String) {
        #expect(Array(Document(text).text.utf8) == Array(text.utf8))
    }

    @Test func readsSourcesAndOutputs() {
        let document = Document(Self.files[6])
        #expect(document.lineEnd == "\r\n")
        #expect(document.cells.map(\.source) == ["a = 1\nb"])
        #expect(document.cells.map(\.output) == ["x\n"])
        #expect(document.elements.count == 3)
        #expect(Document(Self.files[7]).cells == Document(Self.files[7]).cells)
        #expect(Document(Self.files[7]).cells.first?.source == "a\n```\n~~~")
        #expect(Document(Self.files[7]).cells.first?.output == "```")
        #expect(Document(Self.files[9]).cells.first?.source == "indented\n   more")
        #expect(Document(Self.files[11]).cells.isEmpty)
    }

    @Test func changesOneOutputOnly() {
        var document = Document("A\r\n\r\n```unroll\r\na\r\n```\r\n\r\n```output\r\n1\r\n```\r\nB  \r\n")
        document.setOutput("2\n3", cell: 0)
        #expect(document.text == "A\r\n\r\n```unroll\r\na\r\n```\r\n\r\n```output\r\n2\r\n3\r\n```\r\n\r\nB  \r\n")
    }

    @Test func outputWithFencesGetsALongerFence() {
        var document = Document("```unroll\na\n```\n")
        document.setOutput("```\n````", cell: 0)
        #expect(document.text == "```unroll\na\n```\n\n`````output\n```\n````\n`````\n")
        #expect(Document(document.text).cells[0].output == "```\n````")
    }

    @Test(arguments: files) func anAddedCellIsReadBack(_ text: String) {
        var document = Document(text)
        let before = document.cells.count
        document.elements.append(.cell(DocumentCell(source: "new\n\nlines", output: "out")))
        let read = Document(document.text)
        #expect(read.cells.count == before + 1)
        #expect(read.cells.last?.source == "new\n\nlines")
        #expect(read.cells.last?.output == "out")
        #expect(document.text.hasPrefix(text))
    }

    /// A file that ends within a line terminator, and lines with several carriage returns.
    @Test(arguments: ["```unroll\n1\n```\r", "```unroll\nx\r", "```unroll\r\n1\r\r\n```\r\n", "~~~unroll\ra\n~~~\r\r"])
    func carriageReturnsAtLinesEndsAreNoPartOfCells(_ text: String) {
        var document = Document(text)
        #expect(document.text.utf8.elementsEqual(text.utf8))
        for index in document.cells.indices { document.setOutput("fresh", cell: index) }
        let read = Document(document.text)
        #expect(read.cells.map(\.source) == document.cells.map(\.source))
        #expect(read.cells.map(\.output) == document.cells.map(\.output))
    }

    @Test(arguments: files) func everyOutputCanBeReplaced(_ text: String) {
        var document = Document(text)
        for index in document.cells.indices { document.setOutput("fresh \(index)", cell: index) }
        let read = Document(document.text)
        #expect(read.cells.map(\.source) == document.cells.map(\.source))
        #expect(read.cells.map(\.output) == document.cells.indices.map { "fresh \($0)" })
    }

    /// Contents of a comment or an element that are not Markdown are not cells; what is written after them does not end
    /// up inside.
    @Test(arguments: [
        "<!--\n```unroll\nx\n```\n-->\n", "text\n\n<!-- off:\n\n```unroll\nx\n```\n\n-->\n",
        "<pre class=\"a\">\n```unroll\nx\n```\n</pre>\n",
        "<?php\n```unroll\nx\n```\n?>\n", "<!--\n```unroll\nx\n```\n", "<SCRIPT>\n~~~unroll\nx\n~~~", "<![CDATA[\n```unroll\nx\n```\n]]>\n",
    ])
    func whatACommentHoldsIsNoCell(_ text: String) {
        var document = Document(text)
        #expect(document.cells.isEmpty)
        #expect(document.text == text)
        document.elements.append(.cell(DocumentCell(source: "1", output: nil)))
        #expect(Document(document.text).cells.map(\.source) == ["1"])
    }

    @Test(arguments: [
        "<!-- a --> b\n```unroll\nx\n```\n", "<b>\n```unroll\nx\n```\n", "<prefix>\n```unroll\nx\n```\n", "text <!--\n```unroll\nx\n```\n",
    ])
    func aFenceAfterOtherHTMLIsACell(_ text: String) {
        #expect(Document(text).cells.map(\.source) == ["x"])
    }

    @Test func whatOnlyLooksLikeACellIsTold() throws {
        #expect(Document("").cellNotice(path: "a.md") == nil)
        #expect(Document("```unroll\n1\n```\n").cellNotice(path: "a.md") == nil)
        #expect(try #require(Document("only prose\n").cellNotice(path: "a.md")).hasPrefix("a.md has no cells; a cell is written between"))
        for fence in ["```{unroll}", "```Unroll", "```{.unroll}", "> ```unroll", "    ```unroll", "- ~~~unroll"] {
            let notice = try #require(Document("text\n\n\(fence)\n1\n```\n").cellNotice(path: "a.md"), "\(fence)")
            #expect(notice.hasPrefix("Line 3 of a.md, `"), "\(notice)")
        }
        #expect(Document("```swift\nunroll\n```\n```unroll\n1\n```\n").cellNotice(path: "a.md") == nil)
    }

    /// A fence of outputs that is prose remains prose if the cell above has no output any more, or another cell is
    /// inserted before it.
    @Test func proseIsNeverTakenForAnOutput() {
        var document = Document("```unroll\n1\n```\n\n```output\n1\n```\n\n```output\nprose\n```\n")
        #expect(document.text.contains("prose") && document.cells[0].output == "1")
        document.setOutput(nil, cell: 0)
        #expect(Document(document.text).cells.map { $0.output ?? "" } == [""])
        document.elements.insert(.cell(DocumentCell(source: "2", output: nil)), at: 1)
        #expect(Document(document.text).cells.map { $0.output ?? "" } == ["", ""])
    }

    /// Prose as displayed, against its characters.
    @Test func shownProseIsThatOfItsCharacters() {
        var random = SeededGenerator()
        let parts = [
            "a", "é", "\u{301}", " ", "\t", "\n", "\r\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}", "\u{A8}", "\u{20A9}",
            "word",
        ]
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
            let characters = Array(text)
            let start = characters.firstIndex { !$0.isNewline } ?? characters.count
            let end = characters[start...].lastIndex { !$0.isWhitespace }.map { $0 + 1 } ?? start
            let expected = String(characters[start..<end]).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).joined(
                separator: "\n")
            #expect(Session.shownProse(text) == (start == end ? nil : expected), "\(text.debugDescription)")
        }
    }
}
