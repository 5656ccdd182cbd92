import Kernels

/// How the factors of a network's matrix products are rounded, forward and backward. It is a property of the run, not of the machine: each
/// precision gives the same bits everywhere. Weights, sums and the optimizer's arithmetic are always float32.
public enum Precision: String, Hashable, Sendable, Codable, CaseIterable {
    /// Factors are float32.
    case single = "single"
    /// Factors are rounded to bfloat16.
    case bfloat16 = "bfloat16"
    /// Each factor is the sum of two bfloat16 numbers, and each product the sum of three products.
    case bfloat16x3 = "bfloat16x3"

    /// The corresponding precision of the kernels.
    var products: ProductPrecision {
        switch self {
        case .single: .single
        case .bfloat16: .bfloat16
        case .bfloat16x3: .bfloat16x3
        }
    }
}
