/// All kernels of one instruction set. Each module `Kernels...` creates one; the engine selects one at start and calls through it.
///
/// Views are rectangles of matrices in row-major order; shapes are given as [rows, columns]. All tables give the same bits. A size that
/// does not match stops the program, since sizes are checked when data and weights are read. Every call takes time proportional to the
/// elements that it reads; products take time proportional to their multiply-adds.
public struct KernelTable: Sendable {
    /// The name of the instruction set, such as `avx2`.
    public let name: String
    /// The number of floats in a vector.
    public let vectorWidth: Int
    /// The panel shape for this instruction set.
    public let panels: PanelShape
    /// The panel shape of the right factors of rounded products, and whether they are stored in pairs.
    @usableFromInline let rounded: (panels: PanelShape, inPairs: Bool)
    @usableFromInline let entries: KernelEntries

    /// The kernels of an instruction set. Call only in a module that is compiled with its instructions.
    @inlinable @inline(__always)
    public init<ISA: InstructionSet>(_ instructions: ISA.Type, name: String) {
        self.init(
            name: name, vectorWidth: ISA.Vector.scalarCount, panels: ISA.panels, rounded: (ISA.panels, false),
            entries: KernelEntries(instructions))
    }

    @usableFromInline
    init(name: String, vectorWidth: Int, panels: PanelShape, rounded: (panels: PanelShape, inPairs: Bool), entries: KernelEntries) {
        self.name = name
        self.vectorWidth = vectorWidth
        self.panels = panels
        self.rounded = rounded
        self.entries = entries
    }

    /// The packing format of the right factors of its products.
    public func format(_ precision: ProductPrecision) -> PackingFormat {
        switch precision {
        case .single: PackingFormat(shape: panels, precision: precision)
        case .bfloat16, .bfloat16x3: PackingFormat(shape: rounded.panels, precision: precision, inPairs: rounded.inPairs)
        }
    }
}
