import Charts
import TextFormatting

/// A picker over the notebook: what is typed, and below it what is left.
struct PickerPane: Drawable {
    var picker: Picker

    private static let mostRows = 14
    private static let greatestWidth = 90

    /// Columns from which on the sentences of all entries have room beside them, and below which they are not even begun there; rows of the chosen one's
    /// below the list where they have not, and rows of the screen from which on these are there.
    private static let (leastForSentences, leastForColumns, noteRows, leastForNotes) = (76, 50, 2, 12)

    /// Whether the entries have something to say beside what they are called.
    private var hasDetails: Bool { [.actions, .variables, .layers].contains(picker.kind) }

    /// Where it is on a screen, with the list in it, and which of the items is the list's first.
    private func layout(_ screen: Rectangle) -> (area: Rectangle, list: Rectangle, first: Int) {
        let (x, width) = screen.columns(ofPane: Self.greatestWidth)
        let y = min(2, screen.height / 8)
        let notes = width < Self.leastForSentences && hasDetails && screen.height >= Self.leastForNotes ? Self.noteRows : 0
        // The last line of the screen stays in sight.
        let rows = max(1, min(Self.mostRows, picker.count, screen.height - y - 4 - notes))
        let area = Rectangle(x: x, y: y, width: width, height: rows + 3 + notes)
        let list = Rectangle(x: area.x, y: area.y + 2, width: width, height: rows)
        return (area, list, max(0, min(picker.selected - rows / 2, picker.items.count - rows)))
    }

    /// What is at a place of the screen.
    func place(x: Int, y: Int, in screen: Rectangle) -> ScreenPlace {
        let (area, list, first) = layout(screen)
        guard area.contains(x: x, y: y) else { return .outside }
        let item = first + y - list.y
        return list.contains(x: x, y: y) && picker.items.indices.contains(item) ? .item(item) : .nothing
    }

    func draw(_ canvas: inout Canvas, in screen: Rectangle, _ terminalStyle: TerminalStyle) {
        let theme = terminalStyle.theme
        let (area, list, first) = layout(screen)
        canvas.fill(area, StyledCell(character: " ", style: theme.statusBar))
        let line = area.inset(left: 2, top: 1, right: 1)
        // That there are more than are seen is said like that.
        let count =
            picker.items.count > list.height
            ? "\(first + 1) to \(first + list.height) of \(picker.items.count)" : "\(picker.items.count) of \(picker.count)"
        let typed = max(Self.leastQuery, DisplayWidth.of(picker.query.string) + 1)
        let (named, left) = title(width: line.width - typed - count.count)
        let title = named + "  "
        let hasCount = title.count + typed + count.count <= line.width
        canvas.write(title, x: line.x, y: line.y, theme.key, within: line)
        let query = line.inset(left: title.count, right: hasCount ? count.count + 1 : 0)
        canvas.write(picker.query.string, x: query.x, y: line.y, theme.statusBar.with(.bold), within: query)
        if hasCount { canvas.write(count, x: line.right - count.count, y: line.y, theme.statusBar, within: line) }
        // Keys for which the title has no room stand at the foot, as many as have room there.
        var foot = Rectangle(x: line.x, y: area.bottom - 1, width: line.width, height: 1).intersection(area)
        for key in left where key.count <= foot.width {
            canvas.write(key, x: foot.x, y: foot.y, theme.key, within: foot)
            foot = foot.inset(left: key.count + 2)
        }
        let column = query.x + DisplayWidth.of(String(picker.query.text[..<picker.query.cursor]))
        canvas.cursor = .init(x: min(column, query.right), y: line.y)
        drawItems(&canvas, list, from: first, terminalStyle)
        let notes = Rectangle(x: area.x, y: list.bottom, width: area.width, height: area.bottom - 1 - list.bottom).inset(left: 2, right: 2)
        for (row, text) in (picker.chosen?.detail ?? "").wrapped(max(1, notes.width)).prefix(notes.height).enumerated() {
            canvas.write(text, x: notes.x, y: notes.y + row, theme.statusBar, within: notes)
        }
    }

    /// Columns for what is typed at least.
    private static let leastQuery = 6

    /// What the picker is for, with as many of its keys as have room, and the others.
    private func title(width: Int) -> (title: String, left: [String]) {
        let (name, keys): (String, [String]) =
            switch picker.kind {
            case .actions: ("do", [])
            case .replayed: ("go to cell", [])
            case .history: ("earlier input", [])
            case .sessions: ("open", [])
            case .layers: ("layer", ["type one, or choose"])
            case .queue: ("waiting", ["M-k earlier", "M-j later", "del removes", "ret selects"])
            case .variables: ("names", ["ret goes to the cell"])
            }
        for count in (1...max(1, keys.count)).reversed() where count <= keys.count {
            let title = name + ": " + keys.prefix(count).joined(separator: ", ")
            if title.count + 2 <= width { return (title, Array(keys.dropFirst(count))) }
        }
        return (name, keys)
    }

    private func drawItems(_ canvas: inout Canvas, _ area: Rectangle, from first: Int, _ terminalStyle: TerminalStyle) {
        let theme = terminalStyle.theme
        let shown = picker.items.dropFirst(first).prefix(area.height)
        let hasColumns = area.width >= Self.leastForColumns && hasDetails
        let names = !hasColumns ? area.width : min(24, (shown.map { DisplayWidth.of($0.text) }.max() ?? 0) + 2)
        for (row, item) in shown.enumerated() {
            let isSelected = first + row == picker.selected
            let style = isSelected ? theme.statusBar.with(.reverse) : theme.statusBar
            let line = Rectangle(x: area.x, y: area.y + row, width: area.width, height: 1)
            canvas.fill(line, StyledCell(character: " ", style: style))
            // Where there is little room, the first of several keys is enough.
            let named = hasColumns ? item.keys : item.keys.firstRange(of: "  ").map { String(item.keys[..<$0.lowerBound]) } ?? item.keys
            let keys = named.isEmpty ? 0 : DisplayWidth.of(named) + 2
            canvas.write(item.text, in: line.inset(left: 2, right: keys + 1), style, terminalStyle)
            if hasColumns { canvas.write(item.detail, in: line.inset(left: 2 + names, right: keys + 1), style, terminalStyle) }
            canvas.write(named, in: line.inset(right: 2), isSelected ? style : theme.key, alignment: .right, terminalStyle)
        }
        if picker.items.isEmpty {
            canvas.write("no match", in: area.inset(left: 2), theme.statusBar, terminalStyle)
        }
    }
}
