import Kernels

/// 512-bit vectors, thirty-two registers.
private enum AVX512: InstructionSet {
    typealias Vector = SIMD16<Float>
    /// Some processors compute 512 bits in two halves.
    typealias HalfVector = SIMD8<Float>
    static var tileRows: Int { 8 }
    static var tileVectors: Int { 3 }
}

/// The kernels for processors with AVX-512 (F, BW, CD, DQ, VL).
public let avx512Kernels = KernelTable(AVX512.self, name: "avx512")

/// The peak of these instructions.
public let avx512Peak = PeakKernel(AVX512.self)
