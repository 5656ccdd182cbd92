/// The right factor of a product, cut into panels that are each stored row by row, so that a product reads it as one stream.
///
/// The layout is specific to one instruction set; missing columns are zero.
public final class PackedMatrix: @unchecked Sendable {
    /// The whole matrix.
    public let view: PackedView
    private let memory: Matrix

    /// Memory for a packed matrix [rows, columns].
    public init(rows: Int, columns: Int, format: PackingFormat) {
        let size = format.storedRows(rows) * format.shape.padded(columns)
        memory = Matrix(rows: 1, columns: size, stride: (size + 15) / 16 * 16)
        view = PackedView(base: memory.view.base, rows: rows, columns: columns, format: format)
    }
}

/// A `PackedMatrix` as a plain value, which must not outlive it.
public struct PackedView: @unchecked Sendable {
    @usableFromInline let base: UnsafeMutablePointer<Float>
    /// The number of rows: the depth of products with it.
    public let rows: Int
    /// The number of columns.
    public let columns: Int
    @usableFromInline let format: PackingFormat
    /// The number of stored rows.
    @usableFromInline let storedRows: Int

    @inlinable
    init(base: UnsafeMutablePointer<Float>, rows: Int, columns: Int, format: PackingFormat) {
        self.base = base
        self.rows = rows
        self.columns = columns
        self.format = format
        storedRows = format.storedRows(rows)
    }

    /// One of `parts` parts for parallel threads: some neighbouring panels, and the columns that they produce.
    public func part(_ part: Int, of parts: Int) -> (packed: PackedView, columns: Range<Int>) {
        require(parts > 0 && part >= 0 && part < parts, "a part is one of its parts")
        // Cut between panels of full width, which do not depend on where the matrix ends.
        let panel = format.shape.vectors * format.shape.vectorWidth
        func start(_ part: Int) -> Int { part == parts ? columns : columns / panel * part / parts * panel }
        let range = start(part)..<start(part + 1)
        return (PackedView(base: base + storedRows * range.lowerBound, rows: rows, columns: range.count, format: format), range)
    }
}
