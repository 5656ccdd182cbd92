import TextFormatting

/// The confusion matrix: a row for each true class, a column for each predicted one. Mistakes are brighter the greater their share of the
/// true class is; correct predictions recede.
///
/// On a screen, cells are coloured and fill the area; on a page, the matrix is a table of figures.
package struct ConfusionChart: Drawable {
    /// Shape `[classes, classes]`.
    package var counts: [Int]
    /// The names of the classes.
    package var names: [String]
    /// The highlighted cell; nil for none.
    package var selected: (row: Int, column: Int)?
    /// Whether the F1 score of each class follows its error, where there is room for it.
    package var showsF1 = false

    /// A chart of counts, with a row for each true class.
    package init(counts: [Int], names: [String]) {
        self.counts = counts
        self.names = names
    }

    private var classes: Int { names.count }

    /// Whether there is something to draw, and it is complete.
    package var isSound: Bool { !names.isEmpty && counts.count == classes * classes }

    /// The number of columns that the whole matrix needs with its numbers.
    package var width: Int { isSound ? margin + 2 + classes * numberWidth + 8 : 0 }

    private var margin: Int { min(16, names.map { DisplayWidth.of($0.visible) }.max() ?? 0) }

    private var numberWidth: Int {
        let digits = Figures.grouped(counts.max() ?? 0).utf8.count
        return max(digits, min(8, margin)) + 1
    }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty, isSound else { return }
        guard let (cell, left, figures, hasNumbers) = grid(area) else { return drawPairs(&canvas, area, terminalStyle) }
        drawHeader(&canvas, area, cell: cell, left: left, figures: figures, terminalStyle)
        let ramp = HeatRamp(.probability, terminalStyle)
        for row in 0..<classes {
            let y = area.y + 1 + row
            let name = Rectangle(x: area.x, y: y, width: margin, height: 1)
            canvas.write(names[row].visible, in: name, terminalStyle.theme.text, alignment: .right, terminalStyle)
            let all = total(row)
            for column in 0..<classes {
                let place = Rectangle(x: left + column * cell, y: y, width: cell, height: 1)
                draw(
                    counts[row * classes + column], isRight: row == column, of: all, &canvas, place, hasNumbers: hasNumbers, ramp,
                    terminalStyle)
                guard let selected, selected == (row, column) else { continue }
                canvas.restyle(place) { $0.with([.reverse, .bold]) }
            }
            guard figures > 0 else { continue }
            let place = Rectangle(x: left + classes * cell, y: y, width: figures, height: 1)
            for (column, figure) in [error(row), f1(row)].prefix(figures / Self.figureWidth).enumerated() {
                canvas.write(
                    figure, in: self.place(column, of: place), terminalStyle.theme.muted, alignment: .right, terminalStyle)
            }
        }
        // The few signs of ASCII would be taken for parts of the numbers, so there is no shading beside these.
        if ramp.hasColors || terminalStyle.hasUnicode || !hasNumbers { drawScale(&canvas, area, terminalStyle) }
    }

    /// The meaning of the colours of mistakes, below the matrix if there is room.
    private func drawScale(_ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let rows = area.height - classes - 1
        guard rows > 0 else { return }
        let forms = HeatScale.probability(terminalStyle).forms(terminalStyle)
        let names = ["mistakes, as a share of the true class  ", "share of the true class  ", "share of the row  ", ""]
        let lines = names.flatMap { name in
            forms.map { StyledLine(StyledLine(name, terminalStyle.theme.muted).spans + $0.spans) }
        }
        guard let line = lines.first(where: { $0.width <= area.width }) else { return }
        canvas.write(line, x: area.x, y: area.y + classes + min(2, rows), within: area)
    }

    /// The layout of the matrix in an area: the width of a cell, the first column, the columns for the errors, and
    /// whether cells have numbers; nil if it does not fit.
    private func grid(_ area: Rectangle) -> (cell: Int, left: Int, figures: Int, hasNumbers: Bool)? {
        guard isSound, classes + 1 <= area.height, margin + 2 + classes <= area.width else { return nil }
        let rest = area.width - margin - 2
        let hasF1 = showsF1 && rest - classes * numberWidth >= 2 * Self.figureWidth
        let figures = hasF1 ? 2 * Self.figureWidth : rest - classes * 2 >= Self.figureWidth ? Self.figureWidth : 0
        let room = (area.width - margin - 2 - figures) / classes
        let hasNumbers = room >= numberWidth
        let cell = hasNumbers ? numberWidth + min(2, room - numberWidth) : min(room, 3)
        return (cell, area.x + margin + 2, figures, hasNumbers)
    }

    /// Whether the matrix fits there; otherwise only the most confused pairs are shown.
    package func hasMatrix(in area: Rectangle) -> Bool { grid(area) != nil }

    /// The true and the predicted class of the cell at a position on the screen; nil for none.
    package func classes(x: Int, y: Int, in area: Rectangle) -> (row: Int, column: Int)? {
        guard let (cell, left, _, _) = grid(area) else {
            let (pairs, row) = (isSound ? shownPairs(area.height).pairs : [], y - area.y)
            return pairs.indices.contains(row) ? (pairs[row] / classes, pairs[row] % classes) : nil
        }
        guard x >= left, y > area.y else { return nil }
        let (row, column) = (y - area.y - 1, (x - left) / cell)
        return row < classes && column < classes ? (row, column) : nil
    }

    private func drawHeader(
        _ canvas: inout Canvas, _ area: Rectangle, cell: Int, left: Int, figures: Int, _ terminalStyle: TerminalStyle
    ) {
        for column in 0..<classes {
            let place = Rectangle(x: left + column * cell, y: area.y, width: max(1, cell - (cell > 2 ? 1 : 0)), height: 1)
            canvas.write(names[column].visible, in: place, terminalStyle.theme.muted, alignment: .right, terminalStyle)
        }
        if margin >= 4 {
            canvas.write(
                "true", in: Rectangle(x: area.x, y: area.y, width: margin, height: 1), terminalStyle.theme.muted, alignment: .right,
                terminalStyle)
        }
        if figures > 0 {
            let place = Rectangle(x: left + classes * cell, y: area.y, width: figures, height: 1)
            for (column, title) in ["error", "F1"].prefix(figures / Self.figureWidth).enumerated() {
                canvas.write(
                    title, in: self.place(column, of: place), terminalStyle.theme.muted, alignment: .right, terminalStyle)
            }
        }
    }

    /// The columns of an error, or a score.
    private static let figureWidth = 8

    /// Where the figures of a row stand, each below its title.
    private func place(_ column: Int, of figures: Rectangle) -> Rectangle {
        Rectangle(x: figures.x + column * Self.figureWidth, y: figures.y, width: Self.figureWidth, height: 1)
    }

    private func draw(
        _ count: Int, isRight: Bool, of all: Int, _ canvas: inout Canvas, _ place: Rectangle, hasNumbers: Bool, _ ramp: HeatRamp,
        _ terminalStyle: TerminalStyle
    ) {
        let value = isRight || all == 0 ? 0 : Float(count) / Float(all)
        let cell = ramp.cell(value)
        let style = isRight ? Style(terminalStyle.theme.good.foreground, on: ramp.color(0) ?? .standard) : ramp.text(value)
        if hasNumbers {
            canvas.fill(place, StyledCell(character: " ", style: style))
            if !isRight, !ramp.hasColors, terminalStyle.hasUnicode {
                // Around the number, apart from the cell before it where there is room.
                canvas.fill(place.inset(left: place.width > numberWidth ? 1 : 0), cell)
            }
            let isNothing = count == 0
            let quiet = Style(terminalStyle.theme.muted.foreground, on: style.background, terminalStyle.theme.muted.attributes)
            let text = isNothing ? String(terminalStyle.symbols.none) : Figures.grouped(count)
            let number = Rectangle(x: place.x, y: place.y, width: place.width - 1, height: 1)
            canvas.write(text, in: number, isNothing ? quiet : style, alignment: .right, terminalStyle)
        } else {
            canvas.fill(place, isRight ? StyledCell(character: " ", style: style) : cell)
            if isRight {
                canvas[place.x + (place.width - 1) / 2, place.y] = StyledCell(character: terminalStyle.symbols.none, style: style)
            }
        }
    }

    /// The number of occurrences of a class.
    private func total(_ row: Int) -> Int { counts[row * classes..<(row + 1) * classes].reduce(0, +) }

    /// The share of a class that was predicted as other classes; empty if the class does not occur.
    private func error(_ row: Int) -> String {
        let all = total(row)
        return all == 0 ? "" : Figures.percent(1 - Double(counts[row * classes + row]) / Double(all), decimals: 1)
    }

    /// The pairs of confused classes, the most frequent first.
    package var pairs: [(row: Int, column: Int)] {
        isSound ? worstPairs(counts.count).map { ($0 / classes, $0 % classes) } : []
    }

    /// The most frequently confused pairs of classes, as indices into `counts`.
    private func worstPairs(_ count: Int) -> [Int] {
        greatest(count, of: counts.count) { $0 / classes != $0 % classes && counts[$0] > 0 ? counts[$0] : nil }
    }

    /// The most frequently confused pairs, if the matrix does not fit.
    private func drawPairs(_ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let (worst, hidden) = shownPairs(area.height)
        guard !worst.isEmpty else { return canvas.write("no mistakes", in: area, terminalStyle.theme.good, terminalStyle) }
        let arrow = terminalStyle.hasUnicode ? " → " : " > "
        let bars = worst.map { index in
            let isSelected = selected.map { $0 == (index / classes, index % classes) } ?? false
            let pair = names[index / classes].visible + arrow + names[index % classes].visible
            return BarChart.Bar(
                name: pair, value: Double(counts[index]), figure: Figures.grouped(counts[index]),
                style: isSelected ? terminalStyle.theme.bad.with([.reverse, .bold]) : terminalStyle.theme.bad)
        }
        BarChart(bars: bars).draw(&canvas, in: area, terminalStyle)
        guard let hidden else { return }
        canvas.write(hidden, in: area.inset(top: worst.count), terminalStyle.theme.muted, terminalStyle)
    }

    /// The most frequently confused pairs that fit in so many rows, and what is said below them of the others; nil where there are none.
    private func shownPairs(_ rows: Int) -> (pairs: [Int], hidden: String?) {
        let pairs = worstPairs(rows)
        guard pairs.count > 1, hidden(after: pairs) != nil else { return (pairs, nil) }
        let shown = Array(pairs.dropLast())
        return (shown, hidden(after: shown))
    }

    /// What is said of the pairs besides the `shown` ones, and of their mistakes; nil where there are none.
    private func hidden(after shown: [Int]) -> String? {
        let (pairs, mistakes) = others(than: shown)
        return pairs == 0 ? nil : "and \(Figures.count(pairs, "more pair")) with \(Figures.count(mistakes, "mistake"))"
    }

    /// The number of pairs besides the `shown` ones, and of their mistakes.
    private func others(than shown: [Int]) -> (pairs: Int, mistakes: Int) {
        let all = counts.indices.filter { $0 / classes != $0 % classes && counts[$0] > 0 }
        return (all.count - shown.count, all.reduce(0) { $0 + counts[$1] } - shown.reduce(0) { $0 + counts[$1] })
    }
}

// MARK: On a page

extension ConfusionChart {
    /// The matrix with the error and the F1 score of each class.
    package func lines(_ terminalStyle: TerminalStyle) -> [StyledLine] {
        guard isSound else { return [] }
        let theme = terminalStyle.theme
        var table = StyledTable(alignments: [.left] + Array(repeating: .right, count: classes + 2), rows: [])
        table.rows.append((["true \\ predicted"] + names.map(\.visible) + ["error", "F1"]).map { StyledLine($0, theme.muted) })
        for row in 0..<classes {
            let figures = (0..<classes).map { column in
                let count = counts[row * classes + column]
                let style = count == 0 ? theme.muted : row == column ? theme.good : theme.bad
                return StyledLine(count == 0 ? String(terminalStyle.symbols.none) : Figures.grouped(count), style)
            }
            let scores = [error(row), f1(row)].map { StyledLine($0, theme.muted) }
            table.rows.append([StyledLine(names[row].visible, theme.text)] + figures + scores)
        }
        return table.lines
    }

    /// The `count` most frequently confused pairs of classes.
    package func pairLines(_ count: Int, _ terminalStyle: TerminalStyle) -> [StyledLine] {
        let theme = terminalStyle.theme
        var table = StyledTable(
            alignments: [.left, .left, .right], rows: [["true", "predicted", "times"].map { StyledLine($0, theme.muted) }])
        let worst = isSound ? worstPairs(count) : []
        for index in worst {
            table.rows.append([
                StyledLine(names[index / classes].visible, theme.text), StyledLine(names[index % classes].visible, theme.bad),
                StyledLine(Figures.grouped(counts[index]), theme.text),
            ])
        }
        let mistakes = isSound ? others(than: worst).mistakes : 0
        return table.lines + (mistakes == 0 ? [] : [StyledLine("and \(Figures.count(mistakes, "more mistake"))", theme.muted)])
    }

    /// The F1 score of a class: twice the correct predictions, divided by the sum of its occurrences and predictions; empty if there are
    /// neither (van Rijsbergen 1979).
    private func f1(_ kind: Int) -> String {
        let all = (0..<classes).reduce(0) { $0 + counts[kind * classes + $1] + counts[$1 * classes + kind] }
        return all == 0 ? "" : Figures.fixed(Double(2 * counts[kind * classes + kind]) / Double(all), 3)
    }
}
