import Kernels
import Testing

@testable import Recurrent

/// The kernels that this machine can run, the portable ones first.
let tables = Processor.available.map(\.kernels)

/// Widths of rows that end at every place in a vector, and some that are long.
let widths = Array(1...70) + [127, 128, 129, 200, 257, 513, 600]

/// Runs a kernel on copies of the operands with each instruction set, among other numbers and at the end of readable
/// memory. Expects the same bits from all, and that nothing beside the operands is read or written. Returns the
/// contents of the operands afterwards.
@discardableResult
func run(
    _ operands: [Operand], on tables: [KernelTable] = tables, sourceLocation: SourceLocation = #_sourceLocation,
    _ kernel: (KernelTable, [MatrixView]) -> Void
) -> [[Float]] {
    var first: [[Float]] = []
    for table in tables {
        let matrices = operands.map { GuardedMatrix($0) }
        let results = withExtendedLifetime(matrices) {
            kernel(table, matrices.map(\.view))
            return matrices.map(\.view.values)
        }
        do {
            let atEnd = try operands.map { try PageEndMatrix($0) }
            withExtendedLifetime(atEnd) {
                kernel(table, atEnd.map(\.view))
                for index in results.indices {
                    expectSameBits(
                        atEnd[index].view.values, results[index], "\(table.name), operand \(index) at the end of a page",
                        sourceLocation: sourceLocation)
                }
            }
        } catch {
            Issue.record(error, sourceLocation: sourceLocation)
        }
        for (index, matrix) in matrices.enumerated() where !matrix.isIntact {
            Issue.record("\(table.name) writes outside of operand \(index)", sourceLocation: sourceLocation)
        }
        if first.isEmpty {
            first = results
        } else {
            for index in results.indices {
                expectSameBits(results[index], first[index], "\(table.name), operand \(index)", sourceLocation: sourceLocation)
            }
        }
    }
    return first
}

/// Packs a matrix, or its transpose, for these kernels.
func packed(
    _ source: MatrixView, transposed: Bool = false, _ precision: ProductPrecision = .single, for table: KernelTable
) -> PackedMatrix {
    let matrix = PackedMatrix(
        rows: transposed ? source.columns : source.rows, columns: transposed ? source.rows : source.columns,
        format: table.format(precision))
    table.pack(source, into: matrix.view, transposed: transposed)
    return matrix
}
