import Kernels

/// How a network's matrix products round their factors, forward and backward. It is part of what a run is, never a property of the machine: each gives the same bits
/// everywhere. Weights, sums, and what the optimizer does are float32 in all.
public enum Precision: String, Hashable, Sendable, Codable, CaseIterable {
    /// Factors are float32.
    case single = "single"
    /// Factors are rounded to bfloat16.
    case bfloat16 = "bfloat16"
    /// Each factor is the sum of two bfloat16 numbers, and a product the sum of three products.
    case bfloat16x3 = "bfloat16x3"

    /// What the kernels call it.
    var products: ProductPrecision {
        switch self {
        case .single: .single
        case .bfloat16: .bfloat16
        case .bfloat16x3: .bfloat16x3
        }
    }
}
