/// Nothing but fused multiply-adds in registers: what a core can do at most with an instruction set.
public struct PeakKernel: Sendable {
    @usableFromInline let loop: @Sendable (Int) -> Int

    /// To be called in a module that is compiled with these instructions.
    @inlinable @inline(__always)
    public init<ISA: InstructionSet>(_ instructions: ISA.Type) {
        loop = { rounds in
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

    /// Computes this many rounds of twelve independent fused multiply-adds on vectors.
    ///
    /// - Returns: the floating-point operations that this was.
    public func run(rounds: Int) -> Int { loop(rounds) }
}
