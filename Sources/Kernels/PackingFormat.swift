/// The memory layout of the right factor of a product: how it is cut into panels, and how its numbers are stored.
public struct PackingFormat: Sendable, Hashable {
    /// The shape of the panels.
    public let shape: PanelShape
    /// The rounding of its numbers.
    public let precision: ProductPrecision
    /// Whether two vertically adjacent numbers share one 32-bit word, with the upper one in the lower half, as matrix units read bfloat16
    /// numbers; else each is a float32.
    public let inPairs: Bool

    @inlinable @inline(__always)
    init(shape: PanelShape, precision: ProductPrecision, inPairs: Bool = false) {
        self.shape = shape
        self.precision = precision
        self.inPairs = inPairs
    }

    /// The number of stored rows of a factor with this many rows: lower halves, if any, follow each 32 rows; pairs are padded to 32 rows.
    @inlinable @inline(__always)
    func storedRows(_ rows: Int) -> Int { (inPairs ? (rows + 31) / 32 * 16 : rows) * precision.halves }
}
