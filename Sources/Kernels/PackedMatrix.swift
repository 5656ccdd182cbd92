/// The right factor of a product, cut into panels, each stored row after row, so that a product reads it in one stream.
///
/// The layout belongs to one instruction set; missing columns are zero.
public final class PackedMatrix: @unchecked Sendable {
    /// The whole matrix.
    public let view: PackedView
    private let memory: Matrix

    /// Room for a matrix [rows, columns].
    public init(rows: Int, columns: Int, format: PackingFormat) {
        let size = format.storedRows(rows) * format.shape.padded(columns)
        memory = Matrix(rows: 1, columns: size, stride: (size + 15) / 16 * 16)
        view = PackedView(base: memory.view.base, rows: rows, columns: columns, format: format)
    }
}

/// A `PackedMatrix` as a plain value; must not outlive it.
public struct PackedView: @unchecked Sendable {
    @usableFromInline let base: UnsafeMutablePointer<Float>
    /// Number of rows: how deep products with it are.
    public let rows: Int
    /// Number of columns.
    public let columns: Int
    @usableFromInline let format: PackingFormat
    /// Rows in storage.
    @usableFromInline let storedRows: Int

    @inlinable
    init(base: UnsafeMutablePointer<Float>, rows: Int, columns: Int, format: PackingFormat) {
        self.base = base
        self.rows = rows
        self.columns = columns
        self.format = format
        storedRows = format.storedRows(rows)
    }

    /// One of `parts` parts that threads take side by side: some neighbouring panels, and the columns they make.
    public func part(_ part: Int, of parts: Int) -> (packed: PackedView, columns: Range<Int>) {
        require(parts > 0 && part >= 0 && part < parts, "a part is one of its parts")
        // Cut between panels of full width, which are the same for a matrix that ends there.
        let panel = format.shape.vectors * format.shape.vectorWidth
        func start(_ part: Int) -> Int { part == parts ? columns : columns / panel * part / parts * panel }
        let range = start(part)..<start(part + 1)
        return (PackedView(base: base + storedRows * range.lowerBound, rows: rows, columns: range.count, format: format), range)
    }
}
