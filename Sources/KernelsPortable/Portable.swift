import Kernels

/// The instructions common to all processors of the target architecture: SSE2 on x86-64, NEON on arm64.
private enum Portable: InstructionSet {
    typealias Vector = SIMD4<Float>
    typealias HalfVector = Vector
    static var tileRows: Int { 4 }
    static var tileVectors: Int { 2 }
}

/// The kernels that run everywhere. Without a fused multiply-add instruction they are exact but slow.
public let portableKernels = KernelTable(Portable.self, name: "portable")

/// The peak of these instructions.
public let portablePeak = PeakKernel(Portable.self)
