/// All kernels of one instruction set. Each module `Kernels...` makes one; the engine picks one at start and calls through it.
///
/// Views are rectangles of matrices in row-major order; shapes are given as [rows, columns]. All tables give the same bits. A size that
/// does not fit stops the program, since sizes are checked where data and weights come in. Every call takes time in proportion to the
/// elements it reads, products to the multiply-adds that their shapes say.
public struct KernelTable: Sendable {
    /// What the instructions are called, such as `avx2`.
    public let name: String
    /// Numbers in a vector.
    public let vectorWidth: Int
    /// How matrices are cut for it.
    public let panels: PanelShape
    /// How the right factors of rounded products are cut, and whether they stand in pairs.
    @usableFromInline let rounded: (panels: PanelShape, inPairs: Bool)
    @usableFromInline let entries: KernelEntries

    /// The kernels of an instruction set. To be called in a module that is compiled with its instructions.
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

    /// How the right factors of its products are packed.
    public func format(_ precision: ProductPrecision) -> PackingFormat {
        switch precision {
        case .single: PackingFormat(shape: panels, precision: precision)
        case .bfloat16, .bfloat16x3: PackingFormat(shape: rounded.panels, precision: precision, inPairs: rounded.inPairs)
        }
    }
}
