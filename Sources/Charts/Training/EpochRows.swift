import TextFormatting

/// The latest epochs, one in each row, with the error (or the loss if there is no error) as a bar; the best one is
/// marked.
package struct EpochRows: Drawable {
    /// The epochs, in order.
    package var epochs: [EpochFigures]

    /// The name of the data that epochs were evaluated on, in a word.
    package var checkedOn: String

    /// Rows for these epochs.
    package init(epochs: [EpochFigures], checkedOn: String = "test") {
        self.epochs = epochs
        self.checkedOn = checkedOn
    }

    /// The number of first epochs that do not fit in this many rows.
    package func hidden(rows: Int) -> Int { max(0, epochs.count - max(1, rows - 1)) }

    /// The meaning of the bars and the dot, and the number of epochs that do not fit, from the longest form to the
    /// shortest.
    ///
    /// - Parameters:
    ///   - rows: the number of rows available to the table.
    ///   - terminalStyle: how everything is drawn on the terminal.
    package func remarks(rows: Int, _ terminalStyle: TerminalStyle) -> [String] {
        guard let last = epochs.last else { return [] }
        let word = last.testError != nil ? "error" : "loss"
        let bar = (last.testLoss == nil ? "train" : checkedOn) + " " + word
        let best = epochs.contains { $0.testLoss?.isFinite ?? false } ? "\(terminalStyle.symbols.dot) best" : nil
        let hidden = hidden(rows: rows)
        let ellipsis = terminalStyle.hasUnicode ? "…" : "..."
        let earlier = hidden > 0 ? "\(ellipsis) \(Figures.grouped(hidden)) earlier" : nil
        func joined(_ parts: String?...) -> String { parts.compactMap(\.self).joined(separator: "  ") }
        return [joined("bar: " + bar, best, earlier), joined(bar, best, earlier), joined(word, best, earlier), joined(bar, earlier)]
            + [earlier].compactMap(\.self)
    }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        guard !epochs.isEmpty else { return canvas.write("no epoch has ended yet", in: area, terminalStyle.theme.muted, terminalStyle) }
        let shown = epochs.dropFirst(hidden(rows: area.height))
        let best = epochs.indices.filter { epochs[$0].testLoss?.isFinite ?? false }
            .min { (epochs[$0].testLoss ?? 0) < (epochs[$1].testLoss ?? 0) }
        let counts = epochs.contains { $0.testError != nil }
        let tests = epochs.contains { $0.testLoss != nil }
        let targets = epochs.first { !$0.targets.isEmpty }?.targets.map(\.name) ?? []
        let header = ["epoch", "train"] + (tests ? [checkedOn] : []) + (counts ? ["error"] : []) + targets
        var table = StyledTable(
            alignments: Array(repeating: .right, count: header.count),
            rows: area.height > 1 ? [header.map { StyledLine($0, terminalStyle.theme.muted) }] : [])
        for index in shown.indices {
            let epoch = shown[index]
            var row = [
                StyledLine(String(epoch.epoch), terminalStyle.theme.text),
                StyledLine(Figures.loss(epoch.trainLoss), terminalStyle.theme.train),
            ]
            if tests { row.append(StyledLine(epoch.testLoss.map(Figures.loss) ?? "", terminalStyle.theme.test)) }
            if counts { row.append(StyledLine(epoch.testError.map { Figures.percent($0) } ?? "", terminalStyle.theme.text)) }
            for place in targets.indices {
                let figure = epoch.targets.indices.contains(place) ? epoch.targets[place].figure : ""
                row.append(StyledLine(figure, terminalStyle.theme.text))
            }
            table.rows.append(row)
        }
        let lines = table.lines
        let left = area.x + (lines.map(\.width).max() ?? 0) + 3
        let values = shown.map { $0.testError ?? $0.testLoss ?? $0.trainLoss }
        let greatest = values.filter(\.isFinite).max() ?? 0
        for (row, line) in lines.enumerated() {
            let y = area.y + row
            canvas.write(line, x: area.x, y: y, within: area)
            let place = row - (area.height > 1 ? 1 : 0)
            guard place >= 0, values.indices.contains(place) else { continue }
            if shown.startIndex + place == best {
                canvas.write(String(terminalStyle.symbols.dot), x: left - 2, y: y, terminalStyle.theme.test, within: area)
            }
            guard values[place].isFinite, greatest > 0 else { continue }
            let bar = BlockBar.text(values[place] / greatest, width: min(40, area.right - left), terminalStyle)
            canvas.write(bar, x: left, y: y, counts ? terminalStyle.theme.accent : terminalStyle.theme.test, within: area)
        }
    }
}
