/// A part of a processor that multiplies tiles of bfloat16 numbers as `BFloat16Tile` does. Its tiles have 16 rows of 16 results, and are 32
/// pairs of factors deep. As an instruction set it has a `Vector` and `HalfVector` of 16 numbers, and two vectors side by side.
public protocol MatrixUnit: InstructionSet {
    /// Makes the unit ready on this thread.
    static func begin()
    /// Ends what `begin` began.
    static func end()
    /// c += a b.
    static func multiply(_ tiles: MatrixUnitTiles)
}

/// What a matrix unit multiplies at a time; distances are in bytes.
public struct MatrixUnitTiles {
    /// The left factor: rows of bfloat16 numbers, 32 for each block.
    public var a: UnsafeRawPointer
    /// From row to row of a.
    public var aRow: Int
    /// From a number of a to its lower half; 0 where there are none.
    public var aLow: Int
    /// The right factor: for each block 16 rows of pairs, two neighbours in the order of depth, and where there are lower halves as many
    /// rows of these.
    public var b: UnsafeRawPointer
    /// From row to row of b.
    public var bRow: Int
    /// What the products are added to.
    public var c: UnsafeMutablePointer<Float>
    /// From row to row of c.
    public var cRow: Int
    /// How many times 32 factors are summed.
    public var blocks: Int
    /// Whether c has 32 rows, not 16.
    public var hasTwoRows: Bool
    /// Whether c has 32 columns, not 16.
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
    /// The kernels of `table`, but for products of rounded factors, which the matrix unit computes. To be called in a module that is
    /// compiled with its instructions.
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
