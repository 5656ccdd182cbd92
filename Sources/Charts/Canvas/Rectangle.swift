/// An area of the screen, in columns and rows from the upper left corner. Never of negative size.
package struct Rectangle: Hashable, Sendable {
    /// Columns from the left to its first.
    package var x: Int
    /// Rows from the top to its first.
    package var y: Int
    /// Columns.
    package private(set) var width: Int
    /// Rows.
    package private(set) var height: Int

    /// An area; negative sizes are taken as 0.
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
    /// Whether it has no cell.
    package var isEmpty: Bool { width == 0 || height == 0 }

    /// Whether a cell lies in it.
    package func contains(x: Int, y: Int) -> Bool {
        (self.x..<right).contains(x) && (self.y..<bottom).contains(y)
    }

    /// What lies in both.
    package func intersection(_ other: Rectangle) -> Rectangle {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rectangle(x: left, y: top, width: min(right, other.right) - left, height: min(bottom, other.bottom) - top)
    }

    /// What is left without so many columns and rows at its sides.
    package func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rectangle {
        Rectangle(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
    }

    /// The first `rows` rows, and what is below them.
    package func split(top rows: Int) -> (top: Rectangle, rest: Rectangle) {
        let rows = max(0, min(rows, height))
        return (Rectangle(x: x, y: y, width: width, height: rows), inset(top: rows))
    }

    /// The first `columns` columns, and what is to their right.
    package func split(left columns: Int) -> (left: Rectangle, rest: Rectangle) {
        let columns = max(0, min(columns, width))
        return (Rectangle(x: x, y: y, width: columns, height: height), inset(left: columns))
    }
}
