import Charts
import TextFormatting

/// What has to be sent to a terminal of xterm's kind, with 256 colours, so that it shows one canvas after another.
struct ScreenStream {
    private var shown: Canvas?
    private var style = Style.plain

    /// What has to be sent after what was sent before; nothing where that shows it already.
    mutating func show(_ canvas: Canvas) -> String {
        var text = shown == nil ? "\u{1B}[?25l\u{1B}[0m\u{1B}[2J" : ""
        var place: (x: Int, y: Int)?
        for change in CanvasDiff(from: shown ?? Canvas(width: canvas.width, height: canvas.height), to: canvas) {
            if place?.x != change.x || place?.y != change.y { text += Self.move(change.x, change.y) }
            if change.cell.style != style { text += Self.look(change.cell.style) }
            style = change.cell.style
            let character = change.cell.character.map(String.init) ?? " "
            text += character
            place = (change.x + max(1, DisplayWidth.of(character)), change.y)
        }
        if let cursor = canvas.cursor, !text.isEmpty || cursor != shown?.cursor {
            text += Self.move(cursor.x, cursor.y) + (shown?.cursor == nil ? "\u{1B}[?25h" : "")
        } else if canvas.cursor == nil, shown?.cursor != nil {
            text += "\u{1B}[?25l"
        }
        shown = canvas
        return text
    }

    private static func move(_ x: Int, _ y: Int) -> String { "\u{1B}[\(y + 1);\(x + 1)H" }

    private static func look(_ style: Style) -> String {
        let attributes: [(Style.Attributes, String)] = [(.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7")]
        var codes = ["0"] + attributes.filter { style.attributes.contains($0.0) }.map(\.1)
        codes += [(style.foreground, "38"), (style.background, "48")].compactMap { color, ground in
            switch color {
            case .standard: nil
            case .palette(let index): "\(ground);5;\(index)"
            case .mixed(let color): "\(ground);2;\(color.red);\(color.green);\(color.blue)"
            }
        }
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }
}
