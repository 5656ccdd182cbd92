/// Memory for one matrix of floats, initially zero, with rows aligned to 64 bytes. Freed with the last reference.
///
/// The system allocates the pages of a large matrix on first write: rows that are never used take no memory.
///
/// Computations use `view`s, which are plain values without reference counting. A view must not outlive its matrix: an owner that provides
/// views keeps the matrix in a stored property.
public final class Matrix: @unchecked Sendable {
    /// The whole matrix.
    public let view: MatrixView
    private let memory: MatrixMemory

    /// - Parameters:
    ///   - rows: the number of rows.
    ///   - columns: the number of floats in a row; the distance between rows is `stride(columns)`.
    public convenience init(rows: Int, columns: Int) {
        self.init(rows: rows, columns: columns, stride: Self.stride(columns))
    }

    /// The distance between rows in floats: whole cache lines, and never a multiple of eight lines, so that the same column of many rows
    /// fits into the first-level cache, where addresses a multiple of eight lines apart share few places.
    public static func stride(_ columns: Int) -> Int {
        let lines = (columns + 15) / 16
        return (lines.isMultiple(of: 8) ? lines + min(lines, 1) : lines) * 16
    }

    /// A row of `count` numbers.
    public convenience init(count: Int) {
        self.init(rows: 1, columns: count)
    }

    init(rows: Int, columns: Int, stride: Int) {
        require(rows >= 0 && columns >= 0, "sizes of a matrix are not negative")
        let (count, overflow) = rows.multipliedReportingOverflow(by: stride)
        require(!overflow && count <= Int.max / 4, "a matrix fits into memory")
        let bytes = count * MemoryLayout<Float>.stride
        memory = MatrixMemory(bytes: bytes)
        view = MatrixView(
            base: memory.address.bindMemory(to: Float.self, capacity: bytes / MemoryLayout<Float>.stride),
            rows: rows, columns: columns, stride: stride)
    }

    deinit {
        memory.free()
    }
}

/// A rectangle of a `Matrix`: `rows` rows of `columns` floats, `stride` floats apart. A stride of 0 repeats one row.
public struct MatrixView: @unchecked Sendable {
    @usableFromInline let base: UnsafeMutablePointer<Float>
    /// The number of rows.
    public let rows: Int
    /// The number of floats in a row.
    public let columns: Int
    /// The distance between the beginnings of rows in floats; 0 if all are the same row.
    public let stride: Int

    @inlinable @inline(__always)
    init(base: UnsafeMutablePointer<Float>, rows: Int, columns: Int, stride: Int) {
        self.base = base
        self.rows = rows
        self.columns = columns
        self.stride = stride
    }

    /// These rows.
    @inlinable @inline(__always)
    public func rows(_ first: Int, _ count: Int) -> MatrixView {
        require(first >= 0 && count >= 0 && first + count <= rows, "rows of a view lie inside it")
        return MatrixView(base: base + first * stride, rows: count, columns: columns, stride: stride)
    }

    /// These columns.
    @inlinable @inline(__always)
    public func columns(_ first: Int, _ count: Int) -> MatrixView {
        require(first >= 0 && count >= 0 && first + count <= columns, "columns of a view lie inside it")
        return MatrixView(base: base + first, rows: rows, columns: count, stride: stride)
    }

    /// The first row, `count` times.
    @inlinable @inline(__always)
    public func repeated(_ count: Int) -> MatrixView {
        require(rows >= 1, "a view to repeat has a row")
        return MatrixView(base: base, rows: count, columns: columns, stride: 0)
    }

    /// The element in this row and column, which must lie inside the view.
    @inlinable
    public subscript(row: Int, column: Int) -> Float {
        get {
            require(row >= 0 && row < rows && column >= 0 && column < columns, "an element lies inside its view")
            return base[row * stride + column]
        }
        nonmutating set {
            require(row >= 0 && row < rows && column >= 0 && column < columns, "an element lies inside its view")
            base[row * stride + column] = newValue
        }
    }

    /// Sets every element.
    public func fill(_ value: Float) {
        for row in 0..<rows { (base + row * stride).update(repeating: value, count: columns) }
    }

    /// Copies `values`, [rows, columns] in row-major order.
    public func set(_ values: [Float]) {
        require(values.count == rows * columns, "as many values as elements")
        values.withUnsafeBufferPointer { set($0.baseAddress, stride: columns) }
    }

    /// Copies rows `first ..< first + rows` of a table [.., columns].
    public func set(_ values: [Float], fromRow first: Int) {
        require(first >= 0 && (first + rows) * columns <= values.count, "rows lie inside the table")
        values.withUnsafeBufferPointer { set($0.baseAddress.map { $0 + first * columns }, stride: columns) }
    }

    private func set(_ source: UnsafePointer<Float>?, stride sourceStride: Int) {
        guard let source else { return }
        for row in 0..<rows { (base + row * stride).update(from: source + row * sourceStride, count: columns) }
    }

    /// Copies another view of the same size.
    public func set(_ other: MatrixView) {
        require(rows == other.rows && columns == other.columns, "a copy has the size of its original")
        for row in 0..<rows { (base + row * stride).update(from: other.base + row * other.stride, count: columns) }
    }

    /// All elements in row-major order.
    public var values: [Float] {
        [Float](unsafeUninitializedCapacity: rows * columns) { buffer, count in
            count = rows * columns
            guard let target = buffer.baseAddress else { return }
            for row in 0..<rows { (target + row * columns).initialize(from: base + row * stride, count: columns) }
        }
    }
}
