import TextFormatting

/// The input above the labels of steps: for each a small picture, its symbol, or a column of its numbers.
struct LabelInput {
    private enum Content {
        case symbols
        case pictures(TimePicture, columns: Int)
    }

    private let sequence: SequencePicture
    private let content: Content
    /// The number of rows.
    let rows: Int
    /// The number of free columns between steps.
    let gap: Int

    /// - Parameters:
    ///   - room: the area for whole bands, which limits the size of pictures.
    ///   - labels: the number of rows below the input that must have room.
    init(sequence: SequencePicture, room: Rectangle, steps: Int, labels: Int) {
        self.sequence = sequence
        let free = room.height - 3
        let glyphWidth: Int
        let height: Int
        let values: ArraySlice<Float>
        switch sequence.input {
        case .symbols:
            (content, rows, gap) = (
                .symbols, min(1, max(0, room.height - labels)), sequence.classNames.allSatisfy { $0.count <= 1 } ? 0 : 1
            )
            return
        case .imageRows(let values, let width), .channels(let values, let width):
            content = .pictures(TimePicture(values, height: width, across: 1), columns: 1)
            let hasLongNames = sequence.classNames.contains { $0.count > 1 }
            (rows, gap) = (max(0, min((width + 1) / 2, 8, free)), hasLongNames ? 1 : 0)
            return
        case .glyphs(let all, let columns, let lines): (values, glyphWidth, height) = (all, columns, lines)
        }
        let full = (height + 1) / 2
        // As large as fits in all bands, down to half the size; if even that is too large, not all bands are visible at
        // once.
        let gap = SequencePicture.gap(betweenPicturesOf: glyphWidth)
        func hasRoom(_ eighths: Int) -> Bool {
            let (columns, rows) = Self.size(glyphWidth, full, eighths)
            let bands = (steps + max(1, room.width / (columns + gap)) - 1) / max(1, room.width / (columns + gap))
            return bands * (rows + 4) <= room.height + 1
        }
        let (columns, lines) = Self.size(glyphWidth, full, (4...8).last(where: hasRoom) ?? 4)
        self.gap = gap
        content = .pictures(TimePicture(values, height: height, across: glyphWidth), columns: columns)
        rows = max(0, min(lines, free))
    }

    /// The columns and rows of a picture at this many eighths of its size.
    private static func size(_ columns: Int, _ rows: Int, _ eighths: Int) -> (columns: Int, rows: Int) {
        ((columns * eighths + 7) / 8, (rows * eighths + 7) / 8)
    }

    func width(_ step: Int) -> Int {
        switch content {
        case .symbols: min(16, DisplayWidth.of(sequence.symbolName(step) ?? ""))
        case .pictures(_, let columns): columns
        }
    }

    func draw(_ step: Int, _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        switch content {
        case .symbols: canvas.write(sequence.symbolName(step) ?? "", in: area, terminalStyle.theme.string, terminalStyle)
        case .pictures(let picture, let columns):
            let ramp = HeatRamp(.grey, terminalStyle)
            for column in 0..<min(columns, area.width) {
                for row in 0..<area.height {
                    canvas[area.x + column, area.y + row] = ramp.cell(
                        picture, step..<step + 1, part: column, of: columns, row: row, of: area.height)
                }
            }
        }
    }
}
