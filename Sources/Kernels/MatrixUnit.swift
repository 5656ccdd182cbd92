/// A processor unit that multiplies tiles of bfloat16 numbers like `BFloat16Tile`. Its tiles have 16 rows of 16 results, and are 32 pairs
/// of factors deep. As an instruction set it has a `Vector` and `HalfVector` of 16 floats, and two vectors side by side.
public protocol MatrixUnit: InstructionSet {
    /// Prepares the unit on this thread.
    static func begin()
    /// Releases the unit after `begin`.
    static func end()
    /// c += a b.
    static func multiply(_ tiles: MatrixUnitTiles)
}

/// The operands of one multiplication by a matrix unit; distances are in bytes.
public struct MatrixUnitTiles {
    /// The left factor: rows of bfloat16 numbers, 32 for each block.
    public var a: UnsafeRawPointer
    /// The distance between rows of a.
    public var aRow: Int
    /// The distance from a number of a to its lower half; 0 if there are none.
    public var aLow: Int
    /// The right factor: for each block 16 rows of pairs of neighbours along the depth, followed by as many rows of lower halves if there
    /// are any.
    public var b: UnsafeRawPointer
    /// The distance between rows of b.
    public var bRow: Int
    /// The matrix to which the products are added.
    public var c: UnsafeMutablePointer<Float>
    /// The distance between rows of c.
    public var cRow: Int
    /// The number of blocks of 32 factors to sum.
    public var blocks: Int
    /// Whether c has 32 rows rather than 16.
    public var hasTwoRows: Bool
    /// Whether c has 32 columns rather than 16.
    public var hasTwoColumns: Bool

    @inlinable @inline(__always)
    init(
        a: UnsafeRawPointer, aRow: Int, aLow: Int, b: UnsafeRawPointer, bRow: Int, c: UnsafeMutablePointer<Float>, cRow: Int, blocks: Int,
        hasTwoRows: Bool, hasTwoColumns: Bool
    ) {
        self.a = a
        self.aRow = aRow
        self.aLow = aLow
        self.b = b
        self.bRow = bRow
        self.c = c
        self.cRow = cRow
        self.blocks = blocks
        self.hasTwoRows = hasTwoRows
        self.hasTwoColumns = hasTwoColumns
    }
}

extension KernelTable {
    /// The kernels of `table`, with products of rounded factors on the matrix unit. Call only in a module that is compiled with its
    /// instructions.
    @inlinable @inline(__always)
    public init<Unit: MatrixUnit>(_ table: KernelTable, unit: Unit.Type, name: String) {
        let vectors = table.entries
        var entries = vectors
        entries.pack = { source, packed, transposed, part, parts in
            if packed.format.inPairs {
                packed.packPairs(source, transposed: transposed, part: part, parts: parts, for: Unit.self)
            } else {
                vectors.pack(source, packed, transposed, part, parts)
            }
        }
        entries.product = { a, b, start, c, prefetch in
            guard b.format.inPairs else { return vectors.product(a, b, start, c, prefetch) }
            var whole = RowSegment(left: 0, result: 0, count: c.rows)
            withUnsafePointer(to: &whole) {
                MatrixUnitProduct<Unit>.accumulate(a, b, start, c, UnsafeBufferPointer(start: $0, count: 1))
            }
        }
        entries.segmentedProduct = { a, b, start, c, segments in
            guard b.format.inPairs else { return vectors.segmentedProduct(a, b, start, c, segments) }
            segments.withUnsafeBufferPointer { MatrixUnitProduct<Unit>.accumulate(a, b, start, c, $0) }
        }
        entries.transposedProduct = { a, b, c, sums, segments, precision in
            guard precision != .single else { return vectors.transposedProduct(a, b, c, sums, segments, precision) }
            segments.withUnsafeBufferPointer { MatrixUnitTransposedProduct<Unit>.accumulate(a, b, c, sums, $0, precision) }
        }
        self.init(
            name: name, vectorWidth: table.vectorWidth, panels: table.panels, rounded: (Unit.panels, true), entries: entries)
    }
}
