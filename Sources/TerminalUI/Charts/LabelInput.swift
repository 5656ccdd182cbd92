import Datasets
import Notebook
import TextFormatting

/// The input above the labels of steps: a small picture for each, its symbol, or a column of its numbers.
struct LabelInput {
    private enum Content {
        case symbols
        case pictures(TimePicture, columns: Int)
    }

    private let example: SequenceExample
    private let content: Content
    /// Rows that it takes.
    let rows: Int
    /// Free columns between steps.
    let gap: Int

    /// - Parameter room: what there is for whole bands, from which follows how large pictures can be.
    init(example: SequenceExample, room: Rectangle, steps: Int, _ terminalStyle: TerminalStyle) {
        self.example = example
        let free = room.height - 3
        guard case .features(let values, let width) = example.dataset.storage.inputs else {
            (content, rows, gap) = (.symbols, min(1, max(0, free)), example.classNames.allSatisfy { $0.count <= 1 } ? 0 : 1)
            return
        }
        guard case .glyphs(let glyphWidth, let height) = example.presentation, glyphWidth > 0, glyphWidth * height == width else {
            content = .pictures(TimePicture(values, example, height: width, across: 1), columns: 1)
            let hasLongNames = example.classNames.contains { $0.count > 1 }
            (rows, gap) = (max(0, min((width + 1) / 2, 8, free)), hasLongNames ? 1 : 0)
            return
        }
        let full = (height + 1) / 2
        // Whole pictures where all bands have room for them; else at half their size, if not less.
        let bands = max(1, (steps * (glyphWidth + 1) + room.width - 1) / max(1, room.width))
        let isFull = bands * (full + 4) <= room.height + 1
        let columns = isFull ? glyphWidth : (glyphWidth + 1) / 2
        content = .pictures(TimePicture(values, example, height: height, across: glyphWidth), columns: columns)
        (rows, gap) = (max(0, min(isFull ? full : (full + 1) / 2, free)), 1)
    }

    func width(_ step: Int) -> Int {
        switch content {
        case .symbols: min(16, DisplayWidth.of(example.symbolName(step) ?? ""))
        case .pictures(_, let columns): columns
        }
    }

    func draw(_ step: Int, _ buffer: inout ScreenBuffer, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        switch content {
        case .symbols: buffer.write(example.symbolName(step) ?? "", in: area, terminalStyle.theme.string, terminalStyle)
        case .pictures(let picture, let columns):
            let ramp = HeatRamp(.grey, terminalStyle)
            for column in 0..<min(columns, area.width) {
                for row in 0..<area.height {
                    buffer[area.x + column, area.y + row] = ramp.cell(
                        picture, step..<step + 1, part: column, of: columns, row: row, of: area.height, terminalStyle)
                }
            }
        }
    }
}
