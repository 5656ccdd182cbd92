/// An area of the screen, in columns and rows from the upper left corner. Never of negative size.
struct Rectangle: Hashable, Sendable {
    var x: Int
    var y: Int
    private(set) var width: Int
    private(set) var height: Int

    init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    var right: Int { x + width }
    var bottom: Int { y + height }
    var isEmpty: Bool { width == 0 || height == 0 }

    func contains(x: Int, y: Int) -> Bool {
        (self.x..<right).contains(x) && (self.y..<bottom).contains(y)
    }

    func intersection(_ other: Rectangle) -> Rectangle {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rectangle(x: left, y: top, width: min(right, other.right) - left, height: min(bottom, other.bottom) - top)
    }

    func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rectangle {
        Rectangle(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
    }

    /// The first `rows` rows, and what is below them.
    func split(top rows: Int) -> (top: Rectangle, rest: Rectangle) {
        let rows = max(0, min(rows, height))
        return (Rectangle(x: x, y: y, width: width, height: rows), inset(top: rows))
    }

    /// The first `columns` columns, and what is to their right.
    func split(left columns: Int) -> (left: Rectangle, rest: Rectangle) {
        let columns = max(0, min(columns, width))
        return (Rectangle(x: x, y: y, width: columns, height: height), inset(left: columns))
    }
}
