import TextFormatting

/// Predictions against true values: on the diagonal both are equal.
package struct ScatterChart: Drawable {
    /// The true values and the predictions.
    package var points: [(truth: Double, said: Double)]
    /// The name of the values, such as `temperature`; nil for none.
    package var name: String?
    /// The point farthest from the diagonal, and its example; nil to mark none.
    package var worst: (truth: Double, said: Double, label: String)?

    /// Points of the watched example, which are highlighted.
    package var watched: [(truth: Double, said: Double)] = []

    /// A chart of these points.
    package init(
        _ points: [(truth: Double, said: Double)], name: String? = nil, worst: (truth: Double, said: Double, label: String)? = nil
    ) {
        (self.points, self.name, self.worst) = (points, name, worst)
    }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        let theme = terminalStyle.theme
        let legend = legend(terminalStyle).laidOut(width: area.width, rows: ChartLegend.rows(above: area), indent: 0).lines
        let plot = area.inset(top: legend.count)
        let all = (points.flatMap { [$0.truth, $0.said] } + (worst.map { [$0.truth, $0.said] } ?? [])).filter(\.isFinite)
        guard let least = all.min(), let greatest = all.max() else {
            return canvas.write("no values", in: area, theme.muted, terminalStyle)
        }
        var chart = LineChart(
            x: Axis(least, greatest), y: Axis(least, greatest),
            series: [
                .init(points: [.init(x: least, y: least), .init(x: greatest, y: greatest)], style: theme.muted, plain: "."),
                .init(points: LineChart.apart(points.map { ($0.truth, $0.said) }), style: theme.train, plain: "*"),
            ])
        chart.unit = "true"
        chart.points = (watched.map { .init(x: $0.truth, y: $0.said) }, terminalStyle.watchedSign, theme.test)
        chart.highlight = worst.map { (.init(x: $0.truth, y: $0.said), theme.bad) }
        chart.draw(&canvas, in: plot, terminalStyle)
        for (row, line) in legend.enumerated() { canvas.write(line, x: area.x, y: area.y + row, within: area) }
    }

    /// The meaning of the axes and signs.
    private func legend(_ terminalStyle: TerminalStyle) -> ChartLegend {
        let theme = terminalStyle.theme
        let (up, right) = terminalStyle.hasUnicode ? (" ↑", " →") : (" up", " right")
        var legend = ChartLegend()
        let axes = legend.add(
            ["", name.map { $0.visible + " " }].compactMap(\.self).map { name in
                StyledLine([
                    .init(text: "\(name)said\(up)", style: theme.train), .init(text: "  \(name)true\(right)", style: theme.heading),
                ])
            })
        let line = legend.add([
            StyledLine([
                .init(text: terminalStyle.hasUnicode ? terminalStyle.symbols.sample : ".", style: theme.muted),
                .init(text: " said = true", style: theme.muted),
            ])
        ])
        let value = legend.add([
            StyledLine([
                .init(text: terminalStyle.hasUnicode ? "⠂" : "*", style: theme.train), .init(text: " a value", style: theme.muted),
            ])
        ])
        let example = watched.isEmpty ? nil : legend.add([terminalStyle.watchedPart])
        let worst = worst.map { legend.add(terminalStyle.worstForms($0.label)) }
        for entry in [axes, worst, example, value, line].compactMap(\.self) { legend.wish(entry) }
        legend.wish(axes, form: 1)
        if let worst { for form in [1, 2] { legend.wish(worst, form: form) } }
        return legend
    }
}

extension LineChart {
    /// Points that are not connected by a line.
    static func apart(_ points: [(x: Double, y: Double)]) -> [Point] {
        points.flatMap { [Point(x: $0.x, y: $0.y), Point(x: .nan, y: .nan)] }
    }
}

extension StyledLine {
    /// Parts side by side, each unbroken, on as many lines as they need.
    static func flowing(_ parts: [StyledLine], width: Int) -> [StyledLine] {
        var lines: [StyledLine] = []
        for part in parts {
            if let last = lines.last, last.width + 2 + part.width <= width {
                lines[lines.count - 1].append("  ")
                for span in part.spans { lines[lines.count - 1].append(span.text, span.style) }
            } else {
                lines.append(part)
            }
        }
        return lines
    }
}

extension TerminalStyle {
    /// The sign for values of the watched example.
    var watchedSign: Character { hasUnicode ? symbols.point : "x" }

    /// The legend of the worst point, with its error and its example, as in "the worst, off by 4: weather test[1]".
    func worstForms(_ label: String) -> [StyledLine] {
        let label = label.visible
        let forms = [label.prefix { $0 != "," }, label.prefix { $0 != ":" }, label[...]].map(String.init)
        return forms.map { StyledLine([.init(text: "\(symbols.dot) ", style: theme.bad), .init(text: $0, style: theme.text)]) }
    }

    /// The legend of the watched example.
    var watchedPart: StyledLine {
        StyledLine([.init(text: "\(watchedSign) ", style: theme.test), .init(text: "of the example", style: theme.muted)])
    }
}
