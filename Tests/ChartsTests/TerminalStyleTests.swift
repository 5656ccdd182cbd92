import Testing

@testable import Charts

@Suite struct TerminalStyleTests {
    private func terminalStyle(_ environment: [String: String], colors: Int = 256) -> TerminalStyle {
        TerminalStyle(environment: environment, colors: colors, hasUnicode: true)
    }

    @Test func followsTheTerminal() {
        #expect(terminalStyle([:]) == TerminalStyle())
        #expect(terminalStyle([:], colors: 1 << 24).depth == .all)
        #expect(terminalStyle([:], colors: 8).depth == .sixteen)
        #expect(terminalStyle([:], colors: 0).depth == .none)
        #expect(terminalStyle(["NO_COLOR": "1"]).depth == .none)
        #expect(terminalStyle(["NO_COLOR": ""]).depth == .many)
        #expect(!terminalStyle(["TERM": "linux"], colors: 8).hasUnicode)
        #expect(terminalStyle(["TERM": "xterm"]).hasUnicode)
    }

    @Test func knowsLightBackgrounds() {
        #expect(terminalStyle(["COLORFGBG": "0;15"]).theme.isLight)
        #expect(terminalStyle(["COLORFGBG": "0;default;15"]).theme.isLight)
        #expect(!terminalStyle(["COLORFGBG": "15;0"]).theme.isLight)
        #expect(!terminalStyle(["COLORFGBG": "nonsense"]).theme.isLight)
        #expect(terminalStyle(["UNROLL_THEME": "light", "COLORFGBG": "15;0"]).theme.isLight)
        #expect(!terminalStyle(["UNROLL_THEME": "dark", "COLORFGBG": "0;15"]).theme.isLight)
    }
}
