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

    /// Lines of a sentence at most.
    private static let mostLines = 3
    /// Layers that are seen before what they take together.
    private static let leastLayers = 3

    /// Rows that it would take.
    func rows(width: Int) -> Int { 1 + table.rows.count + below(width, .plain).count }

    /// The error that is told below the layers; nil for none.
    private var problem: String? {
        guard building != nil, let sentence = table.problem?.sentence, hint?.contains(sentence) != true else { return nil }
        return sentence
    }

    /// A line below the layers.
    private enum Line {
        /// What they take together.
        case sum
        case basis(StyledLine)
        case text(StyledLine)
        case columns([String], Style)
    }

    /// What stands below the layers where there is room for all of it.
    private func below(_ width: Int, _ terminalStyle: TerminalStyle) -> [Line] {
        let theme = terminalStyle.theme
        func lines(_ text: String, _ style: Style, indent: Int = 0) -> [StyledLine] {
            StyledLine(text, style).wrapped(width, indent: indent, most: Self.mostLines, terminalStyle)
        }
        var below = [Line.sum] + (table.basis.isEmpty ? [] : lines(table.basis, theme.muted).map(Line.basis))
        guard let building else { return below }
        if let problem { below += lines(problem, theme.bad).map(Line.text) }
        var refusal: String?
        for alternative in building.alternatives {
            let style = alternative.number == building.written(in: table) ? theme.text : theme.muted
            let number = "with \(alternative.number)"
            let time = alternative.time.map { Figures.fixed($0, $0 < 10 ? 2 : 0) + (terminalStyle.hasUnicode ? "×" : "x") } ?? ""
            if alternative.isRefused {
                // The same is wrong with another number: it is told once.
                let kind = alternative.parameters.filter { !$0.isNumber && $0 != "," }
                let told = kind == refusal ? "not possible either" : alternative.parameters
                below += lines("\(number)  \(told)", style, indent: 2).map(Line.text)
                refusal = kind
            } else if alternative.memory.isEmpty, alternative.time == nil {
                below += lines("\(number)  \(alternative.parameters)", style).map(Line.text)
            } else {
                below.append(.columns([number, "", alternative.parameters, alternative.memory, time], style))
            }
        }
        return below
    }

    /// The first row that there is room for, how many there is room for, and what stands below them. The chosen one is among them; where there is too
    /// little room, what memory and time are reckoned for is left out first.
    private func shown(_ area: Rectangle, _ terminalStyle: TerminalStyle) -> (first: Int, rows: Int, below: [Line]) {
        let room = max(1, area.height - 1)
        var below = below(area.width, terminalStyle)
        if table.rows.count + below.count > room { below.removeAll { if case .basis = $0 { true } else { false } } }
        below = Array(below.prefix(max(0, room - min(table.rows.count, Self.leastLayers))))
        let rows = min(table.rows.count, room - below.count)
        let chosen = building?.row ?? table.rows.count - 1
        return (max(0, min(chosen - rows / 2, table.rows.count - rows)), rows, below)
    }

    /// The row at a line of the screen; nil where none is.
    func row(y: Int, in area: Rectangle) -> Int? {
        let (first, rows, _) = shown(area, .plain)
        let line = y - area.y - 1
        return 0..<rows ~= line && table.rows.indices.contains(first + line) ? first + line : nil
    }

    func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard area.height > 1, area.width > 12 else { return }
        let theme = terminalStyle.theme
        let (first, rows, below) = shown(area, terminalStyle)
        let hidden = table.rows.count - rows
        let head = hidden > 0 ? "\(terminalStyle.symbols.ellipsis) \(Figures.count(hidden, "row"))" : "layer"
        let columns = Columns(table, head: head, room: area.width)
        columns.write([head, "output", "parameters", "memory", "time"], &canvas, area, theme.muted, terminalStyle)
        var y = area.y + 1
        func line() -> Rectangle { Rectangle(x: area.x, y: y, width: area.width, height: 1).intersection(area) }
        for (place, row) in table.rows.enumerated().dropFirst(first).prefix(rows) {
            draw(row, place, columns, &canvas, line(), terminalStyle)
            y += 1
        }
        for part in below {
            switch part {
            case .sum:
                columns.write(["", "", table.parameters, table.memory, ""], &canvas, line(), theme.text.with(.bold), terminalStyle)
                canvas.write("all", in: line(), theme.text.with(.bold), terminalStyle)
            case .basis(let text), .text(let text): canvas.write(text, x: area.x, y: y, within: line())
            case .columns(let texts, let style): columns.write(texts, &canvas, line(), style, terminalStyle)
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

        init(_ table: LayerTable, head: String, room: Int) {
            func width(_ name: String, _ texts: [String]) -> Int { (texts + [name]).reduce(0) { max($0, DisplayWidth.of($1)) } }
            let others = [
                width("output", table.rows.map(\.output)), width("parameters", table.rows.map(\.parameters) + [table.parameters]),
                max(width("memory", table.rows.map(\.memory) + [table.memory]), 6), 6,
            ]
            let layer = max(12, width(head, table.rows.map(\.shown)))
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
