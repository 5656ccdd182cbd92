import Notebook
import TextFormatting

/// Which classes are taken for which: a row a true class, a column a predicted one. Mistakes are the brighter the more there are of them;
/// what is right stands back.
struct ConfusionChart: Widget {
    /// Shape [classes, classes].
    var counts: [Int]
    var names: [String]

    private var classes: Int { names.count }

    var isSound: Bool { !names.isEmpty && counts.count == classes * classes }

    /// Columns that the whole matrix needs with its numbers.
    var width: Int { isSound ? margin + 2 + classes * numberWidth + 8 : 0 }

    private var margin: Int { min(16, names.map { DisplayWidth.of($0.visible) }.max() ?? 0) }

    private var numberWidth: Int {
        let digits = Figures.grouped(counts.max() ?? 0).utf8.count
        return max(digits, min(8, margin)) + 1
    }

    private var greatestMistake: Int {
        var greatest = 0
        for index in counts.indices where index / classes != index % classes { greatest = max(greatest, counts[index]) }
        return greatest
    }

    func draw(_ buffer: inout ScreenBuffer, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty, isSound else { return }
        guard classes + 1 <= area.height, margin + 2 + classes <= area.width else { return drawPairs(&buffer, area, terminalStyle) }
        let figures = area.width - margin - 2 - classes * 2 >= 8 ? 8 : 0
        let room = (area.width - margin - 2 - figures) / classes
        let hasNumbers = room >= numberWidth
        let cell = hasNumbers ? numberWidth + min(2, room - numberWidth) : min(room, 3)
        let left = area.x + margin + 2
        drawHeader(&buffer, area, cell: cell, left: left, figures: figures, terminalStyle)
        let ramp = HeatRamp(.probability, terminalStyle)
        let most = greatestMistake
        for row in 0..<classes {
            let y = area.y + 1 + row
            let name = Rectangle(x: area.x, y: y, width: margin, height: 1)
            buffer.write(names[row].visible, in: name, terminalStyle.theme.text, alignment: .right, terminalStyle)
            for column in 0..<classes {
                let place = Rectangle(x: left + column * cell, y: y, width: cell, height: 1)
                draw(
                    counts[row * classes + column], isRight: row == column, most: most, &buffer, place, hasNumbers: hasNumbers, ramp,
                    terminalStyle)
            }
            guard figures > 0 else { continue }
            let place = Rectangle(x: left + classes * cell, y: y, width: figures, height: 1)
            buffer.write(error(row), in: place, terminalStyle.theme.muted, alignment: .right, terminalStyle)
        }
    }

    private func drawHeader(
        _ buffer: inout ScreenBuffer, _ area: Rectangle, cell: Int, left: Int, figures: Int, _ terminalStyle: TerminalStyle
    ) {
        for column in 0..<classes {
            let place = Rectangle(x: left + column * cell, y: area.y, width: max(1, cell - (cell > 2 ? 1 : 0)), height: 1)
            buffer.write(names[column].visible, in: place, terminalStyle.theme.muted, alignment: .right, terminalStyle)
        }
        if margin >= 4 {
            buffer.write(
                "true", in: Rectangle(x: area.x, y: area.y, width: margin, height: 1), terminalStyle.theme.muted, alignment: .right,
                terminalStyle)
        }
        if figures > 0 {
            let place = Rectangle(x: left + classes * cell, y: area.y, width: figures, height: 1)
            buffer.write("error", in: place, terminalStyle.theme.muted, alignment: .right, terminalStyle)
        }
    }

    private func draw(
        _ count: Int, isRight: Bool, most: Int, _ buffer: inout ScreenBuffer, _ place: Rectangle, hasNumbers: Bool, _ ramp: HeatRamp,
        _ terminalStyle: TerminalStyle
    ) {
        let value = isRight || most == 0 ? 0 : Float(count) / Float(most)
        let cell = ramp.cell(value)
        let style = isRight ? Style(terminalStyle.theme.good.foreground, on: ramp.color(0) ?? .standard) : ramp.text(value)
        if hasNumbers {
            buffer.fill(place, ScreenCell(character: " ", style: style))
            let isNothing = count == 0
            let quiet = Style(terminalStyle.theme.muted.foreground, on: style.background, terminalStyle.theme.muted.attributes)
            let text = isNothing ? String(terminalStyle.symbols.none) : Figures.grouped(count)
            let number = Rectangle(x: place.x, y: place.y, width: place.width - 1, height: 1)
            buffer.write(text, in: number, isNothing ? quiet : style, alignment: .right, terminalStyle)
        } else {
            buffer.fill(place, isRight ? ScreenCell(character: " ", style: style) : cell)
            if isRight {
                buffer[place.x + (place.width - 1) / 2, place.y] = ScreenCell(character: terminalStyle.symbols.none, style: style)
            }
        }
    }

    private func error(_ row: Int) -> String {
        let line = counts[row * classes..<(row + 1) * classes]
        let all = line.reduce(0, +)
        return all == 0 ? "" : Figures.percent(Double(all - counts[row * classes + row]) / Double(all), decimals: 1)
    }

    /// Where the matrix has no room: the pairs that are confused most.
    private func drawPairs(_ buffer: inout ScreenBuffer, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let worst = greatest(area.height, of: counts.count) { $0 / classes != $0 % classes && counts[$0] > 0 ? counts[$0] : nil }
        guard !worst.isEmpty else { return buffer.write("no mistakes", in: area, terminalStyle.theme.good, terminalStyle) }
        let arrow = terminalStyle.hasUnicode ? " → " : " > "
        let bars = worst.map { index in
            let pair = names[index / classes].visible + arrow + names[index % classes].visible
            return BarChart.Bar(
                name: pair, value: Double(counts[index]), figure: Figures.grouped(counts[index]), style: terminalStyle.theme.bad)
        }
        BarChart(bars: bars).draw(&buffer, in: area, terminalStyle)
    }
}
