import Testing

@testable import Kernels

@Suite struct PackingTests {
    /// Threads that share the work write what a single one writes, and nothing else.
    @Test(arguments: [false, true]) func partsTogetherAreTheWhole(transposed: Bool) {
        for table in tables {
            for columns in widths {
                let rows = columns % 19 + 1
                let source = GuardedMatrix(transposed ? Operand(columns, rows, seed: 1) : Operand(rows, columns, seed: 1))
                let size = rows * table.panels.padded(columns)
                let room = [1, 3].map { parts in
                    let room = GuardedMatrix(Operand(1, size, filledWith: -1))
                    let target = PackedView(base: room.view.base, rows: rows, columns: columns, format: table.format(.single))
                    for part in 0..<parts { table.pack(source.view, into: target, transposed: transposed, part: part, of: parts) }
                    return room
                }
                #expect(room.allSatisfy { $0.isIntact }, "\(table.name), \(columns) columns")
                expectSameBits(room[1].view.values, room[0].view.values, "\(table.name), \(columns) columns")
                let packed = room[0].view.values
                #expect(packed.filter { $0 != 0 }.sorted() == source.view.values.filter { $0 != 0 }.sorted())
            }
        }
    }

    /// Each thread may multiply by some of the panels.
    @Test func productsWithPartsAreTheProductWithTheWhole() {
        for columns in widths {
            let a = Operand(3, 17, seed: 2)
            let b = Operand(17, columns, seed: 3)
            let c = Operand(3, columns, seed: 4)
            let whole = run([a, b, c]) { table, views in
                let right = packed(views[1], for: table)
                withExtendedLifetime(right) { table.product(views[0], times: right.view, into: views[2]) }
            }
            for parts in [1, 2, 3, 7] {
                let shared = run([a, b, c]) { table, views in
                    let right = packed(views[1], for: table)
                    withExtendedLifetime(right) {
                        for part in 0..<parts {
                            let (packed, columns) = right.view.part(part, of: parts)
                            table.product(views[0], times: packed, into: views[2].columns(columns.lowerBound, columns.count))
                        }
                    }
                }
                expectSameBits(shared[2], whole[2], "\(columns) columns in \(parts) parts")
            }
        }
    }

    @Test func panelsCoverAllColumnsOnce() {
        for shape in tables.map(\.panels) {
            for columns in widths {
                var column = 0
                var padded = 0
                while column < columns {
                    let panel = shape.panel(at: column, of: columns)
                    #expect(panel.column == column && panel.used > 0 && panel.used <= panel.width)
                    #expect(panel.width.isMultiple(of: shape.unit) && panel.width <= shape.vectors * shape.vectorWidth)
                    column += panel.used
                    padded += panel.width
                }
                #expect(column == columns)
                #expect(shape.padded(columns) == padded)
            }
        }
    }
}
