/// Nothing but fused multiply-adds in registers: what a core can do at most.
@usableFromInline
enum PeakKernel<ISA: InstructionSet> {
    @inlinable @inline(__always)
    static func run(_ rounds: Int) -> Int {
        var sums = InlineArray<12, ISA.Vector>(repeating: ISA.Vector(repeating: 1))
        // Values that stay finite and that the compiler does not know.
        let factor = ISA.Vector(repeating: rounds == Int.min ? 3 : 0.999)
        let term = ISA.Vector(repeating: rounds == Int.min ? 5 : 0.001)
        for _ in 0..<rounds {
            for i in 0..<12 { sums[i] = term.addingProduct(sums[i], factor) }
        }
        var total: Float = 0
        for i in 0..<12 { total += sums[i].sum() }
        // Using the result keeps the work from being removed.
        return rounds * 12 * ISA.Vector.scalarCount * 2 + (total == 12345 ? 1 : 0)
    }
}
