import Kernels

/// 256-bit vectors with fused multiply-add, sixteen registers.
private enum AVX2: InstructionSet {
    typealias Vector = SIMD8<Float>
    typealias HalfVector = Vector
    static var tileRows: Int { 6 }
    static var tileVectors: Int { 2 }
}

/// The kernels for processors with AVX2 and FMA.
public let avx2Kernels = KernelTable(AVX2.self, name: "avx2")

/// The peak of these instructions.
public let avx2Peak = PeakKernel(AVX2.self)
