/// Layer normalisation of blocks of columns, row by row (Ba, Kiros, Hinton: "Layer Normalization", 2016).
@usableFromInline
enum NormalizationKernels<ISA: InstructionSet> {
    @usableFromInline typealias E = Elements<ISA>

    /// Each block of a row becomes (x - mean) / sqrt(variance + epsilon), and `scales` 1 / sqrt(variance + epsilon),
    /// one column for each block. Sums consist of sixteen chains that are added in fixed pairs.
    @inlinable @inline(__always)
    static func normalize(_ values: MatrixView, _ scales: MatrixView, _ epsilon: Float) {
        let width = check(values, scales)
        let share = 1 / Float(width)
        for row in 0..<values.rows {
            for block in 0..<scales.columns {
                let x = values.base + row * values.stride + block * width
                var total = Lanes()
                E.stretches(width) { i, count in total += E.load(x + i, count) }
                let mean = Lanes(repeating: LossKernels<ISA>.sum(total) * share)
                var squares = Lanes()
                @inline(__always)
                func addSquares(_ i: Int, _ count: Int) {
                    let distance = LossKernels<ISA>.keep(E.load(x + i, count) - mean, count)
                    squares.addProduct(distance, distance)
                }
                E.stretches(width, addSquares)
                let reciprocal = 1 / (LossKernels<ISA>.sum(squares) * share + epsilon).squareRoot()
                scales.base[row * scales.stride + block] = reciprocal
                let factor = Lanes(repeating: reciprocal)
                @inline(__always)
                func scale(_ i: Int, _ count: Int) { E.store((E.load(x + i, count) - mean) * factor, x + i, count) }
                E.stretches(width, scale)
            }
        }
    }

    /// result = scale (g - mean(g) - y mean(g y)), where g = gradient * gain is the gradient of the normalised values
    /// y.
    @inlinable @inline(__always)
    static func normalizeBackward(
        _ gradient: MatrixView, _ values: MatrixView, _ scales: MatrixView, _ gain: MatrixView, _ result: MatrixView
    ) {
        let width = check(values, scales)
        require(gradient.rows == values.rows && gradient.columns == values.columns, "a gradient has the size of its values")
        require(result.rows == values.rows && result.columns == values.columns, "a gradient has the size of its values")
        require(gain.columns == values.columns, "each column has a gain")
        let share = 1 / Float(width)
        for row in 0..<values.rows {
            for block in 0..<scales.columns {
                let y = values.base + row * values.stride + block * width
                let outer = gradient.base + row * gradient.stride + block * width
                let to = result.base + row * result.stride + block * width
                let weights = gain.base + block * width
                var (total, along) = (Lanes(), Lanes())
                @inline(__always)
                func addUp(_ i: Int, _ count: Int) {
                    let inner = E.load(outer + i, count) * E.load(weights + i, count)
                    total += inner
                    along.addProduct(inner, E.load(y + i, count))
                }
                E.stretches(width, addUp)
                let mean = Lanes(repeating: LossKernels<ISA>.sum(total) * share)
                let slope = Lanes(repeating: -(LossKernels<ISA>.sum(along) * share))
                let factor = Lanes(repeating: scales.base[row * scales.stride + block])
                @inline(__always)
                func project(_ i: Int, _ count: Int) {
                    let inner = E.load(outer + i, count) * E.load(weights + i, count)
                    E.store((inner - mean).addingProduct(slope, E.load(y + i, count)) * factor, to + i, count)
                }
                E.stretches(width, project)
            }
        }
    }

    /// The width of a block.
    @inlinable @inline(__always)
    static func check(_ values: MatrixView, _ scales: MatrixView) -> Int {
        require(scales.rows == values.rows && scales.columns > 0 && values.columns % scales.columns == 0, "blocks have one width")
        return values.columns / scales.columns
    }

    /// target = start + factors * source, column by column; without `start`, target += factors * source. Fused.
    @inlinable @inline(__always)
    static func scaleColumns(_ source: MatrixView, _ factors: MatrixView, _ start: MatrixView?, _ target: MatrixView) {
        require(source.rows == target.rows && source.columns == target.columns, "both sides have one size")
        require(factors.columns == source.columns && start?.columns ?? source.columns == source.columns, "each column has a factor")
        for row in 0..<source.rows {
            let (from, to) = (source.base + row * source.stride, target.base + row * target.stride)
            let begin = start?.base ?? to
            @inline(__always)
            func body(_ i: Int, _ count: Int) {
                let product = E.load(begin + i, count).addingProduct(E.load(factors.base + i, count), E.load(from + i, count))
                E.store(product, to + i, count)
            }
            E.stretches(source.columns, body)
        }
    }

    /// target += the sum over rows of left * right, row after row, fused.
    @inlinable @inline(__always)
    static func sumProducts(_ left: MatrixView, _ right: MatrixView, _ target: MatrixView) {
        require(left.rows == right.rows && left.columns == right.columns, "both sides have one size")
        require(target.columns == left.columns, "sums are as wide as what they sum")
        for row in 0..<left.rows {
            let (a, b) = (left.base + row * left.stride, right.base + row * right.stride)
            @inline(__always)
            func body(_ i: Int, _ count: Int) {
                let sum = E.load(target.base + i, count).addingProduct(E.load(a + i, count), E.load(b + i, count))
                E.store(sum, target.base + i, count)
            }
            E.stretches(left.columns, body)
        }
    }
}
