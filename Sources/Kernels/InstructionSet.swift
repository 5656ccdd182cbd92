/// A processor's vector instructions, as the kernels see them.
///
/// Every kernel is generic over this and is compiled once in each of the modules `KernelsPortable`, `KernelsAVX2` and `KernelsAVX512`, with
/// that module's instructions. Results are the same bits in all three: each element of a result is one chain of fused operations in an
/// order that does not depend on the width of a vector.
public protocol InstructionSet: SendableMetatype {
    /// The widest vector that pays.
    associatedtype Vector: SIMD where Vector.Scalar == Float
    /// Half of it, where products of half a width take half the time; else the same.
    associatedtype HalfVector: SIMD where HalfVector.Scalar == Float
    /// Most rows in a register tile, at most 8.
    static var tileRows: Int { get }
    /// Most vectors side by side in a register tile, at most 3.
    static var tileVectors: Int { get }
}

extension InstructionSet {
    @inlinable @inline(__always)
    static var panels: PanelShape { PanelShape(vectorWidth: Vector.scalarCount, vectors: tileVectors, unit: HalfVector.scalarCount) }
}

/// Sixteen lanes: elementwise kernels are written in these on every processor, and compiled to as many instructions as that takes.
public typealias Lanes = SIMD16<Float>

extension Lanes {
    @_transparent @inlinable
    var bits: SIMD16<UInt32> { unsafeBitCast(self, to: SIMD16<UInt32>.self) }

    /// These lanes where the mask is set, the other's elsewhere.
    ///
    /// Masks are to come from comparisons of integers: comparisons of floats and `replacing(with:where:)` are taken apart into single
    /// lanes, and may drag what comes before and after along.
    @_transparent @inlinable
    func select(where mask: SIMDMask<SIMD16<Int32>>, else other: Lanes) -> Lanes {
        let mask = unsafeBitCast(mask, to: SIMD16<UInt32>.self)
        return unsafeBitCast(other.bits ^ (bits ^ other.bits) & mask, to: Lanes.self)
    }
}

/// Stops the program: a caller inside Unroll broke the contract of a kernel. Input from users is checked long before it gets here.
@inline(never)
@usableFromInline
func contractViolation(_ message: StaticString) -> Never {
    fatalError("kernel contract: \(message)")
}

/// Checks a contract also where the optimizer is told to drop preconditions.
@inlinable @inline(__always)
func require(_ condition: Bool, _ message: StaticString) {
    if _slowPath(!condition) { contractViolation(message) }
}
