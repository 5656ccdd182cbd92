import Notebook
import TextFormatting

/// One cell of the screen.
struct ScreenCell: Hashable, Sendable {
    /// What stands in it. The second cell of a wide character holds nothing.
    var glyph: Glyph
    var style: Style

    init(character: Character?, style: Style = .plain) {
        glyph = Glyph(character)
        self.style = style
    }

    static let blank = ScreenCell(character: " ")

    var character: Character? { glyph.character }
}

/// A screen's content, drawn in memory. Drawing outside of it, or of the rectangle given, is cut off.
struct ScreenBuffer: Equatable, Sendable {
    private(set) var width: Int
    private(set) var height: Int
    private var cells: [ScreenCell]
    /// Where the cursor is shown; nil to hide it.
    var cursor: Position?

    struct Position: Hashable, Sendable {
        var x: Int
        var y: Int
    }

    init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
        cells = Array(repeating: .blank, count: self.width * self.height)
    }

    var area: Rectangle { Rectangle(x: 0, y: 0, width: width, height: height) }

    subscript(x: Int, y: Int) -> ScreenCell {
        get { area.contains(x: x, y: y) ? cells[y * width + x] : .blank }
        set { if area.contains(x: x, y: y) { cells[y * width + x] = newValue } }
    }

    /// Writes text on one line, cut off at the right edge of `limit` (of the screen, where nil); control characters are left out.
    ///
    /// - Returns: the column after the text.
    @discardableResult
    mutating func write(_ text: some StringProtocol, x: Int, y: Int, _ style: Style = .plain, within limit: Rectangle? = nil) -> Int {
        let limit = limit?.intersection(area) ?? area
        guard y >= limit.y, y < limit.bottom else { return x }
        var column = x
        for character in text {
            let wide = DisplayWidth.of(character)
            guard wide > 0 else { continue }
            guard column + wide <= limit.right else { break }
            if column >= limit.x {
                self[column, y] = ScreenCell(character: character, style: style)
                if wide == 2 { self[column + 1, y] = ScreenCell(character: nil, style: style) }
            }
            column += wide
        }
        return column
    }

    /// Writes the parts of a line one after another.
    @discardableResult
    mutating func write(_ line: StyledLine, x: Int, y: Int, within limit: Rectangle? = nil) -> Int {
        var column = x
        for span in line.spans { column = write(span.text, x: column, y: y, span.style, within: limit) }
        return column
    }

    /// Calls `body` for each cell that is not as in `old`; for all, where that has another size or is nil.
    func forEachChange(since old: ScreenBuffer?, _ body: (_ x: Int, _ y: Int, ScreenCell) -> Void) {
        let old = old?.area == area ? old?.cells : nil
        for place in cells.indices {
            if let old, old[place] == cells[place] { continue }
            body(place % width, place / width, cells[place])
        }
    }

    mutating func fill(_ area: Rectangle, _ cell: ScreenCell = .blank) {
        let area = area.intersection(self.area)
        for y in area.y..<area.bottom {
            for x in area.x..<area.right { cells[y * width + x] = cell }
        }
    }

    /// Adds attributes, and sets a background where one is given, to what already stands in `area`.
    mutating func restyle(_ area: Rectangle, _ change: (Style) -> Style) {
        let area = area.intersection(self.area)
        for y in area.y..<area.bottom {
            for x in area.x..<area.right { cells[y * width + x].style = change(cells[y * width + x].style) }
        }
    }

    /// The characters, line by line, without spaces at the ends of lines: for tests.
    var text: String {
        (0..<height).map { y in
            var line = String((0..<width).compactMap { self[$0, y].character })
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}
