/// Masks of recurrent states in the form of `DropoutMask`: drawn once, used forward and backward.
@usableFromInline
enum StateMaskKernels<ISA: InstructionSet> {
    @usableFromInline typealias E = Elements<ISA>

    /// Draws masks for rows `firstRow ..< firstRow + rows`: an element is dropped if its sixteen random bits are below
    /// `threshold` = rate * 65536.
    @inlinable @inline(__always)
    static func draw(_ masks: MatrixView, _ random: CounterRandom, _ firstRow: Int, _ threshold: UInt32) {
        let groups = masks.columns / 16
        let all = masks.rows * groups
        var index = 0
        while index < all {
            let words = PhiloxLanes<ISA>.blocks(random, UInt32(truncatingIfNeeded: (firstRow * groups + index) * 8))
            store(masks, index / groups, index % groups, words.xy, words.zw, threshold)
            if index + 1 < all { store(masks, (index + 1) / groups, (index + 1) % groups, words.xy2, words.zw2, threshold) }
            index += 2
        }
    }

    @_transparent @inlinable
    static func store(_ masks: MatrixView, _ row: Int, _ group: Int, _ xy: SIMD16<UInt32>, _ zw: SIMD16<UInt32>, _ threshold: UInt32) {
        typealias D = DropoutKernels<ISA>
        let limit = SIMD16<UInt32>(repeating: threshold)
        let low = SIMD16<UInt32>(repeating: 0xffff)
        let bits =
            D.bit((xy & low) .>= limit, 1) | D.bit((xy &>> 16) .>= limit, 2) | D.bit((zw & low) .>= limit, 4)
            | D.bit((zw &>> 16) .>= limit, 8)
        UnsafeMutableRawPointer(masks.base + row * masks.stride + group * 16).storeBytes(of: bits, as: SIMD16<UInt32>.self)
    }

    /// Which of sixteen elements, from column i on, are kept.
    @_transparent @inlinable
    static func kept(_ mask: UnsafeRawPointer, _ i: Int) -> SIMDMask<SIMD16<Int32>> {
        let bits = mask.loadUnaligned(fromByteOffset: i / 64 * 64, as: SIMD16<UInt32>.self)
        return (bits & SIMD16(repeating: 1 &<< UInt32(i / 16 % 4))) .!= SIMD16()
    }

    /// result = input * mask * scale.
    @inlinable @inline(__always)
    static func apply(_ masks: MatrixView, _ input: MatrixView, _ result: MatrixView, _ scale: Float) {
        DropoutKernels<ISA>.check(input, result, masks)
        let factor = Lanes(repeating: scale)
        for row in 0..<input.rows {
            let (from, to) = (input.base + row * input.stride, result.base + row * result.stride)
            let mask = UnsafeRawPointer(masks.base + row * masks.stride)
            @inline(__always)
            func body(_ i: Int, _ count: Int) {
                E.store(E.load(from + i, count) * factor.select(where: kept(mask, i), else: Lanes()), to + i, count)
            }
            E.stretches(input.columns, body)
        }
    }

    /// state = state where the mask keeps it, else previous.
    @inlinable @inline(__always)
    static func hold(_ masks: MatrixView, _ previous: MatrixView, _ state: MatrixView) {
        DropoutKernels<ISA>.check(previous, state, masks)
        for row in 0..<state.rows {
            let (from, to) = (previous.base + row * previous.stride, state.base + row * state.stride)
            let mask = UnsafeRawPointer(masks.base + row * masks.stride)
            @inline(__always)
            func body(_ i: Int, _ count: Int) {
                E.store(E.load(to + i, count).select(where: kept(mask, i), else: E.load(from + i, count)), to + i, count)
            }
            E.stretches(state.columns, body)
        }
    }

    /// The gradient for elements that were not kept is added to that of the previous state, if it is needed; the rest
    /// is unchanged.
    @inlinable @inline(__always)
    static func holdBackward(_ masks: MatrixView, _ gradient: MatrixView, _ previousGradient: MatrixView?) {
        DropoutKernels<ISA>.check(gradient, previousGradient ?? gradient, masks)
        for row in 0..<gradient.rows {
            let own = gradient.base + row * gradient.stride
            let before = previousGradient.map { $0.base + row * $0.stride }
            let mask = UnsafeRawPointer(masks.base + row * masks.stride)
            @inline(__always)
            func body(_ i: Int, _ count: Int) {
                let (value, isKept) = (E.load(own + i, count), kept(mask, i))
                if let before { E.store(E.load(before + i, count) + Lanes().select(where: isKept, else: value), before + i, count) }
                E.store(value.select(where: isKept, else: Lanes()), own + i, count)
            }
            E.stretches(gradient.columns, body)
        }
    }
}
