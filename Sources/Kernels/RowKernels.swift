/// Copies, sums and look-ups of whole rows.
@usableFromInline
enum RowKernels<ISA: InstructionSet> {
    @usableFromInline typealias E = Elements<ISA>

    /// target += source.
    @inlinable @inline(__always)
    static func add(_ source: MatrixView, _ target: MatrixView) {
        ActivationKernels<ISA>.zip(source, target) { $0 + $1 }
    }

    /// target *= factor.
    @inlinable @inline(__always)
    static func scale(_ target: MatrixView, _ factor: Float) {
        let factor = Lanes(repeating: factor)
        ActivationKernels<ISA>.map(target, target) { $0 * factor }
    }

    /// averages += share * (values - averages), with fused multiply-adds.
    @inlinable @inline(__always)
    static func average(_ values: MatrixView, _ averages: MatrixView, _ share: Float) {
        let share = Lanes(repeating: share)
        ActivationKernels<ISA>.zip(values, averages) { $1.addingProduct(share, $0 - $1) }
    }

    /// target[row] = table[ids[first + row]], plus `bias` if there is one.
    @inlinable @inline(__always)
    static func gather(
        _ table: MatrixView, _ ids: UnsafeBufferPointer<Int32>, _ first: Int, _ bias: MatrixView?, _ target: MatrixView
    ) {
        require(first >= 0 && first + target.rows <= ids.count && table.columns == target.columns, "each row has a symbol")
        require(bias.map { $0.columns == target.columns } ?? true, "a bias is as wide as its rows")
        for row in 0..<target.rows {
            let id = Int(ids[first + row])
            require(id >= 0 && id < table.rows, "a symbol is in its table")
            let from = table.base + id * table.stride
            let to = target.base + row * target.stride
            if let bias {
                E.stretches(target.columns) { i, count in E.store(E.load(from + i, count) + E.load(bias.base + i, count), to + i, count) }
            } else {
                E.stretches(target.columns) { i, count in E.store(E.load(from + i, count), to + i, count) }
            }
        }
    }

    /// table[ids[first + row]] += source[row], row after row, for all rows of source.
    @inlinable @inline(__always)
    static func scatterAdd(_ source: MatrixView, _ ids: UnsafeBufferPointer<Int32>, _ first: Int, _ table: MatrixView) {
        require(first >= 0 && first + source.rows <= ids.count && table.columns == source.columns, "each row has a symbol")
        for row in 0..<source.rows {
            let id = Int(ids[first + row])
            require(id >= 0 && id < table.rows, "a symbol is in its table")
            let from = source.base + row * source.stride
            let to = table.base + id * table.stride
            E.stretches(source.columns) { i, count in E.store(E.load(to + i, count) + E.load(from + i, count), to + i, count) }
        }
    }

    /// target[0] += source[row], row after row.
    @inlinable @inline(__always)
    static func sumRows(_ source: MatrixView, _ target: MatrixView) {
        require(target.columns == source.columns, "sums are as wide as what they sum")
        for row in 0..<source.rows {
            let from = source.base + row * source.stride
            E.stretches(source.columns) { i, count in
                E.store(E.load(target.base + i, count) + E.load(from + i, count), target.base + i, count)
            }
        }
    }

    /// Clamps the magnitude of every element to `bound`, keeping its sign.
    @inlinable @inline(__always)
    static func limit(_ values: MatrixView, _ bound: Float) {
        let greatest = SIMD16<UInt32>(repeating: bound.bitPattern)
        let sign = SIMD16<UInt32>(repeating: 0x8000_0000)
        for row in 0..<values.rows {
            let base = values.base + row * values.stride
            E.stretches(values.columns) { i, count in
                let v = E.load(base + i, count)
                // Without their signs, numbers are ordered like their bits.
                let isGreater = unsafeBitCast(v.bits & ~sign, to: SIMD16<Int32>.self) .> unsafeBitCast(greatest, to: SIMD16<Int32>.self)
                let limited = unsafeBitCast(v.bits & sign | greatest, to: Lanes.self)
                E.store(limited.select(where: isGreater, else: v), base + i, count)
            }
        }
    }

    /// The sum of squares of all elements, in sixteen chains that are added in fixed pairs.
    @inlinable @inline(__always)
    static func sumOfSquares(_ values: MatrixView) -> Float {
        var sums = Lanes()
        for row in 0..<values.rows {
            let from = values.base + row * values.stride
            E.stretches(values.columns) { i, count in
                let v = LossKernels<ISA>.keep(E.load(from + i, count), count)
                sums.addProduct(v, v)
            }
        }
        return LossKernels<ISA>.sum(sums)
    }
}
