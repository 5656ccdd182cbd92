import Charts
import Notebook
import Testing

@testable import TerminalUI

/// Lists that lie over the notebook, as they are drawn.
@Suite struct PickerPaneTests {
    private static let keys = ["M-k earlier", "M-j later", "del removes", "ret selects"]

    /// The title, what is typed, the count and the keys never overlap, and no key is cut.
    @Test(arguments: [24, 40, 60, 80, 120], ["", "train", "a rather long query that has no end"])
    func nothingIsDrawnOverSomethingElse(_ width: Int, _ query: String) throws {
        let manager = SessionManager(document: Document())
        let cell = manager.submit("x = 1")
        var picker = Picker(queue: [(cell, "train(gru(8) | last | dense(10), a rather long query that has no end)")])
        picker.query.replace(with: query)
        var canvas = Canvas(width: width, height: 12)
        PickerPane(picker: picker).draw(&canvas, in: canvas.area, TerminalStyle())
        let lines = canvas.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let title = try #require(lines.first { $0.contains("waiting") })
        if !query.isEmpty { #expect(title.contains(query.prefix(4))) }
        if title.contains("1 of") { #expect(title.hasSuffix("  1 of 1") || title.hasSuffix(" 1 of 1")) }
        var shown = lines.filter { $0 != lines.first { $0.contains("train(") } }.joined(separator: " ")
        for key in Self.keys { shown = shown.replacing(key, with: "") }
        for word in ["M-", "del", "ret", "earl", "lat", "rem", "sel"] where !query.contains(word) {
            #expect(!shown.contains(word), "\(lines)")
        }
        if width >= 60, query.isEmpty { #expect(Self.keys.allSatisfy(lines.joined().contains)) }
        if width == 40 { #expect(Self.keys.prefix(3).allSatisfy(lines.joined(separator: " ").contains)) }
    }
}
