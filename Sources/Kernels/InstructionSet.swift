/// A processor's vector instructions, as used by the kernels.
///
/// Every kernel is generic over this protocol and is compiled once in each of the modules `KernelsPortable`, `KernelsAVX2` and
/// `KernelsAVX512`, with that module's instructions. Results have the same bits in all three: each element of a result is one chain of
/// fused operations whose order does not depend on the vector width.
public protocol InstructionSet: SendableMetatype {
    /// The widest efficient vector.
    associatedtype Vector: SIMD where Vector.Scalar == Float
    /// Half of it, if products of half a width take half the time; else the same.
    associatedtype HalfVector: SIMD where HalfVector.Scalar == Float
    /// The greatest number of rows in a register tile, at most 8.
    static var tileRows: Int { get }
    /// The greatest number of vectors side by side in a register tile, at most 3.
    static var tileVectors: Int { get }
}

extension InstructionSet {
    @inlinable @inline(__always)
    static var panels: PanelShape { PanelShape(vectorWidth: Vector.scalarCount, vectors: tileVectors, unit: HalfVector.scalarCount) }
}

/// Sixteen lanes: elementwise kernels are written with these for every processor, and compiled to as many instructions as needed.
public typealias Lanes = SIMD16<Float>

extension Lanes {
    @_transparent @inlinable
    var bits: SIMD16<UInt32> { unsafeBitCast(self, to: SIMD16<UInt32>.self) }

    /// These lanes where the mask is set, and the other's elsewhere.
    ///
    /// Masks must come from comparisons of integers: the compiler splits comparisons of floats and `replacing(with:where:)` into single
    /// lanes, often with the surrounding operations.
    @_transparent @inlinable
    func select(where mask: SIMDMask<SIMD16<Int32>>, else other: Lanes) -> Lanes {
        let mask = unsafeBitCast(mask, to: SIMD16<UInt32>.self)
        return unsafeBitCast(other.bits ^ (bits ^ other.bits) & mask, to: Lanes.self)
    }
}

/// Stops the program: a caller inside Unroll violated the contract of a kernel. User input is checked long before.
@inline(never)
@usableFromInline
func contractViolation(_ message: StaticString) -> Never {
    fatalError("kernel contract: \(message)")
}

/// Checks a contract even if the optimizer removes preconditions.
@inlinable @inline(__always)
func require(_ condition: Bool, _ message: StaticString) {
    if _slowPath(!condition) { contractViolation(message) }
}
