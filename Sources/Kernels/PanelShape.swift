/// How the right factor of a product is cut: into panels of up to `vectors` vectors of `vectorWidth` numbers, as wide as a register tile.
public struct PanelShape: Sendable, Hashable {
    /// Numbers in a vector.
    public let vectorWidth: Int
    /// Most vectors side by side.
    public let vectors: Int
    /// What widths of panels are a multiple of: half a vector where that is cheaper, else a vector.
    public let unit: Int

    @inlinable @inline(__always)
    init(vectorWidth: Int, vectors: Int, unit: Int) {
        self.vectorWidth = vectorWidth
        self.vectors = vectors
        self.unit = unit
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

    /// The panel that begins at this column: as wide as it can be, but no lonely vector is left at the end, since tiles of one
    /// vector load as often as they multiply.
    @inlinable @inline(__always)
    func panel(at column: Int, of columns: Int) -> Panel {
        let left = columns - column
        let remaining = (left + vectorWidth - 1) / vectorWidth
        let whole = (remaining == vectors + 1 ? (remaining + 1) / 2 : min(vectors, remaining)) * vectorWidth
        let width = min(whole, padded(left))
        return Panel(column: column, width: width, used: min(left, width))
    }

    /// Columns in storage.
    @inlinable @inline(__always)
    func padded(_ columns: Int) -> Int { (columns + unit - 1) / unit * unit }
}
