/// Loads and stores of sixteen lanes, and loops over a row with a shorter last step.
@usableFromInline
enum Elements<ISA: InstructionSet> {
    @_transparent @inlinable
    static func load(_ pointer: UnsafePointer<Float>) -> Lanes {
        UnsafeRawPointer(pointer).loadUnaligned(as: Lanes.self)
    }

    @_transparent @inlinable
    static func store(_ value: Lanes, _ pointer: UnsafeMutablePointer<Float>) {
        UnsafeMutableRawPointer(pointer).storeBytes(of: value, as: Lanes.self)
    }

    /// The first `count` numbers, and zeros in the other lanes, read in pieces of eight, four, two and one: memory
    /// beyond the end of a row may belong to another thread, which is writing it.
    @_transparent @inlinable
    static func load(_ pointer: UnsafePointer<Float>, _ count: Int) -> Lanes {
        if count >= 16 { return load(pointer) }
        let source = UnsafeRawPointer(pointer)
        if count & 8 != 0 {
            return Lanes(
                lowHalf: source.loadUnaligned(as: SIMD8<Float>.self), highHalf: loadLessThanEight(source + 32, count))
        }
        return Lanes(lowHalf: loadLessThanEight(source, count), highHalf: SIMD8())
    }

    @_transparent @inlinable
    static func loadLessThanEight(_ source: UnsafeRawPointer, _ count: Int) -> SIMD8<Float> {
        if count & 4 != 0 {
            return SIMD8(
                lowHalf: source.loadUnaligned(as: SIMD4<Float>.self), highHalf: loadLessThanFour(source + 16, count))
        }
        return SIMD8(lowHalf: loadLessThanFour(source, count), highHalf: SIMD4())
    }

    @_transparent @inlinable
    static func loadLessThanFour(_ source: UnsafeRawPointer, _ count: Int) -> SIMD4<Float> {
        if count & 2 != 0 {
            let last = count & 1 != 0 ? (source + 8).loadUnaligned(as: Float.self) : 0
            return SIMD4(lowHalf: source.loadUnaligned(as: SIMD2<Float>.self), highHalf: SIMD2(last, 0))
        }
        return SIMD4(count & 1 != 0 ? source.loadUnaligned(as: Float.self) : 0, 0, 0, 0)
    }

    /// The first `count` lanes, stored in pieces of eight, four, two and one.
    @_transparent @inlinable
    static func store(_ value: Lanes, _ pointer: UnsafeMutablePointer<Float>, _ count: Int) {
        if count >= 16 { return store(value, pointer) }
        var target = UnsafeMutableRawPointer(pointer)
        var eight = value.lowHalf
        if count & 8 != 0 {
            target.storeBytes(of: eight, as: SIMD8<Float>.self)
            target += 32
            eight = value.highHalf
        }
        var four = eight.lowHalf
        if count & 4 != 0 {
            target.storeBytes(of: four, as: SIMD4<Float>.self)
            target += 16
            four = eight.highHalf
        }
        var two = four.lowHalf
        if count & 2 != 0 {
            target.storeBytes(of: two, as: SIMD2<Float>.self)
            target += 8
            two = four.highHalf
        }
        if count & 1 != 0 { target.storeBytes(of: two.x, as: Float.self) }
    }

    /// Calls `body` with the start and the length of each stretch of at most sixteen elements.
    ///
    /// A body of more than one line should be a function that is always inlined: only then do its loads and stores of
    /// whole vectors lose their branches.
    @inlinable @inline(__always)
    static func stretches(_ count: Int, _ body: (_ first: Int, _ count: Int) -> Void) {
        var first = 0
        while first + 16 <= count {
            body(first, 16)
            first += 16
        }
        if first < count { body(first, count - first) }
    }
}

extension UnsafeMutablePointer<Float> {
    /// The first address from here on that is a multiple of this many bytes.
    @inlinable @inline(__always)
    func alignedUp(toMultipleOf bytes: UInt) -> UnsafeMutablePointer<Float> {
        let address = UInt(bitPattern: self)
        return self + Int((bytes - address % bytes) % bytes) / MemoryLayout<Float>.stride
    }
}
