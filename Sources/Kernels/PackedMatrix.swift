/// How the right factor of a product is cut: into panels of up to `vectors` vectors of `vectorWidth` numbers, as wide as a register tile.
public struct PanelShape: Sendable, Hashable {
    public let vectorWidth: Int
    /// Most vectors side by side.
    public let vectors: Int

    @inlinable @inline(__always)
    init(vectorWidth: Int, vectors: Int) {
        self.vectorWidth = vectorWidth
        self.vectors = vectors
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

    /// The panel that begins at this column: as wide as it can be, in whole vectors, but no lonely vector is left at the end, since tiles of one
    /// vector load as often as they multiply.
    @inlinable @inline(__always)
    func panel(at column: Int, of columns: Int) -> Panel {
        let left = columns - column
        let remaining = (left + vectorWidth - 1) / vectorWidth
        let width = (remaining == vectors + 1 ? (remaining + 1) / 2 : min(vectors, remaining)) * vectorWidth
        return Panel(column: column, width: width, used: min(left, width))
    }

    /// Columns in storage.
    @inlinable
    func padded(_ columns: Int) -> Int { (columns + vectorWidth - 1) / vectorWidth * vectorWidth }
}

/// The right factor of a product, cut into panels, each stored row after row, so that a product reads it in one stream.
///
/// The layout belongs to one instruction set; missing columns are zero.
public final class PackedMatrix: @unchecked Sendable {
    public let view: PackedView
    private let memory: Matrix

    /// Room for a matrix [rows, columns].
    public init(rows: Int, columns: Int, shape: PanelShape) {
        let padded = shape.padded(columns)
        memory = Matrix(rows: 1, columns: rows * padded, stride: (rows * padded + 15) / 16 * 16)
        view = PackedView(base: memory.view.base, rows: rows, columns: columns, shape: shape)
    }
}

/// A `PackedMatrix` as a plain value; must not outlive it.
public struct PackedView: @unchecked Sendable {
    @usableFromInline let base: UnsafeMutablePointer<Float>
    public let rows: Int
    public let columns: Int
    @usableFromInline let shape: PanelShape

    @inlinable
    init(base: UnsafeMutablePointer<Float>, rows: Int, columns: Int, shape: PanelShape) {
        self.base = base
        self.rows = rows
        self.columns = columns
        self.shape = shape
    }
}
