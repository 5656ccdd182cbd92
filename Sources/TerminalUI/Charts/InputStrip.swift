import Datasets
import Notebook
import TextFormatting

/// An example's input with time from left to right: an image turned so that each step is a column, pictures side by side, channels as
/// lines, or symbols.
struct InputStrip {
    var example: SequenceExample
    var axis: TimeAxis

    /// Most columns that a step of this example should take.
    static func greatestStretch(_ example: SequenceExample) -> Int {
        switch (example.presentation, example.dataset.storage.inputs) {
        case (.glyphs(let width, _), .features): min(24, max(2, width + 1))
        case (_, .symbols(_, let vocabulary)): vocabulary.contains { $0.count > 1 } ? 10 : 3
        default: 3
        }
    }

    /// Rows in which the input is seen well.
    func rows(_ terminalStyle: TerminalStyle) -> Int {
        guard case .features(_, let width) = example.dataset.storage.inputs else { return 1 }
        switch example.presentation {
        case .glyphs(let glyphWidth, let height) where glyphWidth * height == width:
            return max(1, min((height + 1) / 2, height * axis.stretch / max(1, glyphWidth * 2)))
        case .imageRows: return max(1, min(24, (width * axis.stretch + 1) / 2))
        default: return width == 1 ? 3 : min(width, 12)
        }
    }

    func draw(_ buffer: inout ScreenBuffer, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty, axis.columns > 0, example.steps > 0 else { return }
        switch example.dataset.storage.inputs {
        case .symbols(let ids, let vocabulary): drawSymbols(ids, vocabulary, &buffer, area, terminalStyle)
        case .features(let values, let width):
            switch example.presentation {
            case .glyphs(let glyphWidth, let height) where glyphWidth > 0 && glyphWidth * height == width:
                let picture = TimePicture(values, example, height: height, across: glyphWidth)
                drawPicture(picture, &buffer, area, terminalStyle)
            case .imageRows: drawPicture(TimePicture(values, example, height: width, across: 1), &buffer, area, terminalStyle)
            default: ChannelLines(values: values, width: width, example: example, axis: axis).draw(&buffer, in: area, terminalStyle)
            }
        }
    }

    private func drawPicture(_ picture: TimePicture, _ buffer: inout ScreenBuffer, _ area: Rectangle, _ terminalStyle: TerminalStyle) {
        let ramp = HeatRamp(.grey, terminalStyle)
        let gap = picture.across > 1 && axis.stretch > 2 ? 1 : 0
        for column in 0..<min(axis.columns, area.width) {
            let part = axis.stretch > 1 ? column % axis.stretch : 0
            guard part < axis.stretch - gap else { continue }
            let steps = axis.steps(in: column)
            for row in 0..<area.height {
                buffer[area.x + column, area.y + row] = ramp.cell(
                    picture, steps, part: part, of: axis.stretch - gap, row: row, of: area.height, terminalStyle)
            }
        }
    }

    private func drawSymbols(
        _ ids: [Int32], _ vocabulary: [String], _ buffer: inout ScreenBuffer, _ area: Rectangle, _ terminalStyle: TerminalStyle
    ) {
        let range = example.dataset.steps(example.index)
        let room = axis.stretch > 3 ? axis.stretch - 1 : axis.stretch
        for column in stride(from: 0, to: min(axis.columns, area.width), by: axis.stretch) {
            guard let step = axis.steps(in: column).first, step < range.count else { continue }
            let id = Int(ids[range.lowerBound + step])
            let name = vocabulary.indices.contains(id) ? vocabulary[id].visible : "?"
            let place = Rectangle(x: area.x + column, y: area.y, width: min(room, area.right - area.x - column), height: 1)
            buffer.write(name, in: place, terminalStyle.theme.string, terminalStyle)
        }
    }
}
