/// All kernels of one instruction set. Each module `Kernels...` makes one; the engine picks one at start and calls through it.
///
/// Views are rectangles of matrices in row-major order; shapes are given as [rows, columns]. All tables give the same bits. A size that does not fit stops the
/// program, since sizes are checked where data and weights come in. Every call takes time in proportion to the elements it reads, products to the
/// multiply-adds that their shapes say.
public struct KernelTable: Sendable {
    /// What the instructions are called, such as `avx2`.
    public let name: String
    /// Numbers in a vector.
    public let vectorWidth: Int
    /// How matrices are packed for it.
    public let panels: PanelShape
    @usableFromInline let entries: KernelEntries

    /// The kernels of an instruction set. To be called in a module that is compiled with its instructions.
    @inlinable @inline(__always)
    public init<ISA: InstructionSet>(_ instructions: ISA.Type, name: String) {
        self.name = name
        vectorWidth = ISA.Vector.scalarCount
        panels = ISA.panels
        entries = KernelEntries(instructions)
    }
}
