/// Reductions of the rows of a sequence's steps to one row: maxima and weighted sums, for one step of neighbouring
/// sequences at a time.
@usableFromInline
enum PoolingKernels<ISA: InstructionSet> {
    @usableFromInline typealias E = Elements<ISA>

    /// Integers in the order of the numbers, NaN above all, -0 below 0.
    @_transparent @inlinable
    static func order(_ x: Lanes) -> SIMD16<Int32> {
        let bits = unsafeBitCast(x, to: SIMD16<Int32>.self)
        let magnitude = bits & SIMD16(repeating: 0x7fff_ffff)
        let ordered = bits ^ ((bits &>> 31) & SIMD16(repeating: 0x7fff_ffff))
        let isNumber = magnitude .<= SIMD16(repeating: 0x7f80_0000)
        let above = Lanes(repeating: Float(bitPattern: 0x7fff_ffff))
        return unsafeBitCast(unsafeBitCast(ordered, to: Lanes.self).select(where: isNumber, else: above), to: SIMD16<Int32>.self)
    }

    /// greatest = max(greatest, source); `places` becomes the bits of `step` where the source is greater.
    @inlinable @inline(__always)
    static func maximum(_ source: MatrixView, _ step: UInt32, _ greatest: MatrixView, _ places: MatrixView) {
        require(source.rows == greatest.rows && source.columns == greatest.columns, "a maximum has the size of its values")
        require(places.rows == greatest.rows && places.columns == greatest.columns, "each maximum has a place")
        let place = Lanes(repeating: Float(bitPattern: step))
        for row in 0..<source.rows {
            let from = source.base + row * source.stride
            let best = greatest.base + row * greatest.stride
            let at = places.base + row * places.stride
            @inline(__always)
            func body(_ i: Int, _ count: Int) {
                let (x, before) = (E.load(from + i, count), E.load(best + i, count))
                let isGreater = order(x) .> order(before)
                E.store(x.select(where: isGreater, else: before), best + i, count)
                E.store(place.select(where: isGreater, else: E.load(at + i, count)), at + i, count)
            }
            E.stretches(source.columns, body)
        }
    }

    /// target = gradient where the place is `step`, else 0.
    @inlinable @inline(__always)
    static func maximumBackward(_ gradient: MatrixView, _ places: MatrixView, _ step: UInt32, _ target: MatrixView) {
        require(target.rows == gradient.rows && target.columns == gradient.columns, "a gradient has the size of its values")
        require(places.rows == gradient.rows && places.columns == gradient.columns, "each maximum has a place")
        let place = SIMD16<UInt32>(repeating: step)
        for row in 0..<gradient.rows {
            let from = gradient.base + row * gradient.stride
            let at = places.base + row * places.stride
            let to = target.base + row * target.stride
            @inline(__always)
            func body(_ i: Int, _ count: Int) {
                let isHere = E.load(at + i, count).bits .== place
                E.store(E.load(from + i, count).select(where: isHere, else: Lanes()), to + i, count)
            }
            E.stretches(gradient.columns, body)
        }
    }

    /// target[row] += factors[row] * source[row], fused.
    @inlinable @inline(__always)
    static func addScaledRows(_ source: MatrixView, _ factors: MatrixView, _ target: MatrixView) {
        require(source.rows == target.rows && source.columns == target.columns, "both sides have one size")
        require(factors.rows == source.rows && factors.columns == 1, "each row has a factor")
        for row in 0..<source.rows {
            let from = source.base + row * source.stride
            let to = target.base + row * target.stride
            let factor = Lanes(repeating: factors.base[row * factors.stride])
            @inline(__always)
            func body(_ i: Int, _ count: Int) {
                E.store(E.load(to + i, count).addingProduct(factor, E.load(from + i, count)), to + i, count)
            }
            E.stretches(source.columns, body)
        }
    }

    /// results[row] = the sum of left[row] * right[row], in sixteen chains that are added in fixed pairs.
    @inlinable @inline(__always)
    static func rowProducts(_ left: MatrixView, _ right: MatrixView, _ results: MatrixView) {
        require(left.rows == right.rows && left.columns == right.columns, "both sides have one size")
        require(results.rows == left.rows && results.columns == 1, "each row has a result")
        for row in 0..<left.rows {
            let (a, b) = (left.base + row * left.stride, right.base + row * right.stride)
            var sums = Lanes()
            // Lanes beyond the end are zeros on both sides.
            E.stretches(left.columns) { i, count in sums.addProduct(E.load(a + i, count), E.load(b + i, count)) }
            results.base[row * results.stride] = LossKernels<ISA>.sum(sums)
        }
    }
}
