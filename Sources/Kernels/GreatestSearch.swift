/// Numbers as integers, which are compared in all lanes at once.
@usableFromInline
enum NumberOrder {
    /// Integers in the order of the numbers; 0 and -0 are equal, and NaN is below all others.
    @_transparent @inlinable
    static func of(_ x: Lanes) -> SIMD16<Int32> {
        let bits = unsafeBitCast(x + Lanes(), to: SIMD16<Int32>.self)
        let magnitude = bits & SIMD16(repeating: 0x7fff_ffff)
        let ordered = unsafeBitCast(bits ^ ((bits &>> 31) & SIMD16(repeating: 0x7fff_ffff)), to: Lanes.self)
        let isNumber = magnitude .<= SIMD16(repeating: 0x7f80_0000)
        return unsafeBitCast(
            ordered.select(where: isNumber, else: Lanes(repeating: Float(bitPattern: 0x8000_0000))), to: SIMD16<Int32>.self)
    }
}

/// Finds the greatest number of a row, sixteen at a time from its beginning.
@usableFromInline
struct GreatestSearch {
    @usableFromInline var best = SIMD16<Int32>(repeating: Int32.min)
    @usableFromInline var places = Lanes()
    @usableFromInline var place = unsafeBitCast(SIMD16<UInt32>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), to: Lanes.self)

    @inlinable @inline(__always)
    init() {}

    /// The next sixteen numbers, as integers from `NumberOrder`.
    @_transparent @inlinable
    mutating func add(_ numbers: SIMD16<Int32>) {
        let isGreater = numbers .> best
        best = unsafeBitCast(
            unsafeBitCast(numbers, to: Lanes.self).select(where: isGreater, else: unsafeBitCast(best, to: Lanes.self)),
            to: SIMD16<Int32>.self)
        places = place.select(where: isGreater, else: places)
        place = unsafeBitCast(place.bits &+ 16, to: Lanes.self)
    }

    /// The index of the greatest number of a row, the first of equal ones; 0 if the first number is NaN.
    ///
    /// - Parameter rest: the end of the row, which has not been added.
    @inlinable @inline(__always)
    func index(_ row: UnsafePointer<Float>, _ rest: Range<Int>) -> Int {
        guard !row[0].isNaN else { return 0 }
        let most = best.max()
        let first = places.bits.replacing(with: SIMD16(repeating: UInt32.max), where: best .!= SIMD16(repeating: most)).min()
        var index = rest.lowerBound == 0 ? 0 : Int(first)
        for j in rest where row[j] > row[index] { index = j }
        return index
    }
}
