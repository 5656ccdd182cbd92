import Testing

@testable import Charts

@Suite struct StyledLineTests {
    private let line = StyledLine([.init(text: "run = ", style: .plain), .init(text: "train(net, digits)", style: Style(.palette(2)))])

    @Test func wrapsAfterSpaces() {
        #expect(line.wrapped(24, indent: 4).map(\.text) == ["run = train(net, digits)"])
        #expect(line.wrapped(18, indent: 4).map(\.text) == ["run = train(net, ", "    digits)"])
        #expect(StyledLine("abcdef").wrapped(2, indent: 4).map(\.text) == ["ab", "cd", "ef"])
        #expect(StyledLine("日本語").wrapped(3, indent: 0).map(\.text) == ["日", "本", "語"])
        for width in 1...30 {
            let parts = line.wrapped(width, indent: 0)
            #expect(parts.map(\.text).joined() == line.text && parts.allSatisfy { $0.width <= width })
        }
    }

    @Test func cutsWithAnEllipsis() {
        #expect(line.fitted(24, TerminalStyle()) == line)
        #expect(line.fitted(8, TerminalStyle()).text == "run = t…")
        #expect(line.fitted(1, TerminalStyle()).text == "…")
        #expect(line.fitted(0, TerminalStyle()).text == "")
        #expect(StyledLine("日本語").fitted(4, TerminalStyle()).text == "日…")
    }
}
