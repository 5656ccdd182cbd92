import TextFormatting

/// An example's input with time from left to right: an image with one step in each column, pictures side by side,
/// channels as lines, or symbols.
struct InputStrip {
    var sequence: SequencePicture
    var axis: TimeAxis

    /// The greatest number of rows of an image.
    private static let greatestRows = 24

    /// The greatest useful number of columns for a step.
    static func greatestStretch(_ sequence: SequencePicture) -> Int {
        switch sequence.input {
        case .glyphs(_, let width, _): min(24, max(2, width + 1))
        case .symbols(_, let vocabulary): vocabulary.contains { $0.count > 1 } ? 10 : 3
        case .imageRows, .channels: 3
        }
    }

    /// The same for so many rows: no more than keeps a picture in proportion, as far as whole columns permit, with cells about twice as high
    /// as wide.
    static func greatestStretch(_ sequence: SequencePicture, rows: Int) -> Int {
        let greatest = greatestStretch(sequence)
        func columns(_ across: Int, by down: Int) -> Int {
            let rows = max(0, min(rows, greatestRows))
            let wanted = Double(across) * 2 * Double(rows) / Double(max(1, down))
            return max(1, Int(min(Double(greatest), wanted.rounded())))
        }
        return switch sequence.input {
        case .imageRows(_, let width): columns(1, by: width)
        // Fewer columns than these do not show what a picture is of.
        case .glyphs(_, let width, let height): max(min(width / 2, greatest), columns(width, by: height))
        case .channels, .symbols: greatest
        }
    }

    /// The number of rows that shows the input well.
    var rows: Int {
        switch sequence.input {
        case .glyphs(_, let width, let height): max(1, min((height + 1) / 2, height * axis.stretch / max(1, width * 2)))
        case .imageRows(_, let width): max(1, min(Self.greatestRows, (width * axis.stretch + 1) / 2))
        case .channels(_, let width): width == 1 ? 3 : min(width, 12)
        case .symbols: 1
        }
    }

    func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty, axis.columns > 0, sequence.steps > 0 else { return }
        switch sequence.input {
        case .symbols(let ids, let vocabulary): drawSymbols(ids, vocabulary, &canvas, area, terminalStyle)
        case .glyphs(let values, let width, let height):
            drawPicture(TimePicture(values, height: height, across: width), &canvas, area, terminalStyle)
        case .imageRows(let values, let width):
            drawPicture(TimePicture(values, height: width, across: 1), &canvas, area, terminalStyle)
        case .channels(let values, let width):
            ChannelLines(values: values, width: width, axis: axis).draw(&canvas, in: area, terminalStyle)
        }
    }

    private func drawPicture(_ picture: TimePicture, _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let ramp = HeatRamp(.grey, terminalStyle)
        let gap = picture.across > 1 && axis.stretch > 2 ? 1 : 0
        for column in 0..<min(axis.columns, area.width) {
            let part = axis.stretch > 1 ? column % axis.stretch : 0
            guard part < axis.stretch - gap else { continue }
            let steps = axis.steps(in: column)
            for row in 0..<area.height {
                canvas[area.x + column, area.y + row] = ramp.cell(
                    picture, steps, part: part, of: axis.stretch - gap, row: row, of: area.height)
            }
        }
    }

    private func drawSymbols(
        _ ids: ArraySlice<Int32>, _ vocabulary: [String], _ canvas: inout Canvas, _ area: Rectangle, _ terminalStyle: TerminalStyle
    ) {
        let room = axis.stretch > 3 ? axis.stretch - 1 : axis.stretch
        for column in stride(from: 0, to: min(axis.columns, area.width), by: axis.stretch) {
            guard let step = axis.steps(in: column).first, step < ids.count else { continue }
            let id = Int(ids[ids.startIndex + step])
            let name = vocabulary.indices.contains(id) ? vocabulary[id].standing : "?"
            let place = Rectangle(x: area.x + column, y: area.y, width: min(room, area.right - area.x - column), height: 1)
            canvas.write(name, in: place, terminalStyle.theme.string, terminalStyle)
        }
    }
}
