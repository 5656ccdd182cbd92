/// How the factors of matrix products are rounded before multiplication. Sums and everything else are always float32.
public enum ProductPrecision: Sendable, Hashable, CaseIterable {
    /// Unrounded factors: each sum is one chain of fused multiply-adds.
    case single
    /// Factors rounded to bfloat16, with 8 binary digits, and summed as in matrix units.
    case bfloat16
    /// Each factor as the sum of two bfloat16 numbers; of the four products, the three greatest are summed: about 16 binary digits.
    case bfloat16x3

    /// The number of values stored for each factor.
    @inlinable
    var halves: Int {
        switch self {
        case .single, .bfloat16: 1
        case .bfloat16x3: 2
        }
    }
}
