/// An area of the screen, in columns and rows from the upper left corner. Its size is never negative.
package struct Rectangle: Hashable, Sendable {
    /// The first column.
    package var x: Int
    /// The first row.
    package var y: Int
    /// The number of columns.
    package private(set) var width: Int
    /// The number of rows.
    package private(set) var height: Int

    /// An area; negative sizes are treated as 0.
    package init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// The column after the last.
    package var right: Int { x + width }
    /// The row after the last.
    package var bottom: Int { y + height }
    /// Whether it has no cells.
    package var isEmpty: Bool { width == 0 || height == 0 }

    /// Whether it contains a cell.
    package func contains(x: Int, y: Int) -> Bool {
        (self.x..<right).contains(x) && (self.y..<bottom).contains(y)
    }

    /// The area common to both.
    package func intersection(_ other: Rectangle) -> Rectangle {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rectangle(x: left, y: top, width: min(right, other.right) - left, height: min(bottom, other.bottom) - top)
    }

    /// The area without this many columns and rows at its sides.
    package func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rectangle {
        Rectangle(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
    }

    /// The first `rows` rows, and the area below them.
    package func split(top rows: Int) -> (top: Rectangle, rest: Rectangle) {
        let rows = max(0, min(rows, height))
        return (Rectangle(x: x, y: y, width: width, height: rows), inset(top: rows))
    }

    /// The first `columns` columns, and the area to their right.
    package func split(left columns: Int) -> (left: Rectangle, rest: Rectangle) {
        let columns = max(0, min(columns, width))
        return (Rectangle(x: x, y: y, width: columns, height: height), inset(left: columns))
    }
}
