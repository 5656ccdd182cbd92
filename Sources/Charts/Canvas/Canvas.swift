import TextFormatting

/// A grid of cells to draw on, with the origin in the upper left corner. Drawing is clipped to the canvas and to the given rectangle.
///
/// A wide character occupies two cells and is drawn whole or not at all: drawing over one of its cells clears the other.
package struct Canvas: Equatable, Sendable {
    /// The number of columns.
    package let width: Int
    /// The number of rows.
    package let height: Int
    /// The cells, row by row.
    private(set) var cells: [StyledCell]
    /// The position of the visible cursor; nil to hide it.
    package var cursor: Position?

    /// The position of a cell.
    package struct Position: Hashable, Sendable {
        /// Columns from the left.
        package var x: Int
        /// Rows from the top.
        package var y: Int

        /// A position, which may be outside of a canvas.
        package init(x: Int, y: Int) {
            self.x = x
            self.y = y
        }
    }

    /// A blank canvas; negative sizes are treated as 0.
    package init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
        cells = Array(repeating: .blank, count: self.width * self.height)
    }

    /// The whole canvas.
    package var area: Rectangle { Rectangle(x: 0, y: 0, width: width, height: height) }

    /// A cell, blank outside of the canvas. Only for characters of one column; for others use `write`.
    package subscript(x: Int, y: Int) -> StyledCell {
        get { area.contains(x: x, y: y) ? cells[y * width + x] : .blank }
        set {
            guard area.contains(x: x, y: y) else { return }
            splitPair(x, y)
            cells[y * width + x] = newValue.glyph.isEmpty ? StyledCell(character: " ", style: newValue.style) : newValue
        }
    }

    /// Blanks out a wide character that has a cell here.
    private mutating func splitPair(_ x: Int, _ y: Int) {
        let place = y * width + x
        let blank = Glyph(" ")
        if x > 0, cells[place].glyph.isEmpty {
            cells[place].glyph = blank
            cells[place - 1].glyph = blank
        } else if x + 1 < width, cells[place + 1].glyph.isEmpty {
            cells[place].glyph = blank
            cells[place + 1].glyph = blank
        }
    }

    /// Writes text on one line, clipped at the right edge of `limit` (of the canvas if nil). A combining mark joins the cell before it.
    /// Invisible characters are left out: control characters, and joiners and selectors, with which a terminal would combine several cells
    /// into one glyph.
    ///
    /// - Returns: the column after the text.
    @discardableResult
    package mutating func write(
        _ text: some StringProtocol, x: Int, y: Int, _ style: Style = .plain, within limit: Rectangle? = nil
    ) -> Int {
        let limit = limit?.intersection(area) ?? area
        guard y >= limit.y, y < limit.bottom else { return x }
        var column = x
        for scalar in text.unicodeScalars {
            let wide = DisplayWidth.of(scalar)
            guard wide > 0 else {
                if Glyph.isMark(scalar), column > limit.x { join(scalar, before: column, y) }
                continue
            }
            guard column + wide <= limit.right else { break }
            if column >= limit.x {
                splitPair(column, y)
                cells[y * width + column] = StyledCell(glyph: Glyph(scalar), style: style)
                if wide == 2 {
                    splitPair(column + 1, y)
                    cells[y * width + column + 1] = StyledCell(character: nil, style: style)
                }
            }
            column += wide
        }
        return column
    }

    /// Adds a combining mark to the character whose cells end before a column; a blank takes none.
    private mutating func join(_ mark: Unicode.Scalar, before column: Int, _ y: Int) {
        var place = y * width + column - 1
        if column > 1, cells[place].glyph.isEmpty { place -= 1 }
        guard cells[place].glyph != StyledCell.blank.glyph else { return }
        cells[place].glyph.append(mark)
    }

    /// Writes the parts of a line one after another.
    ///
    /// - Returns: the column after the line.
    @discardableResult
    package mutating func write(_ line: StyledLine, x: Int, y: Int, within limit: Rectangle? = nil) -> Int {
        var column = x
        for span in line.spans { column = write(span.text, x: column, y: y, span.style, within: limit) }
        return column
    }

    /// Fills `area` with copies of a cell of one column.
    package mutating func fill(_ area: Rectangle, _ cell: StyledCell = .blank) {
        let area = area.intersection(self.area)
        guard !area.isEmpty else { return }
        for y in area.y..<area.bottom {
            splitPair(area.x, y)
            splitPair(area.right - 1, y)
            for x in area.x..<area.right { cells[y * width + x] = cell }
        }
    }

    /// Changes the style of the existing contents of `area`.
    package mutating func restyle(_ area: Rectangle, _ change: (Style) -> Style) {
        let area = area.intersection(self.area)
        for y in area.y..<area.bottom {
            for x in area.x..<area.right { cells[y * width + x].style = change(cells[y * width + x].style) }
        }
    }

    /// The styles of all cells.
    ///
    /// - Complexity: O(cells).
    package var styles: Set<Style> { Set(cells.lazy.map(\.style)) }

    /// The canvas for a terminal that shows only ASCII: signs have another one in their place, and other characters a question mark.
    package var inASCII: Canvas {
        var canvas = self
        for place in cells.indices {
            let glyph = cells[place].glyph
            canvas.cells[place].glyph = glyph.isEmpty ? Glyph(" ") : glyph.inASCII
        }
        return canvas
    }

    /// A row as styled text, without trailing blanks.
    package func line(_ y: Int) -> StyledLine {
        var end = width
        while end > 0, self[end - 1, y] == .blank { end -= 1 }
        var line = StyledLine()
        for x in 0..<end { line.append(self[x, y]) }
        return line
    }

    /// The text of the canvas, line by line, without trailing spaces.
    package var text: String {
        (0..<height).map { y in
            var line = String((0..<width).compactMap { self[$0, y].character })
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}
