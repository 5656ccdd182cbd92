import TestSupport
import Testing

@testable import TerminalUI

/// Terminal input as keys.
@Suite struct KeyReaderTests {
    /// The keys for some characters, after which nothing more arrives.
    private func keys(_ text: String) -> [Key] { keys(text.unicodeScalars.map { .character($0.value) }) }

    private func keys(_ sent: [KeyReader.Sent]) -> [Key] {
        var rest = sent[...]
        var reader = KeyReader(read: { rest.popFirst() }, wait: {})
        var keys: [Key] = []
        while let key = reader.next() { keys.append(key) }
        return keys
    }

    @Test func keysAreRead() {
        #expect(keys("a\rä\u{12}\t") == [.character("a"), .enter, .character("ä"), .control("r"), .tab])
        #expect(keys("\u{1F}") == [.control("_")])
        #expect(keys("\u{1B}") == [.escape])
        #expect(keys("\u{1B}x") == [.alt("x")])
        #expect(keys("\u{1B}\r") == [.altEnter])
        // These begin sequences if more follows at once, and are keys if nothing does.
        #expect(keys("\u{1B}[") == [.alt("[")])
        #expect(keys("\u{1B}]") == [.alt("]")])
        #expect(keys("\u{1B}_") == [.alt("_")] && keys("\u{1B}_a") == [.alt("_"), .character("a")])
        #expect(keys("\u{1B}[\u{1B}[") == [.alt("["), .alt("[")])
    }

    /// Where the library knows only ASCII, characters come as the bytes of UTF-8; bytes that are none are not lost without a sign.
    @Test func bytesAreRead() {
        func keys(_ bytes: [UInt8]) -> [Key] {
            var rest = bytes.map { KeyReader.Sent.character(UInt32($0)) }[...]
            var reader = KeyReader(readsBytes: true, read: { rest.popFirst() }, wait: {})
            var keys: [Key] = []
            while let key = reader.next() { keys.append(key) }
            return keys
        }
        #expect(keys(Array("é日😀a\r".utf8)) == [.character("é"), .character("日"), .character("😀"), .character("a"), .enter])
        #expect(keys([0xE9, 0x61]) == [.character("\u{FFFD}"), .character("a")])
        #expect(keys([0xC3]) == [.character("\u{FFFD}")] && keys([0xA9, 0xFF]) == [.character("\u{FFFD}"), .character("\u{FFFD}")])
    }

    @Test func theMouseIsRead() {
        #expect(keys("\u{1B}[<0;5;3M") == [.mouse(.init(.press, x: 4, y: 2))])
        let right = keys("\u{1B}[<34;5;3M\u{1B}[<2;5;3m")
        #expect(right == [.mouse(.init(.drag, x: 4, y: 2, isRight: true)), .mouse(.init(.release, x: 4, y: 2, isRight: true))])
        for (modifiers, erases) in [(0, false), (4, false), (8, true), (16, true)] {
            guard case .mouse(let event)? = keys("\u{1B}[<\(modifiers);1;1M").first else {
                Issue.record("a report is read")
                continue
            }
            #expect(event.kind == .press && event.erases == erases && !event.isRight)
        }
        #expect(keys("\u{1B}[<0;5;3m") == [.mouse(.init(.release, x: 4, y: 2))])
        #expect(keys("\u{1B}[<32;1;1M\u{1B}[<64;2;2M\u{1B}[<65;2;2M").count == 3)
        #expect(keys("\u{1B}[<68;2;2M") == [.mouse(.init(.wheelUp, x: 1, y: 1))])
        // The middle button, others, and movement without a button have no meaning.
        #expect(keys("\u{1B}[<1;5;3M\u{1B}[<33;5;3M\u{1B}[<35;5;3M\u{1B}[<66;5;3M\u{1B}[<128;5;3M") == [])
    }

    @Test(arguments: [
        "\u{1B}[<", "\u{1B}[<0", "\u{1B}[<0;5", "\u{1B}[<0;5;", "\u{1B}[<0;5;3", "\u{1B}[<;;M", "\u{1B}[<M", "\u{1B}[<0;0;0M",
        "\u{1B}[<0;99999999999999999999999;1M", "\u{1B}[<99999999;1;1M", "\u{1B}[<-1;1;1M", "\u{1B}[<0;1;1;1;1;1;1;1;1M", "\u{1B}[<0;1;1x",
        "\u{1B}[0;1;1M", "\u{1B}[I", "\u{1B}[O", "\u{1B}[?62;22c", "\u{1B}[24;80R", "\u{1B}]11;rgb:00/00/00\u{7}",
        "\u{1B}]11;rgb:00/00/00\u{1B}\\", "\u{1B}P>|tmux 3.3a\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\",
    ])
    func whatIsNoKeyIsNotTyped(_ text: String) {
        #expect(keys(text) == [])
        // A key pressed after it is still recognised.
        #expect(keys(text + "\u{1B}x").contains(.alt("x")) || keys(text + "\rx").contains(.character("x")))
    }

    @Test func aReportThatCursesHasBegunIsReadToItsEnd() {
        let rest = "64;10;10M".unicodeScalars.map { KeyReader.Sent.character($0.value) }
        #expect(keys([.code(704)] + rest) == [.mouse(.init(.wheelUp, x: 9, y: 9))])
        #expect(keys([.code(705)] + "   a".unicodeScalars.map { .character($0.value) }) == [.character("a")])
        #expect(keys([.code(704), .character(0x31), .code(700), .character(0x61), .code(701)]) == [.paste("a")])
    }

    /// If a connection stalls within a report, the screen continues to be drawn, and the rest is not typed.
    @Test func aReportThatStallsIsReadWhenItsRestComes() {
        var sent: [KeyReader.Sent] = []
        var time = ContinuousClock.now
        var waits = 0
        var reader = KeyReader(
            read: { sent.isEmpty ? nil : sent.removeFirst() }, wait: { waits += 1 }, now: { time })
        func send(_ text: String, after milliseconds: Int) -> [Key] {
            time += .milliseconds(milliseconds)
            sent += text.unicodeScalars.map { .character($0.value) }
            var keys: [Key] = []
            while let key = reader.next() { keys.append(key) }
            return keys
        }
        for start in ["\u{1B}[<", "\u{1B}[<0;", "\u{1B}[<0;1"] {
            #expect(send(start, after: 0) == [])
            #expect(send("1;5", after: 900) == [])
            #expect(send("5", after: 900) == [])
            // The first and the last of these are not meaningful reports.
            _ = send(";7M", after: 900)
            #expect(send("x", after: 0) == [.character("x")])
        }
        #expect(send("\u{1B}[<0;5", after: 0) == [] && send(";3M", after: 600) == [.mouse(.init(.press, x: 4, y: 2))])
        // Nothing waited for it.
        #expect(waits == 0)
        // What cannot belong to the report is a key, as is everything once it has been given up.
        #expect(send("\u{1B}[<0;5", after: 0) == [] && send("x3", after: 300) == [.character("x"), .character("3")])
        #expect(send("\u{1B}[<0;5", after: 0) == [] && send("3", after: 1100) == [.character("3")])
        // Checking for more input does not prolong the wait.
        #expect(send("\u{1B}[<0;5", after: 0) == [] && send("", after: 900) == [] && send("", after: 900) == [])
        #expect(send("3", after: 0) == [.character("3")])
        sent = [.code(704), .character(0x30)]
        #expect(send("", after: 0) == [] && send(";1;1m", after: 800) == [.mouse(.init(.release, x: 0, y: 0))])
    }

    /// Whatever happens to reports and replies, only the characters beside them are typed.
    @Test func noReportIsTyped() {
        var generator = SeededGenerator()
        for _ in 0..<3_000 {
            var text = ""
            var typed = 0
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                switch Int.random(in: 0..<4, using: &generator) {
                case 0:
                    text += "z"
                    typed += 1
                case 1:
                    text +=
                        "\u{1B}[<\(UInt64.random(in: 0...70, using: &generator));\(UInt64.random(in: 0...UInt64.max, using: &generator));3M"
                case 2: text += ["\u{1B}[<0;4;4M", "\u{1B}[I", "\u{1B}[<64;1;1M", "\u{1B}[?1;2c"].randomElement(using: &generator) ?? ""
                default:
                    // Interrupted by the next sequence.
                    text += "\u{1B}[<" + String("0;123;45".prefix(Int.random(in: 0...8, using: &generator))) + "\u{1B}[I"
                }
            }
            let characters = keys(text).filter { if case .character = $0 { true } else { false } }
            #expect(characters == Array(repeating: .character("z"), count: typed), "\(text.debugDescription)")
        }
        // Input of any bytes ends.
        for _ in 0..<300 {
            let sent = (0..<40).map { _ -> KeyReader.Sent in
                Bool.random(using: &generator)
                    ? .character([27, 91, 60, 59, 77, 48, 57, 93, 80, 7, 0, 0x11_0000].randomElement(using: &generator) ?? 0)
                    : .code(Int32.random(in: 256...710, using: &generator))
            }
            #expect(keys(sent).count <= sent.count)
        }
    }
}
