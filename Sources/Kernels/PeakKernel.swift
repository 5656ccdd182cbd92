/// Only fused multiply-adds in registers: the peak speed of a core with an instruction set.
public struct PeakKernel: Sendable {
    @usableFromInline let loop: @Sendable (Int) -> Int

    /// Call only in a module that is compiled with these instructions.
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

    /// Runs this many rounds of twelve independent fused multiply-adds on vectors.
    ///
    /// - Returns: the number of floating-point operations.
    public func run(rounds: Int) -> Int { loop(rounds) }
}
