import Testing

@testable import Kernels

@Suite struct PackingTests {
    /// Threads that share the work leave what one alone leaves, and nothing beside it.
    @Test(arguments: [false, true]) func partsTogetherAreTheWhole(transposed: Bool) {
        for table in tables {
            for columns in widths {
                let rows = columns % 19 + 1
                let source = GuardedMatrix(transposed ? Operand(columns, rows, seed: 1) : Operand(rows, columns, seed: 1))
                let size = rows * PackedView.paddedColumns(columns, vectorWidth: table.vectorWidth)
                let room = [1, 3].map { parts in
                    let room = GuardedMatrix(Operand(1, size, filledWith: -1))
                    let target = PackedView(base: room.view.base, rows: rows, columns: columns, vectorWidth: table.vectorWidth)
                    for part in 0..<parts { table.pack(source.view, target, transposed, part, parts) }
                    return room
                }
                #expect(room.allSatisfy { $0.isIntact }, "\(table.name), \(columns) columns")
                expectSameBits(room[1].view.values, room[0].view.values, "\(table.name), \(columns) columns")
                let packed = room[0].view.values
                #expect(packed.filter { $0 != 0 }.sorted() == source.view.values.filter { $0 != 0 }.sorted())
            }
        }
    }

    @Test func panelsCoverAllColumnsOnce() {
        for vectorWidth in [4, 8, 16] {
            for columns in widths {
                var column = 0, panels = 0, padded = 0
                while column < columns {
                    let panel = PackedView.panel(at: column, of: columns, vectorWidth: vectorWidth)
                    #expect(panel.column == column && panel.used > 0 && panel.used <= panel.width)
                    #expect([vectorWidth / 2, vectorWidth, 2 * vectorWidth].contains(panel.width))
                    column += panel.used
                    padded += panel.width
                    panels += 1
                }
                let matrix = PackedMatrix(rows: 2, columns: columns, vectorWidth: vectorWidth)
                #expect(column == columns && matrix.view.panels == panels)
                #expect(PackedView.paddedColumns(columns, vectorWidth: vectorWidth) == padded)
            }
        }
    }
}
