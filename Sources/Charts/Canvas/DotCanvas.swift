/// Dots finer than characters: 2 x 4 in each cell in Braille, or one without Unicode. The origin is the upper left
/// corner.
struct DotCanvas: Sendable, Equatable {
    /// The width in cells.
    let columns: Int
    let rows: Int
    let isFine: Bool
    private var cells: [UInt8]

    init(columns: Int, rows: Int, isFine: Bool) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
        self.isFine = isFine
        cells = Array(repeating: 0, count: self.columns * self.rows)
    }

    /// The width in dots.
    var width: Int { isFine ? columns * 2 : columns }
    var height: Int { isFine ? rows * 4 : rows }

    /// Sets a dot; dots outside are ignored.
    mutating func set(_ x: Int, _ y: Int) {
        guard x >= 0, y >= 0, x < width, y < height else { return }
        if isFine {
            cells[(y >> 2) * columns + (x >> 1)] |= Braille.bit(x, y)
        } else {
            cells[y * columns + x] = 1
        }
    }

    /// Sets all dots of a column from `top` to `bottom`, in either order.
    mutating func vertical(_ x: Int, _ top: Int, _ bottom: Int) {
        let first = max(0, min(top, bottom))
        let last = min(height - 1, max(top, bottom))
        guard first <= last else { return }
        for y in first...last { set(x, y) }
    }

    /// Draws a line without gaps between columns.
    mutating func line(_ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int) {
        guard x0 != x1 else { return vertical(x0, y0, y1) }
        if x0 > x1 { return line(x1, y1, x0, y0) }
        let slope = Double(y1 - y0) / Double(x1 - x0)
        for x in max(0, x0)...max(0, min(x1, width - 1)) where x >= x0 && x <= x1 {
            let from = Double(y0) + slope * max(0, Double(x - x0) - 0.5)
            let to = Double(y0) + slope * min(Double(x1 - x0), Double(x - x0) + 0.5)
            vertical(x, Int(from.rounded()), Int(to.rounded()))
        }
    }

    /// The character of a cell; nil if it has no dots.
    func character(_ column: Int, _ row: Int, plain: Character) -> Character? {
        guard column >= 0, row >= 0, column < columns, row < rows else { return nil }
        let dots = cells[row * columns + column]
        guard dots != 0 else { return nil }
        return isFine ? Braille.character(dots) : plain
    }

    /// Whether at least half of the dots of a cell are set.
    func isMostlyFull(_ column: Int, _ row: Int) -> Bool {
        guard column >= 0, row >= 0, column < columns, row < rows else { return false }
        return cells[row * columns + column].nonzeroBitCount >= (isFine ? 4 : 1)
    }

    /// The cells that have dots.
    var places: [(column: Int, row: Int)] {
        cells.indices.filter { cells[$0] != 0 }.map { ($0 % columns, $0 / columns) }
    }

    /// Adds the dots of a canvas of the same size.
    mutating func add(_ other: DotCanvas) {
        guard other.cells.count == cells.count else { return }
        for index in cells.indices { cells[index] |= other.cells[index] }
    }

    /// Draws the cells that have dots, over existing contents.
    ///
    /// - Parameter source: a canvas of the same size whose dots are shown in these cells; nil for this one.
    func draw(_ canvas: inout Canvas, x: Int, y: Int, _ style: Style, plain: Character, dotsOf source: DotCanvas? = nil) {
        for row in 0..<rows {
            for column in 0..<columns where cells[row * columns + column] != 0 {
                guard let character = (source ?? self).character(column, row, plain: plain) else { continue }
                canvas[x + column, y + row] = StyledCell(character: character, style: style)
            }
        }
    }
}
