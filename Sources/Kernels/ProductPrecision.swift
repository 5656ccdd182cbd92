/// How the factors of matrix products are rounded before they are multiplied. Sums and all else are float32 in each.
public enum ProductPrecision: Sendable, Hashable, CaseIterable {
    /// Factors as they are: each sum is one chain of fused multiply-adds.
    case single
    /// Factors rounded to bfloat16, 8 binary digits, summed as matrix units do.
    case bfloat16
    /// Each factor as the sum of two bfloat16 numbers, of whose four products the three greater ones are summed: about 16 binary digits.
    case bfloat16x3

    /// How many numbers a factor is kept as.
    @inlinable
    var halves: Int {
        switch self {
        case .single, .bfloat16: 1
        case .bfloat16x3: 2
        }
    }
}
