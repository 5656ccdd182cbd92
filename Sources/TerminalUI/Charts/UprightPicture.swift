import Datasets
import Notebook

/// An image that is read row by row, as people look at it: the first step on top.
struct UprightPicture: Widget {
    var example: SequenceExample

    /// Columns that it takes; 0 where the example is no image.
    var columns: Int {
        guard example.presentation == .imageRows, case .features(_, let width) = example.dataset.storage.inputs else { return 0 }
        return width
    }

    /// Two steps a row.
    func rows(_ terminalStyle: TerminalStyle) -> Int { (example.steps + 1) / 2 }

    func draw(_ buffer: inout ScreenBuffer, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard columns > 0, case .features(let values, _) = example.dataset.storage.inputs else { return }
        let first = example.dataset.steps(example.index).lowerBound
        let (least, greatest) = TimePicture.range(values[first * columns..<(first + example.steps) * columns])
        let isGrey = least >= 0 && greatest <= 1
        func value(_ step: Int, _ column: Int) -> Float {
            guard step < example.steps else { return 0 }
            let value = values[(first + step) * columns + column]
            return isGrey || greatest <= least ? value : (value - least) / (greatest - least)
        }
        let ramp = HeatRamp(.grey, terminalStyle)
        for row in 0..<min(area.height, rows(terminalStyle)) {
            for column in 0..<min(area.width, columns) {
                let (upper, lower) = (value(2 * row, column), value(2 * row + 1, column))
                buffer[area.x + column, area.y + row] =
                    terminalStyle.hasUnicode && terminalStyle.depth == .many ? ramp.halves(upper, lower) : ramp.cell((upper + lower) / 2)
            }
        }
    }
}
