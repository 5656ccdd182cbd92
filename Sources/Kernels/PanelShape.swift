/// How the right factor of a product is cut into panels of up to `vectors` vectors of `vectorWidth` floats, the width of a register tile.
public struct PanelShape: Sendable, Hashable {
    /// The number of floats in a vector.
    public let vectorWidth: Int
    /// The greatest number of vectors side by side.
    public let vectors: Int
    /// The width of which panel widths are multiples: half a vector if that is cheaper, else a vector.
    public let unit: Int

    @inlinable @inline(__always)
    init(vectorWidth: Int, vectors: Int, unit: Int) {
        self.vectorWidth = vectorWidth
        self.vectors = vectors
        self.unit = unit
    }

    /// A panel: its first column, its stored width, and the number of its columns that are real.
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

    /// The panel that begins at this column: as wide as possible without leaving a single vector at the end, since tiles of one vector load
    /// as often as they multiply.
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
