import CNcurses
import Foundation

/// The terminal, through ncurses. To be used from one thread.
final class CursesTerminal {
    let terminalStyle: TerminalStyle
    private var shown: ScreenBuffer?
    private var pairs: [ColorPair: Int32] = [:]

    private struct ColorPair: Hashable {
        var foreground: Int32
        var background: Int32
    }

    /// - Returns: nil where the terminal is not known.
    init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
        guard screenOpen() != 0 else { return nil }
        terminalStyle = TerminalStyle(environment: environment, colors: Int(screenColors()), hasUnicode: screenIsUTF8() != 0)
    }

    var size: (width: Int, height: Int) { (Int(screenColumns()), Int(screenRows())) }

    /// Gives the terminal back as it was.
    func close() {
        screenBracketedPaste(0)
        endwin()
    }

    /// Stops the program until it is continued, with the terminal as it was meanwhile.
    func suspend() {
        close()
        signal(SIGTSTP, SIG_DFL)
        kill(getpid(), SIGTSTP)
        screenBracketedPaste(1)
        repaint()
    }

    /// Draws everything anew with the next `show`.
    func repaint() {
        shown = nil
        screenRepaint()
    }

    /// Sends what differs from what is on the screen.
    func show(_ buffer: ScreenBuffer) {
        if shown?.area != buffer.area { erase() }
        buffer.forEachChange(since: shown) { x, y, cell in
            if !cell.glyph.isEmpty { put(cell.glyph, cell.style, x, y) }
        }
        if let cursor = buffer.cursor {
            move(Int32(clamping: cursor.y), Int32(clamping: cursor.x))
            curs_set(1)
        } else {
            curs_set(0)
        }
        refresh()
        shown = buffer
    }

    private func put(_ glyph: Glyph, _ style: Style, _ x: Int, _ y: Int) {
        // A cell of curses holds a character and up to four marks.
        let text = glyph.scalars.prefix(5).map { wchar_t(bitPattern: $0.value) } + [0]
        screenPut(Int32(clamping: y), Int32(clamping: x), text, attributes(style.attributes), pair(style))
    }

    private func attributes(_ attributes: Style.Attributes) -> UInt32 {
        let table: [(Style.Attributes, UInt32)] = [
            (.bold, 1 << 21), (.dim, 1 << 20), (.italic, 1 << 31), (.underline, 1 << 17), (.reverse, 1 << 18),
        ]
        return table.reduce(0) { attributes.contains($1.0) ? $0 | $1.1 : $0 }
    }

    private func pair(_ style: Style) -> Int32 {
        guard terminalStyle.depth != .none else { return 0 }
        func number(_ color: Color) -> Int32 {
            switch color {
            case .standard: -1
            case .palette(let index): terminalStyle.depth == .many || index < 8 ? Int32(index) : -1
            }
        }
        let wanted = ColorPair(foreground: number(style.foreground), background: number(style.background))
        if wanted.foreground < 0, wanted.background < 0 { return 0 }
        if let known = pairs[wanted] { return known }
        let next = Int32(pairs.count + 1)
        guard next < screenPairs(), init_extended_pair(next, wanted.foreground, wanted.background) == OK else { return 0 }
        pairs[wanted] = next
        return next
    }
}

// MARK: Keys

extension CursesTerminal {
    /// The next key that is waiting; nil for none.
    func nextKey() -> Key? {
        while true {
            var code: UInt32 = 0
            switch screenKey(&code) {
            case 0: return nil
            case 1: if let key = key(character: code) { return key }
            default: if let key = key(code: Int32(bitPattern: code)) { return key }
            }
        }
    }

    private func key(character code: UInt32) -> Key? {
        switch code {
        case 9: return .tab
        case 10, 13: return .enter
        case 8, 127: return .backspace
        case 27: return afterEscape()
        case 0..<27: return UnicodeScalar(code + 96).map { .control(Character($0)) }
        case 28..<32: return nil
        default: return UnicodeScalar(code).map { .character(Character($0)) }
        }
    }

    /// Alt with a key comes as an escape and the key at once.
    private func afterEscape() -> Key {
        var code: UInt32 = 0
        guard screenKey(&code) == 1, let scalar = UnicodeScalar(code) else { return .escape }
        return code == 13 || code == 10 ? .altEnter : code == 27 ? .escape : .alt(Character(scalar))
    }

    private func key(code: Int32) -> Key? {
        switch code {
        case KEY_LEFT: .left
        case KEY_RIGHT: .right
        case KEY_UP: .up
        case KEY_DOWN: .down
        case KEY_HOME: .home
        case KEY_END: .end
        case KEY_PPAGE: .pageUp
        case KEY_NPAGE: .pageDown
        case KEY_BACKSPACE: .backspace
        case KEY_DC: .delete
        case KEY_ENTER: .enter
        case KEY_BTAB: .backTab
        case KEY_RESIZE: .resize
        case Int32(SCREEN_WORD_LEFT): .wordLeft
        case Int32(SCREEN_WORD_RIGHT): .wordRight
        case Int32(SCREEN_PASTE_BEGIN): .paste(pasted())
        default: nil
        }
    }

    /// Everything up to the end of what is pasted, for which a terminal does not let one wait.
    private func pasted() -> String {
        var text = String.UnicodeScalarView()
        var waits = 0
        while waits < 200 {
            var code: UInt32 = 0
            switch screenKey(&code) {
            case 0:
                waits += 1
                usleep(1000)
            case 1:
                waits = 0
                if let scalar = UnicodeScalar(code == 13 ? 10 : code), scalar == "\n" || scalar == "\t" || scalar.value >= 32 {
                    text.append(scalar)
                }
            default:
                if Int32(bitPattern: code) == Int32(SCREEN_PASTE_END) { return String(text) }
            }
        }
        return String(text)
    }
}
