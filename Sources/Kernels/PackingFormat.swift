/// How the right factor of a product stands in memory: how it is cut into panels, and how its numbers are kept.
public struct PackingFormat: Sendable, Hashable {
    /// How it is cut.
    public let shape: PanelShape
    /// How its numbers are rounded.
    public let precision: ProductPrecision
    /// Whether two numbers below one another stand in one word of 32 bits, the upper one in the lower half, as matrix units read bfloat16
    /// numbers; else each is a float32.
    public let inPairs: Bool

    @inlinable @inline(__always)
    init(shape: PanelShape, precision: ProductPrecision, inPairs: Bool = false) {
        self.shape = shape
        self.precision = precision
        self.inPairs = inPairs
    }

    /// Rows in storage of a factor with so many rows: lower halves, where there are any, follow each 32 rows; pairs are filled up to 32
    /// rows.
    @inlinable @inline(__always)
    func storedRows(_ rows: Int) -> Int { (inPairs ? (rows + 31) / 32 * 16 : rows) * precision.halves }
}
