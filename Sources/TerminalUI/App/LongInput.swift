import Charts
import TextFormatting

/// A typed text of such a length that it is shown in one line around the cursor, without colours and without help: both would have to read all of it at each key.
struct LongInput {
    let editor: LineEditor

    /// Texts of more UTF-8 bytes are long.
    private static let least = 8000

    static func isLong(_ editor: LineEditor) -> Bool { editor.string.utf8.count > least }

    /// What says that the text is folded, and how long it is; empty where there is no room for it.
    private func note(_ width: Int, _ terminalStyle: TerminalStyle) -> String {
        let note = "\(terminalStyle.symbols.ellipsis) folded, \(Figures.count(editor.text.count, "character"))"
        return DisplayWidth.of(note) * 2 <= width ? note : ""
    }

    /// - Returns: the column of the cursor.
    func draw(_ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) -> Int {
        let note = note(area.width, terminalStyle)
        let area = area.inset(right: note.isEmpty ? 0 : DisplayWidth.of(note) + 2)
        canvas.write(note, x: area.right + 2, y: area.y, terminalStyle.theme.muted)
        let room = max(1, area.width - 4)
        var (shown, width): (ArraySlice<Character>, Int) = (editor.before[editor.before.endIndex...], 0)
        // As much before the cursor as fits.
        while shown.startIndex > editor.before.startIndex {
            let next = DisplayWidth.of(editor.before[shown.startIndex - 1])
            guard width + next <= room else { break }
            shown = editor.before[(shown.startIndex - 1)...]
            width += next
        }
        let rest = editor.text[editor.cursor...].prefix(area.width).prefix { $0 != "\n" }
        canvas.write(String(shown) + String(rest), x: area.x + 2, y: area.y, terminalStyle.theme.text, within: area)
        canvas.write("> ", x: area.x, y: area.y, terminalStyle.theme.accent, within: area)
        return 2 + width
    }
}
