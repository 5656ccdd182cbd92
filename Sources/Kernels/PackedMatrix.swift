/// The right factor of a product, its columns cut into panels as wide as a register tile, each panel stored row after row, so that a product reads it in one stream.
///
/// The layout belongs to one instruction set: panels are two vectors wide, then one, then half a vector for the last columns; missing columns are zero.
public final class PackedMatrix: @unchecked Sendable {
    public let view: PackedView
    private let memory: Matrix

    /// Room for a matrix [rows, columns], for vectors of `vectorWidth` numbers.
    public init(rows: Int, columns: Int, vectorWidth: Int) {
        let padded = PackedView.paddedColumns(columns, vectorWidth: vectorWidth)
        memory = Matrix(rows: 1, columns: rows * padded, stride: (rows * padded + 15) / 16 * 16)
        view = PackedView(base: memory.view.base, rows: rows, columns: columns, vectorWidth: vectorWidth)
    }
}

/// A `PackedMatrix` as a plain value; must not outlive it.
public struct PackedView: @unchecked Sendable {
    @usableFromInline let base: UnsafeMutablePointer<Float>
    public let rows: Int
    public let columns: Int
    @usableFromInline let vectorWidth: Int

    @inlinable
    init(base: UnsafeMutablePointer<Float>, rows: Int, columns: Int, vectorWidth: Int) {
        self.base = base
        self.rows = rows
        self.columns = columns
        self.vectorWidth = vectorWidth
    }

    /// One panel: its first column, its width in storage, and how many of its columns are real.
    @usableFromInline
    struct Panel {
        @usableFromInline let column: Int
        @usableFromInline let width: Int
        @usableFromInline let used: Int

        @inlinable @inline(__always)
        init(column: Int, width: Int, used: Int) {
            self.column = column
            self.width = width
            self.used = used
        }
    }

    /// The panel that begins at this column.
    @inlinable @inline(__always)
    static func panel(at column: Int, of columns: Int, vectorWidth: Int) -> Panel {
        let left = columns - column
        let width = left >= 2 * vectorWidth ? 2 * vectorWidth : left > vectorWidth / 2 ? vectorWidth : vectorWidth / 2
        return Panel(column: column, width: width, used: min(left, width))
    }

    static func paddedColumns(_ columns: Int, vectorWidth: Int) -> Int {
        var column = 0, padded = 0
        while column < columns {
            let panel = panel(at: column, of: columns, vectorWidth: vectorWidth)
            column += panel.used
            padded += panel.width
        }
        return padded
    }

    /// How many panels two vectors wide, or narrower ones at the end, there are.
    public var panels: Int {
        var column = 0, count = 0
        while column < columns {
            column += Self.panel(at: column, of: columns, vectorWidth: vectorWidth).used
            count += 1
        }
        return count
    }
}
