import Testing

@testable import TerminalUI

@Suite struct LookTests {
    private func look(_ environment: [String: String], colors: Int = 256) -> Look { Look(environment: environment, colors: colors, hasUnicode: true) }

    @Test func followsTheTerminal() {
        #expect(look([:]) == Look())
        #expect(look([:], colors: 8).depth == .sixteen)
        #expect(look([:], colors: 0).depth == .none)
        #expect(look(["NO_COLOR": "1"]).depth == .none)
        #expect(look(["NO_COLOR": ""]).depth == .many)
    }

    @Test func knowsLightBackgrounds() {
        #expect(look(["COLORFGBG": "0;15"]).theme.isLight)
        #expect(look(["COLORFGBG": "0;default;15"]).theme.isLight)
        #expect(!look(["COLORFGBG": "15;0"]).theme.isLight)
        #expect(!look(["COLORFGBG": "nonsense"]).theme.isLight)
        #expect(look(["UNROLL_THEME": "light", "COLORFGBG": "15;0"]).theme.isLight)
        #expect(!look(["UNROLL_THEME": "dark", "COLORFGBG": "0;15"]).theme.isLight)
    }
}
