import TextFormatting

/// Curves over two axes with round tick labels.
struct LineChart: Drawable {
    struct Point: Sendable, Equatable {
        var x: Double
        var y: Double
    }

    struct Series: Sendable {
        /// The points from left to right; a point that is not finite interrupts the line.
        var points: [Point]
        var style: Style
        /// The character of a dot without Unicode.
        var plain: Character
        /// Whether single points are marked, as far as space permits.
        var marksPoints = false
        /// The mark for the curve's points, drawn over all curves as often as space permits, so that overlapping curves remain visible; nil
        /// for none.
        var mark: Character?
    }

    /// The range from `low` to `high` at `x`.
    struct ValueRange: Sendable, Equatable {
        var x: Double
        var low: Double
        var high: Double
    }

    /// An event at a position on the horizontal axis.
    struct Mark: Sendable {
        var x: Double
        var label: String
        var style: Style
    }

    var x: Axis
    var y: Axis
    var series: [Series]
    /// A band drawn faintly behind the curves.
    var band: [ValueRange] = []
    /// Whether the band is interpolated between two of its positions, as the curves are; otherwise a range reaches to the next position.
    var interpolatesBand = true
    /// Whether the band remains visible where curves cross it, and differs from them in its signs where it does not in its colour.
    var keepsBand = false
    /// Lines across the whole chart.
    var marks: [Mark] = []
    /// Highlighted points on curves.
    var points: (places: [Point], sign: Character, style: Style)?
    /// A single highlighted point.
    var highlight: (point: Point, style: Style)?
    /// A line across the whole chart, behind everything.
    var cursor: (x: Double, style: Style)?
    /// The width of a curve's mark in columns, including the space beside it.
    private static let columnsPerMark = 3
    /// Positions on the horizontal axis where something ended or happened, with ticks that point up; ticks above a number point down.
    var divisions: [Double] = []
    /// The unit of the horizontal axis.
    var unit = ""
    /// The scale of the vertical axis as a word at its foot; empty for none.
    var scaleName = ""
    /// The least number of columns in front of the vertical axis.
    var margin = 0
    /// Whether overlapping curves alternate in showing their marks, so that each remains visible.
    var takesTurns = false
    /// The label below a position on the horizontal axis; nil for its number.
    var place: (@Sendable (Double) -> String)?

    func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        let (whole, plot) = (labelledPlot(in: area), plot(in: area))
        if whole != area {
            drawVerticalAxis(&canvas, plot, area, terminalStyle)
            drawHorizontalAxis(&canvas, plot, area, terminalStyle)
        }
        drawCurves(&canvas, in: plot, below: whole, terminalStyle)
    }

    /// The area of the curves: beside and above the axes, if there is room for those, and below the labels of marks.
    func plot(in area: Rectangle) -> Rectangle {
        let whole = labelledPlot(in: area)
        return whole.inset(top: flagRows(whole))
    }

    /// The area of the curves with that of the labels above them.
    private func labelledPlot(in area: Rectangle) -> Rectangle {
        guard area.height >= 5, area.width >= 16 else { return area }
        let labels = ticks(rows: area.height - 2).map { DisplayWidth.of($0.label) } + (area.width >= 30 ? [DisplayWidth.of(unit)] : [])
        return area.inset(left: min(area.width / 3, max(labels.max() ?? 0, margin, scaleName.count)) + 1, bottom: 2)
    }

    /// Whether the unit of the horizontal axis is indivisible.
    private var countsWhole: Bool { unit == "step" || unit == "epoch" }

    private func ticks(rows: Int) -> [Axis.Tick] { y.ticks(max(2, min(8, rows / 3 + 1))) }

    private func drawVerticalAxis(_ canvas: inout Canvas, _ plot: Rectangle, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let symbols = terminalStyle.symbols
        for row in plot.y..<plot.bottom {
            canvas[plot.x - 1, row] = StyledCell(character: symbols.vertical, style: terminalStyle.theme.border)
        }
        for tick in ticks(rows: plot.height) {
            guard let row = row(tick.value, plot) else { continue }
            canvas[plot.x - 1, row] = StyledCell(character: symbols.leftTick, style: terminalStyle.theme.border)
            let label = Rectangle(x: area.x, y: row, width: plot.x - 1 - area.x, height: 1)
            canvas.write(tick.label, in: label, terminalStyle.theme.muted, alignment: .right, terminalStyle)
        }
    }

    private func drawHorizontalAxis(_ canvas: inout Canvas, _ plot: Rectangle, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let symbols = terminalStyle.symbols
        let row = plot.bottom
        canvas[plot.x - 1, row] = StyledCell(character: symbols.corner, style: terminalStyle.theme.border)
        for column in plot.x..<plot.right {
            canvas[column, row] = StyledCell(character: symbols.horizontal, style: terminalStyle.theme.border)
        }
        let ends = Set(divisions.compactMap { self.column($0, plot) })
        for column in ends { canvas[column, row] = StyledCell(character: symbols.upTick, style: terminalStyle.theme.muted) }
        let labels = area.inset(top: area.height - 1)
        let margin = plot.x - 1 - labels.x
        canvas.write(
            scaleName, in: Rectangle(x: area.x, y: row, width: margin, height: 1), terminalStyle.theme.muted, alignment: .right,
            terminalStyle)
        if DisplayWidth.of(unit) <= margin {
            canvas.write(
                unit, in: Rectangle(x: labels.x, y: labels.y, width: margin, height: 1), terminalStyle.theme.muted, alignment: .right,
                terminalStyle)
        }
        var free = plot.x
        for (column, label) in numbers(plot) {
            let width = DisplayWidth.of(label)
            let start = max(plot.x, min(column - (width - 1) / 2, labels.right - width))
            guard start >= free else { continue }
            let tick = ends.contains(column) ? symbols.crossTick : symbols.downTick
            canvas[column, row] = StyledCell(character: tick, style: terminalStyle.theme.border)
            canvas.write(label, x: start, y: labels.y, terminalStyle.theme.muted, within: labels)
            free = start + width + 1
        }
    }

    /// The greatest number of labels on the horizontal axis, and the columns between two of them.
    private static let (mostNumbers, gap) = (10, 4)

    /// The labels below the horizontal axis with their columns: as many round numbers as fit.
    private func numbers(_ plot: Rectangle) -> [(column: Int, label: String)] {
        var count = max(2, min(Self.mostNumbers, plot.width / (1 + Self.gap)))
        while true {
            let numbers = x.ticks(count).compactMap { tick -> (column: Int, label: String)? in
                // There are no half steps.
                guard let column = column(tick.value, plot), !countsWhole || tick.value == tick.value.rounded() else { return nil }
                let label =
                    place?(tick.value) ?? (countsWhole && tick.label.hasSuffix(".0") ? String(tick.label.dropLast(2)) : tick.label)
                return label.isEmpty ? nil : (column, label)
            }
            let widest = numbers.map { DisplayWidth.of($0.label) }.max() ?? 0
            let areApart = zip(numbers, numbers.dropFirst()).allSatisfy { $1.column - $0.column >= widest + Self.gap }
            if areApart || count <= 2 { return numbers }
            count = max(2, min(count, numbers.count) - 1)
        }
    }

    // MARK: Curves

    private func drawCurves(
        _ canvas: inout Canvas, in plot: Rectangle, below whole: Rectangle, _ terminalStyle: TerminalStyle
    ) {
        guard !plot.isEmpty else { return }
        let empty = DotCanvas(columns: plot.width, rows: plot.height, isFine: terminalStyle.hasUnicode)
        let filled = bandDots(empty)
        drawBand(filled, &canvas, plot, terminalStyle)
        drawMarks(&canvas, whole, plot, terminalStyle)
        // A cell crossed by several curves shows the dots of all of them in the colour of the last.
        var all = empty
        for one in series {
            var dots = empty
            trace(one.points, &dots)
            all.add(dots)
            dots.draw(&canvas, x: plot.x, y: plot.y, one.style, plain: one.plain, dotsOf: terminalStyle.hasUnicode ? all : dots)
            guard one.marksPoints, terminalStyle.hasUnicode, one.points.count * 4 <= plot.width else { continue }
            for point in one.points {
                guard let column = column(point.x, plot), let row = row(point.y, plot) else { continue }
                canvas[column, row] = StyledCell(character: terminalStyle.symbols.point, style: one.style)
            }
        }
        for place in signs(plot, isFine: terminalStyle.hasUnicode) {
            canvas[place.column, place.row] = StyledCell(character: place.sign, style: series[place.series].style)
        }
        if keepsBand { drawBand(behind: filled, &canvas, plot, terminalStyle) }
        if let cursor, let column = column(cursor.x, plot) {
            for row in plot.y..<plot.bottom where canvas[column, row].character == " " {
                canvas[column, row] = StyledCell(character: terminalStyle.symbols.vertical, style: cursor.style)
            }
        }
        for point in points?.places ?? [] {
            guard let points, let column = column(point.x, plot), let row = row(point.y, plot) else { continue }
            canvas[column, row] = StyledCell(character: points.sign, style: points.style)
        }
        if let highlight, let column = column(highlight.point.x, plot), let row = row(highlight.point.y, plot) {
            canvas[column, row] = StyledCell(character: terminalStyle.symbols.dot, style: highlight.style)
        }
    }

    private struct Sign {
        var series: Int
        var sign: Character
        var column: Int
        var row: Int
    }

    /// The marks of all curves. If a cell shows only a curve's sign, and curves take turns, the sign of each cell
    /// crossed by several curves too.
    private func signs(_ plot: Rectangle, isFine: Bool) -> [Sign] {
        var signs: [Sign] = []
        for (place, one) in series.enumerated() {
            if takesTurns, !isFine {
                var dots = DotCanvas(columns: plot.width, rows: plot.height, isFine: false)
                trace(one.points, &dots)
                for (column, row) in dots.places {
                    signs.append(Sign(series: place, sign: one.plain, column: plot.x + column, row: plot.y + row))
                }
            }
            guard let mark = one.mark else { continue }
            // The last point is always marked.
            let stride = max(1, (one.points.count * Self.columnsPerMark + plot.width - 1) / plot.width)
            for (index, point) in one.points.enumerated() where (one.points.count - 1 - index).isMultiple(of: stride) {
                guard let column = column(point.x, plot), let row = row(point.y, plot) else { continue }
                signs.append(Sign(series: place, sign: mark, column: column, row: row))
            }
        }
        return takesTurns ? taking(signs) : signs
    }

    /// One sign for each cell: where there are several, they take turns from one such column to the next.
    private func taking(_ signs: [Sign]) -> [Sign] {
        var turn = 0
        return Dictionary(grouping: signs, by: \.column).sorted { $0.key < $1.key }.flatMap { _, column -> [Sign] in
            let cells = Dictionary(grouping: column, by: \.row).values
            defer { if cells.contains(where: { $0.count > 1 }) { turn += 1 } }
            return cells.map { $0[turn % $0.count] }
        }
    }

    private func trace(_ points: [Point], _ dots: inout DotCanvas) {
        var last: (x: Int, y: Int)?
        for point in points {
            guard let x = x.position(point.x), let y = y.position(point.y), x >= 0, x <= 1 else {
                last = nil
                continue
            }
            let place = (x: dot(x, dots.width), y: dot(1 - max(-1, min(2, y)), dots.height))
            if let last { dots.line(last.x, last.y, place.x, place.y) } else { dots.set(place.x, place.y) }
            last = place
        }
    }

    func dot(_ position: Double, _ count: Int) -> Int { Int((position * Double(count - 1)).rounded()) }

    /// The column of the screen that a value is on; nil outside of the axis.
    func column(_ value: Double, _ plot: Rectangle) -> Int? {
        guard let position = x.position(value), position >= -1e-9, position <= 1 + 1e-9 else { return nil }
        return plot.x + dot(position, plot.width)
    }

    /// The row of the screen for a value; nil outside of the axis.
    func row(_ value: Double, _ plot: Rectangle) -> Int? {
        guard let position = y.position(value), position >= -1e-9, position <= 1 + 1e-9 else { return nil }
        // In the same rows as the dots, so that a tick is beside the dots of its number.
        return plot.y + dot(1 - position, plot.height * 4) / 4
    }
}
