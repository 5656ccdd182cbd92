import Kernels

/// An operand of a kernel: a matrix as a value.
struct Operand {
    var rows: Int
    var columns: Int
    /// The values in row-major order.
    var values: [Float]

    init(_ rows: Int, _ columns: Int, _ values: [Float]) {
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    init(_ rows: Int, _ columns: Int, filledWith value: Float) {
        self.init(rows, columns, Array(repeating: value, count: rows * columns))
    }

    /// Numbers that look random, always the same for this seed.
    init(_ rows: Int, _ columns: Int, seed: UInt64, in range: ClosedRange<Float> = -1...1) {
        let random = CounterRandom(seed: seed, purpose: .data)
        let width = range.upperBound - range.lowerBound
        self.init(rows, columns, (0..<rows * columns).map { range.lowerBound + width * random.uniform($0) })
    }

    subscript(row: Int, column: Int) -> Float { values[row * columns + column] }
}

/// A matrix inside a larger one, whose other elements hold a distinctive NaN: a kernel that writes there changes it,
/// and a kernel that reads it spoils its result.
final class GuardedMatrix {
    private static let sentinel = Float(bitPattern: 0x7fc0_dead)
    private static let leftMargin = 5

    private let whole: Matrix
    let view: MatrixView

    init(_ operand: Operand) {
        let width = (Self.leftMargin + operand.columns + 16 + 15) / 16 * 16
        whole = Matrix(rows: operand.rows + 2, columns: width)
        whole.view.fill(Self.sentinel)
        view = whole.view.rows(1, operand.rows).columns(Self.leftMargin, operand.columns)
        view.set(operand.values)
    }

    /// Whether everything around the view is unchanged.
    var isIntact: Bool {
        let inside = Self.leftMargin..<Self.leftMargin + view.columns
        let values = whole.view.values
        return values.indices.allSatisfy { place in
            let (row, column) = place.quotientAndRemainder(dividingBy: whole.view.columns)
            if row >= 1, row <= view.rows, inside.contains(column) { return true }
            return values[place].bitPattern == Self.sentinel.bitPattern
        }
    }
}
