import CNcurses
import Charts
import Foundation
import TextFormatting

/// The terminal, through ncurses. To be used from one thread.
final class CursesTerminal {
    let terminalStyle: TerminalStyle
    private let notification: DesktopNotification
    private var shown: Canvas?
    private var pairs: ColorPairTable
    private var keys: KeyReader
    /// Whether the terminal reports what the mouse does. It is off unless this is set: while it is on, terminals select text only with a key held, and
    /// where a connection breaks they go on reporting to whatever reads them next.
    var hasMouse = false {
        didSet { if hasMouse != oldValue { screenMouse(hasMouse ? 1 : 0) } }
    }

    /// - Returns: nil where the terminal is not known.
    init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
        guard screenOpen() != 0 else { return nil }
        terminalStyle = TerminalStyle(environment: environment, colors: Int(screenColors()), hasUnicode: screenIsUTF8() != 0)
        pairs = ColorPairTable(pairs: screenPairs())
        notification = DesktopNotification(environment: environment)
        keys = KeyReader(readsBytes: screenIsASCII() != 0, read: CursesTerminal.sent, wait: { usleep(1000) })
    }

    var size: (width: Int, height: Int) { (Int(screenColumns()), Int(screenRows())) }

    /// Gives the terminal back as it was.
    func close() {
        if hasMouse { screenMouse(0) }
        screenBracketedPaste(0)
        endwin()
    }

    /// Has the terminal after `close` as it was before.
    private func reopen() {
        screenBracketedPaste(1)
        if hasMouse { screenMouse(1) }
        repaint()
    }

    /// Stops the program until it is continued, with the terminal as it was meanwhile.
    func suspend() {
        close()
        signal(SIGTSTP, SIG_DFL)
        kill(getpid(), SIGTSTP)
        reopen()
    }

    /// Gives the terminal to another program, with its own keys and screen, until that has ended.
    func lend<Result>(_ body: () -> Result) -> Result {
        close()
        defer { reopen() }
        return body()
    }

    /// Rings, and has terminals that can show a notification.
    func notify(_ text: String) {
        send("\u{7}" + notification.sequence(text))
    }

    /// Puts a text into the clipboard of the terminal (OSC 52), also at the other end of a connection.
    func copy(_ text: String) {
        send("\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{7}")
    }

    private func send(_ sequence: String) {
        let bytes = Array(sequence.utf8)
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count <= 0, errno != EINTR, errno != EAGAIN { return }
            done += max(0, count)
        }
    }

    /// Draws everything anew with the next `show`.
    func repaint() {
        shown = nil
        screenRepaint()
    }

    /// Sends what differs from what is on the screen.
    ///
    /// - Returns: whether anything does.
    func show(_ canvas: Canvas) -> Bool {
        let canvas = terminalStyle.hasUnicode ? canvas : canvas.inASCII
        if shown?.area != canvas.area { erase() }
        var differs = shown?.cursor != canvas.cursor
        for change in CanvasDiff(from: shown, to: canvas) {
            put(change, of: canvas)
            differs = true
        }
        if let cursor = canvas.cursor {
            move(Int32(clamping: cursor.y), Int32(clamping: cursor.x))
            curs_set(1)
        } else {
            curs_set(0)
        }
        refresh()
        shown = canvas
        return differs
    }

    private func put(_ change: CanvasDiff.Change, of canvas: Canvas) {
        let isWide = canvas[change.x + 1, change.y].glyph.isEmpty
        let style = change.cell.style
        let (attributes, pair) = (attributes(style.attributes), number(of: style, canvas))
        func put(_ text: [wchar_t], _ column: Int) {
            screenPut(Int32(clamping: change.y), Int32(clamping: column), text + [0], attributes, pair)
        }
        let scalars = change.cell.glyph.scalars.map { wchar_t(bitPattern: $0.value) }
        guard let first = scalars.first, first < 0x80 || screenWidth(first) == (isWide ? 2 : 1) else {
            // The terminal's library does not know the character, or takes it for wider or narrower.
            put([0x3F], change.x)
            if isWide { put([0x20], change.x + 1) }
            return
        }
        // A cell of curses holds a character and up to four marks.
        put([first] + scalars.dropFirst().filter { screenWidth($0) == 0 }.prefix(4), change.x)
    }

    private func attributes(_ attributes: Style.Attributes) -> UInt32 {
        let table: [(Style.Attributes, UInt32)] = [
            (.bold, 1 << 21), (.dim, 1 << 20), (.italic, 1 << 31), (.underline, 1 << 17), (.reverse, 1 << 18),
        ]
        return table.reduce(0) { attributes.contains($1.0) ? $0 | $1.1 : $0 }
    }

    /// The number of a style's pair of colours, which is told to the terminal where it is new; 0 for its own colours.
    private func number(of style: Style, _ canvas: Canvas) -> Int32 {
        let pair = pair(style)
        guard pair != ColorPair(foreground: .standard, background: .standard) else { return 0 }
        switch pairs.entry(for: pair, visible: { Set(canvas.styles.map(self.pair)) }) {
        case .known(let number), .nearest(let number): return number
        case .new(let number):
            init_extended_pair(number, code(pair.foreground), code(pair.background))
            return number
        case .none: return 0
        }
    }

    /// The colours of a style as far as the terminal has them.
    private func pair(_ style: Style) -> ColorPair {
        func shown(_ color: Color) -> Color {
            switch (terminalStyle.depth, color) {
            case (.many, _), (.all, _): color
            case (.sixteen, .palette(0..<8)): color
            case (.sixteen, _), (.none, _): .standard
            }
        }
        return ColorPair(foreground: shown(style.foreground), background: shown(style.background))
    }

    private func code(_ color: Color) -> Int32 {
        switch color {
        case .standard: -1
        case .palette(let index) where terminalStyle.depth < .all: Int32(index)
        case .palette, .mixed: Self.direct(color)
        }
    }

    /// The number of a colour where numbers are red, green and blue; the first eight are the terminal's own, so that they stand for no mixture.
    private static func direct(_ color: Color) -> Int32 {
        if case .palette(let index) = color, index < 8 { return Int32(index) }
        guard let components = color.components else { return -1 }
        return max(8, Int32(components.red) << 16 | Int32(components.green) << 8 | Int32(components.blue))
    }
}

// MARK: Keys

extension CursesTerminal {
    /// The next key that is waiting; nil for none.
    func nextKey() -> Key? { keys.next() }

    private static func sent() -> KeyReader.Sent? {
        var code: UInt32 = 0
        switch screenKey(&code) {
        case 0: return nil
        case 1: return .character(code)
        default: return .code(Int32(bitPattern: code))
        }
    }
}
