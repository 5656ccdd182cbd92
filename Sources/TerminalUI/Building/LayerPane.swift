import Charts
import Notebook
import TextFormatting

/// The layers of what is typed, a row each, and what they take together; below, what other numbers would cost.
struct LayerPane: Drawable {
    var table: LayerTable
    /// Nil while it is only looked at.
    var building: LayerBuilding?
    /// What helps with the typed text above: an error is not told twice.
    var hint: String?

    /// Rows that it would take.
    var rows: Int { table.rows.count + 3 + (problem == nil ? 0 : 1) + (building?.alternatives.count ?? 0) }

    /// The error that is told below the layers; nil for none.
    private var problem: String? { building == nil ? nil : table.problem.flatMap { $0.sentence == hint ? nil : $0.sentence } }

    /// The first row that there is room for, and how many there is room for: the chosen one is among them.
    private func shownRows(_ area: Rectangle) -> (first: Int, room: Int) {
        let below = rows - table.rows.count - 1
        let room = max(1, area.height - 1 - below)
        let chosen = building?.row ?? table.rows.count - 1
        return (max(0, min(chosen - room / 2, table.rows.count - room)), room)
    }

    /// The row at a line of the screen; nil where none is.
    func row(y: Int, in area: Rectangle) -> Int? {
        let (first, room) = shownRows(area)
        let line = y - area.y - 1
        return 0..<room ~= line && table.rows.indices.contains(first + line) ? first + line : nil
    }

    func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard area.height > 1, area.width > 12 else { return }
        let theme = terminalStyle.theme
        let columns = Columns(table, room: area.width)
        columns.write(["layer", "output", "parameters", "memory", "time"], &canvas, area, theme.muted, terminalStyle)
        let (first, room) = shownRows(area)
        var y = area.y + 1
        for (place, row) in table.rows.enumerated().dropFirst(first).prefix(room) {
            draw(row, place, columns, &canvas, Rectangle(x: area.x, y: y, width: area.width, height: 1), terminalStyle)
            y += 1
        }
        func line() -> Rectangle { Rectangle(x: area.x, y: y, width: area.width, height: 1).intersection(area) }
        columns.write(["", "", table.parameters, table.memory, ""], &canvas, line(), theme.text.with(.bold), terminalStyle)
        canvas.write("all", in: line(), theme.text.with(.bold), terminalStyle)
        y += 1
        canvas.write(table.basis, in: line(), theme.muted, terminalStyle)
        y += 1
        guard let building else { return }
        if let problem {
            canvas.write(problem, in: line(), theme.bad, terminalStyle)
            y += 1
        }
        for alternative in building.alternatives {
            let isWritten = alternative.number == building.written(in: table)
            let style = isWritten ? theme.text : theme.muted
            let time = alternative.time.map { Figures.fixed($0, $0 < 10 ? 2 : 0) + (terminalStyle.hasUnicode ? "×" : "x") } ?? ""
            if alternative.memory.isEmpty, alternative.time == nil {
                canvas.write("with \(alternative.number)  \(alternative.parameters)", in: line(), style, terminalStyle)
            } else {
                columns.write(
                    ["with \(alternative.number)", "", alternative.parameters, alternative.memory, time], &canvas, line(), style,
                    terminalStyle)
            }
            y += 1
        }
    }

    private func draw(
        _ row: LayerTable.Row, _ place: Int, _ columns: Columns, _ canvas: inout Canvas, _ line: Rectangle, _ terminalStyle: TerminalStyle
    ) {
        let theme = terminalStyle.theme
        let isWrong = table.problem.map { $0.row == place } ?? false
        let style = isWrong ? theme.bad : theme.text
        let share = row.share.map { $0 > 0 && $0 < 0.005 ? "<1 %" : "\(Int((100 * $0).rounded())) %" } ?? ""
        columns.write([row.shown, row.output, row.parameters, row.memory, share], &canvas, line, style, terminalStyle)
        guard let building, building.row == place else { return }
        canvas.write(String(terminalStyle.symbols.pointer), x: line.x - 2, y: line.y, theme.accent)
        canvas.restyle(line) { own in
            guard own.background == .standard else { return own }
            var own = own
            own.background = theme.selection.background
            own.attributes.formUnion(theme.selection.attributes)
            return own
        }
        guard row.numbers.indices.contains(building.number), row.written == row.written.onOneLine else { return }
        let number = row.numbers[building.number]
        let before = DisplayWidth.of(row.mark + String(decoding: Array(row.written.utf8)[..<number.lowerBound], as: UTF8.self))
        let place = Rectangle(x: line.x + before, y: line.y, width: number.count, height: 1)
        canvas.restyle(place.intersection(line.inset(right: line.width - columns.layer))) { $0.with([.underline, .bold]) }
    }

    /// How wide the columns are: what has no room is left out, the output first.
    private struct Columns {
        private var widths: [Int]

        init(_ table: LayerTable, room: Int) {
            func width(_ name: String, _ texts: [String]) -> Int { (texts + [name]).reduce(0) { max($0, DisplayWidth.of($1)) } }
            let others = [
                width("output", table.rows.map(\.output)), width("parameters", table.rows.map(\.parameters) + [table.parameters]),
                max(width("memory", table.rows.map(\.memory) + [table.memory]), 6), 6,
            ]
            let layer = max(12, width("layer", table.rows.map(\.shown)))
            widths = [layer] + others.map { $0 + 2 }
            for column in [1, 3, 4] where widths.reduce(0, +) > room && room - (widths.reduce(0, +) - widths[0]) < 14 { widths[column] = 0 }
            widths[0] = max(8, min(layer, room - widths.dropFirst().reduce(0, +)))
        }

        var layer: Int { widths[0] }

        func write(_ texts: [String], _ canvas: inout Canvas, _ line: Rectangle, _ style: Style, _ terminalStyle: TerminalStyle) {
            var rest = line
            for (column, text) in texts.enumerated() where widths[column] > 0 {
                let (own, right) = rest.split(left: widths[column])
                rest = right
                let area = column == 0 ? own : own.inset(left: 2)
                canvas.write(text, in: area, style, alignment: column < 2 ? .left : .right, terminalStyle)
            }
        }
    }
}

extension LayerTable.Row {
    /// What stands before it: rows of what a layer is made of are set in, and each but the first of a path begins with its bar.
    fileprivate var mark: String { depth > 0 ? String(repeating: "  ", count: depth) + (isFirst ? "" : "| ") : "" }

    fileprivate var shown: String { mark + written.onOneLine }
}

extension String {
    /// Without the ends of its lines.
    fileprivate var onOneLine: String { split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }.joined(separator: " ") }
}
