import Notebook
import Recurrent
import TextFormatting

/// The latest epochs, a row each, with the error (or the loss, where there is no error) as a bar; the best one marked.
struct EpochRows: Widget {
    var history: [EpochResult]

    func draw(_ buffer: inout ScreenBuffer, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        guard !history.isEmpty else { return buffer.write("no epoch has ended yet", in: area, terminalStyle.theme.muted, terminalStyle) }
        let shown = history.suffix(max(1, area.height - 1))
        let best = history.indices.filter { history[$0].test?.loss.isFinite ?? false }
            .min { (history[$0].test?.loss ?? 0) < (history[$1].test?.loss ?? 0) }
        let counts = history.contains { $0.test?.error != nil }
        let tests = history.contains { $0.test != nil }
        let header = ["epoch", "train"] + (tests ? ["test"] : []) + (counts ? ["error"] : [])
        var table = StyledTable(
            alignments: Array(repeating: .right, count: header.count),
            rows: area.height > 1 ? [header.map { StyledLine($0, terminalStyle.theme.muted) }] : [])
        for index in shown.indices {
            let epoch = shown[index]
            var row = [
                StyledLine(String(epoch.epoch), terminalStyle.theme.text),
                StyledLine(LossChart.text(epoch.trainLoss), terminalStyle.theme.train),
            ]
            if tests { row.append(StyledLine(epoch.test.map { LossChart.text($0.loss) } ?? "", terminalStyle.theme.test)) }
            if counts { row.append(StyledLine(epoch.test?.error.map { Figures.percent($0) } ?? "", terminalStyle.theme.text)) }
            table.rows.append(row)
        }
        let lines = table.lines
        let left = area.x + (lines.map(\.width).max() ?? 0) + 3
        let values = shown.map { $0.test?.error ?? $0.test?.loss ?? $0.trainLoss }
        let greatest = values.filter(\.isFinite).max() ?? 0
        for (row, line) in lines.enumerated() {
            let y = area.y + row
            buffer.write(line, x: area.x, y: y, within: area)
            let place = row - (area.height > 1 ? 1 : 0)
            guard place >= 0, values.indices.contains(place) else { continue }
            if shown.startIndex + place == best {
                buffer.write(String(terminalStyle.symbols.dot), x: left - 2, y: y, terminalStyle.theme.test, within: area)
            }
            guard values[place].isFinite, greatest > 0 else { continue }
            let bar = Bar.text(values[place] / greatest, width: min(40, area.right - left), terminalStyle)
            buffer.write(bar, x: left, y: y, counts ? terminalStyle.theme.accent : terminalStyle.theme.test, within: area)
        }
    }
}
