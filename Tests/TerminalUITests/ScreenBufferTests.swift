import Testing

@testable import TerminalUI

@Suite struct ScreenBufferTests {
    @Test func textIsCutOff() {
        var buffer = ScreenBuffer(width: 6, height: 2)
        buffer.write("日本語", x: 1, y: 0)
        buffer.write("abcdefgh", x: -2, y: 1)
        #expect(buffer.text == " 日本\ncdefgh")
    }
}
