import Foundation
import Kernels
import KernelsPortable
import Recurrent
import Testing

/// Products of rounded factors have the same bits as those of matrix units.
@Suite struct BFloat16Tests {
    /// All kernels of this machine, and those of a simulated matrix unit.
    static let tables = KernelsTests.tables + [KernelTable(portableKernels, unit: SimulatedUnit.self, name: "simulated")]

    /// Results recorded from TDPBF16PS, two successive products of depth 32: ordinary numbers, a wide range, subnormal
    /// numbers, overflow, infinities and a NaN, signed zeros.
    struct Recorded {
        let a, b, start, result: Tensor
        let groups: [String]

        init() throws {
            let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
            let file = try Safetensors(file: folder.appending(path: "bfloat16-products.safetensors").path)
            func tensor(_ name: String) throws -> Tensor { try #require(file.tensor(name)) }
            (a, b, start, result) = (try tensor("a"), try tensor("b"), try tensor("start"), try tensor("result"))
            groups = try JSONDecoder().decode([String].self, from: Data((file.metadata["groups"] ?? "").utf8))
        }

        func operand(_ tensor: Tensor, _ index: Int) -> Operand {
            let (rows, columns) = (tensor.shape[1], tensor.shape[2])
            return Operand(rows, columns, Array(tensor.values[index * rows * columns..<(index + 1) * rows * columns]))
        }
    }

    @Test func productsAreThoseThatWereRecorded() throws {
        let recorded = try Recorded()
        #expect(recorded.groups.count == 16)
        for (index, group) in recorded.groups.enumerated() {
            let (a, b) = (recorded.operand(recorded.a, index), recorded.operand(recorded.b, index))
            let start = recorded.operand(recorded.start, index)
            let result = run([a, b, start], on: Self.tables) { table, views in
                let right = packed(views[1], .bfloat16, for: table)
                withExtendedLifetime(right) { table.product(views[0], times: right.view, into: views[2]) }
            }
            expectSameBits(result[2], recorded.operand(recorded.result, index).values, "\(group), case \(index)")
        }
    }

    /// This suite also tests the processor's own matrix unit, if it has one.
    @Test(.enabled(if: Processor.available.contains(.amx), "this processor has no matrix unit, so that its instructions are not tried"))
    func theMatrixUnitIsUsed() { #expect(Self.tables.contains { $0.name == "amx" }) }

    /// Sums over rows are the same products, wherever their segments end.
    @Test func sumsOverRowsAreThoseThatWereRecorded() throws {
        let recorded = try Recorded()
        for (index, group) in recorded.groups.enumerated() {
            let a = Reference.transpose(recorded.operand(recorded.a, index))
            let (b, start) = (recorded.operand(recorded.b, index), recorded.operand(recorded.start, index))
            let segments = [RowSegment(left: 0, result: 0, count: 5), RowSegment(left: 5, result: 5, count: 59)]
            let result = run([a, b, start], on: Self.tables) { table, views in
                table.transposedProduct(
                    views[0], times: views[1], into: ProductChain(views[2], begins: false), segments: segments, precision: .bfloat16)
            }
            expectSameBits(result[2], recorded.operand(recorded.result, index).values, "\(group), case \(index)")
        }
    }

    /// Numbers between two bfloat16 numbers, in the middle, subnormal ones, the greatest, infinities and NaN, each as a
    /// product with 1.
    @Test func factorsAreRoundedToTheNearest() {
        let bits: [(UInt32, UInt32)] = [
            (0x3f80_0000, 0x3f80_0000), (0x3f80_7fff, 0x3f80_0000), (0x3f80_8000, 0x3f80_0000), (0x3f80_8001, 0x3f81_0000),
            (0x3f81_8000, 0x3f82_0000), (0xbf81_8000, 0xbf82_0000), (0x7f7f_ffff, 0x7f80_0000), (0x7f80_0000, 0x7f80_0000),
            (0xff80_0000, 0xff80_0000), (0x7f80_0001, 0x7fc0_0000), (0xffff_ffff, 0x7fc0_0000), (0x0080_0000, 0x0080_0000),
            (0x007f_ffff, 0), (0x0000_0001, 0), (0x007f_0000, 0), (0x8040_0000, 0),
        ]
        let a = Operand(bits.count, 1, bits.map { Float(bitPattern: $0.0) })
        let result = run([a, Operand(1, 1, filledWith: 1), Operand(bits.count, 1, filledWith: 0)], on: Self.tables) { table, views in
            let right = packed(views[1], .bfloat16, for: table)
            withExtendedLifetime(right) { table.product(views[0], times: right.view, into: views[2]) }
        }
        expectSameBits(result[2], bits.map { Float(bitPattern: $0.1) }, "rounded factors")
    }

    @Test(arguments: [ProductPrecision.bfloat16, .bfloat16x3]) func productsOfAllSizes(_ precision: ProductPrecision) {
        for size in ProductTests.sizes {
            let a = Operand(size.rows, size.depth, seed: 1)
            let b = Operand(size.depth, size.columns, seed: 2)
            let c = Operand(size.rows, size.columns, seed: 3)
            let expected = Reference.product(a, b, from: c, precision)
            let results = run([a, b, c], on: Self.tables) { table, views in
                let right = packed(views[1], precision, for: table)
                withExtendedLifetime(right) { table.product(views[0], times: right.view, into: views[2]) }
            }
            expectSameBits(results[2], expected, size.testDescription)
            let transposed = run([a, Reference.transpose(b), c], on: Self.tables) { table, views in
                let right = packed(views[1], transposed: true, precision, for: table)
                withExtendedLifetime(right) { table.product(views[0], times: right.view, into: views[2]) }
            }
            expectSameBits(transposed[2], expected, "\(size), packed from the transpose")
        }
    }

    /// Rows at other places than their results, starting from a bias; and columns that threads share.
    @Test(arguments: [ProductPrecision.bfloat16, .bfloat16x3]) func segmentsAndParts(_ precision: ProductPrecision) {
        let segments = [
            RowSegment(left: 30, result: 2, count: 9), RowSegment(left: 0, result: 15, count: 1), RowSegment(left: 4, result: 40, count: 0),
            RowSegment(left: 7, result: 17, count: 20),
        ]
        for (depth, columns) in [(1, 1), (20, 45), (70, 16), (257, 33), (1100, 70)] {
            let a = Operand(40, depth, seed: 9)
            let b = Operand(depth, columns, seed: 10)
            let c = Operand(41, columns, seed: 11)
            let start = Operand(1, columns, seed: 12)
            var expected = c.values
            for segment in segments {
                for row in 0..<segment.count {
                    let from = Operand(1, depth, Array(a.values[(segment.left + row) * depth..<(segment.left + row + 1) * depth]))
                    let place = (segment.result + row) * columns..<(segment.result + row + 1) * columns
                    expected.replaceSubrange(place, with: Reference.product(from, b, from: start, precision))
                }
            }
            for parts in [1, 3] {
                let results = run([a, b, c, start], on: Self.tables) { table, views in
                    let right = packed(views[1], precision, for: table)
                    withExtendedLifetime(right) {
                        for part in 0..<parts {
                            let (some, columns) = right.view.part(part, of: parts)
                            table.product(
                                views[0], times: some, from: views[3].columns(columns.lowerBound, columns.count),
                                into: views[2].columns(columns.lowerBound, columns.count), segments: segments)
                        }
                    }
                }
                expectSameBits(results[2], expected, "\(depth) deep, \(columns) columns, \(parts) parts")
            }
        }
    }

    @Test(arguments: [ProductPrecision.bfloat16, .bfloat16x3]) func sumsOverRows(_ precision: ProductPrecision) {
        func whole(_ rows: Int) -> [RowSegment] { [RowSegment(left: 0, result: 0, count: rows)] }
        var cases: [(rows: Int, height: Int, width: Int, segments: [RowSegment])] = [
            (513, 13, 37, whole(513)), (130, 200, 96, whole(130)), (20, 5, 9, []),
        ]
        for size in 1...40 {
            let rows = size * 29 % 71
            cases.append((rows, size, size * 43 % 71, whole(rows)))
        }
        let many = (0..<25).map { RowSegment(left: $0 * 11, result: 5 + $0 * 12, count: $0 % 13) }
        cases.append((310, 9, 21, many))
        for (rows, height, width, segments) in cases {
            let a = Operand(rows, height, seed: 1)
            let b = Operand(rows, width, seed: 2)
            let c = Operand(height, width, seed: 3)
            let sums = Operand(1, width, seed: 4)
            let results = run([a, b, c, sums], on: Self.tables) { table, views in
                table.transposedProduct(
                    views[0], times: views[1], into: ProductChain(views[2], begins: false), sums: views[3], segments: segments,
                    precision: precision)
            }
            func pairs(_ operand: Operand, _ first: (RowSegment) -> Int) -> Operand {
                let rows = segments.flatMap { segment in Array(first(segment)..<first(segment) + segment.count) }
                return Operand(
                    rows.count, operand.columns,
                    rows.flatMap { operand.values[$0 * operand.columns..<($0 + 1) * operand.columns] })
            }
            let expected = Reference.product(Reference.transpose(pairs(a, \.left)), pairs(b, \.result), from: c, precision)
            expectSameBits(results[2], expected, "\(height)x\(width) over \(rows)")
            expectSameBits(results[3], TransposedProductTests.columnSums(b, sums, segments), "sums of \(width) columns over \(rows)")
        }
    }

    /// Two halves have about twice the digits of one.
    @Test func threeProductsAreNearlySingle() {
        let (a, b, c) = (Operand(9, 200, seed: 4), Operand(200, 41, seed: 5), Operand(9, 41, filledWith: 0))
        func error(_ precision: ProductPrecision) -> Double {
            let result = Reference.product(a, b, from: c, precision)
            return result.indices.reduce(0.0) { greatest, place in
                let (row, column) = place.quotientAndRemainder(dividingBy: b.columns)
                let exact = (0..<a.columns).reduce(0.0) { $0 + Double(a[row, $1]) * Double(b[$1, column]) }
                return max(greatest, abs(Double(result[place]) - exact))
            }
        }
        #expect((0.003...0.3).contains(error(.bfloat16)))
        #expect(error(.bfloat16x3) < 1e-4)
    }

    /// Arithmetic around a product keeps subnormal numbers.
    @Test func subnormalNumbersAreLostInProductsAlone() {
        let tiny = Operand(1, 1, filledWith: 0x1p-140)
        let sum = run([tiny, tiny, Operand(1, 1, filledWith: 1), Operand(1, 1, filledWith: 1)], on: Self.tables) { table, views in
            let right = packed(views[3], .bfloat16, for: table)
            withExtendedLifetime(right) { table.product(views[2], times: right.view, into: views[2].rows(0, 1)) }
            table.add(views[0], to: views[1])
        }
        #expect(sum[1] == [0x1p-139])
        let product = run(
            [Operand(1, 1, filledWith: 0x1p-100), Operand(1, 1, filledWith: 0x1p-40), Operand(1, 1, filledWith: 0)], on: Self.tables
        ) {
            table, views in
            let right = packed(views[1], .bfloat16, for: table)
            withExtendedLifetime(right) { table.product(views[0], times: right.view, into: views[2]) }
        }
        #expect(product[2] == [0])
    }

    /// Products number by number, from the description of the instruction.
    enum Reference {
        static func transpose(_ operand: Operand) -> Operand {
            var result = Operand(operand.columns, operand.rows, filledWith: 0)
            for row in 0..<operand.rows {
                for column in 0..<operand.columns { result.values[column * operand.rows + row] = operand[row, column] }
            }
            return result
        }

        static func product(_ a: Operand, _ b: Operand, from start: Operand, _ precision: ProductPrecision) -> [Float] {
            let (highA, lowA) = halves(a)
            let (highB, lowB) = halves(b)
            let terms = precision == .bfloat16 ? [(highA, highB)] : [(highA, highB), (highA, lowB), (lowA, highB)]
            var result = start.values
            for row in 0..<a.rows {
                for column in 0..<b.columns {
                    var sum = start[row, column]
                    for first in stride(from: 0, to: a.columns, by: 32) {
                        for (left, right) in terms {
                            var chains: [Float] = [0, 0]
                            for k in first..<first + 32 {
                                let (x, y) = k < a.columns ? (left[row, k], right[k, column]) : (0, 0)
                                chains[k % 2] = flushed(chains[k % 2].addingProduct(x, y))
                            }
                            sum = flushed(flushed(sum) + flushed(chains[0] + chains[1]))
                        }
                    }
                    result[row * b.columns + column] = sum
                }
            }
            return result
        }

        private static func halves(_ operand: Operand) -> (Operand, Operand) {
            var (high, low) = (operand, operand)
            high.values = operand.values.map(rounded)
            low.values = zip(operand.values, high.values).map { rounded($0 - $1) }
            return (high, low)
        }

        private static func rounded(_ x: Float) -> Float {
            let x = flushed(x)
            let below = Float(bitPattern: x.bitPattern & 0xffff_0000)
            let above = Float(bitPattern: below.bitPattern &+ 0x1_0000)
            let (toBelow, toAbove) = (abs(Double(x) - Double(below)), abs(Double(above) - Double(x)))
            return toBelow < toAbove || (toBelow == toAbove && below.bitPattern >> 16 & 1 == 0) ? below : above
        }
    }
}
