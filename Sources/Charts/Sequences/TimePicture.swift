/// A picture whose columns are time steps, or parts of them: each step holds `height` lines of `across` values.
struct TimePicture {
    private let values: ArraySlice<Float>
    private let steps: Int
    let height: Int
    let across: Int
    private let offset: Float
    private let scale: Float

    /// The greatest number of values examined for the range of greys.
    private static let samples = 8192

    /// - Parameter values: shape `[steps, height, across]`.
    init(_ values: ArraySlice<Float>, height: Int, across: Int) {
        self.values = values
        self.height = max(1, height)
        self.across = max(1, across)
        steps = values.count / (self.height * self.across)
        let (least, greatest) = Self.range(values)
        if least >= 0 && greatest <= 1 {
            (offset, scale) = (0, 1)
        } else {
            (offset, scale) = (least, greatest > least ? 1 / (greatest - least) : 0)
        }
    }

    /// The least and the greatest of the finite values, or of a sample of many; 0 and 1 if there are none.
    static func range(_ values: ArraySlice<Float>) -> (least: Float, greatest: Float) {
        var least = Float.infinity
        var greatest = -Float.infinity
        for index in stride(from: values.startIndex, to: values.endIndex, by: max(1, values.count / samples)) where values[index].isFinite {
            least = min(least, values[index])
            greatest = max(greatest, values[index])
        }
        return least <= greatest ? (least, greatest) : (0, 1)
    }

    /// The mean grey, 0...1, of a piece of the picture: some steps, the `part`-th of `parts` pieces of each, and the
    /// `line`-th of `lines` pieces from the top.
    func mean(_ steps: Range<Int>, part: Int, of parts: Int, line: Int, of lines: Int) -> Float {
        let columns = Self.piece(part, of: parts, from: across)
        let rows = Self.piece(line, of: lines, from: height)
        var sum: Float = 0
        var count = 0
        for step in stride(from: steps.lowerBound, to: min(steps.upperBound, self.steps), by: max(1, steps.count / 4)) {
            for row in rows {
                let start = values.startIndex + (step * height + row) * across
                for column in columns where values[start + column].isFinite {
                    sum += values[start + column]
                    count += 1
                }
            }
        }
        return count == 0 ? 0 : max(0, min(1, (sum / Float(count) - offset) * scale))
    }

    /// The values of a piece, at least one, so that pictures can be stretched.
    private static func piece(_ index: Int, of pieces: Int, from count: Int) -> Range<Int> {
        let first = min(count - 1, index * count / max(1, pieces))
        return first..<max(first + 1, min(count, (index + 1) * count / max(1, pieces)))
    }
}

extension HeatRamp {
    /// A cell of a picture that is `rows` cells high: two values, one above the other, if the terminal can show them.
    func cell(_ picture: TimePicture, _ steps: Range<Int>, part: Int, of parts: Int, row: Int, of rows: Int) -> StyledCell {
        guard isFine else { return cell(picture.mean(steps, part: part, of: parts, line: row, of: rows)) }
        return halves(
            picture.mean(steps, part: part, of: parts, line: 2 * row, of: 2 * rows),
            picture.mean(steps, part: part, of: parts, line: 2 * row + 1, of: 2 * rows))
    }
}
