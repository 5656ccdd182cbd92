import Datasets
import TestSupport
import Testing

@testable import Recurrent

/// Losses, weights and predictions are the same bits on any number of threads, in any order of their tasks, with any instructions, and in debug
/// and release: everywhere those of `ExpectedBits`.
@Suite struct SameBitsTests {
    @Test(arguments: BitsCase.all) func everywhere(_ bitsCase: BitsCase) throws {
        var rows: [UInt64: [String]] = [:]
        for (index, processor) in Processor.available.enumerated() {
            for threads in 1...4 {
                // Each number of threads meets each order with one of the processors.
                let order = TaskOrder.allCases[(threads + index) % TaskOrder.allCases.count]
                let fingerprint = try bitsCase.fingerprint(threads: threads, order: order, processor: processor)
                rows[fingerprint, default: []].append("\(processor), \(threads) threads, \(order) tasks")
            }
        }
        guard let (bits, _) = rows.first, rows.count == 1 else {
            Issue.record("\(bitsCase.name) gives different bits: \(rows)")
            return
        }
        if bits != ExpectedBits.fingerprints[bitsCase.name] {
            Issue.record(
                """
                \(bitsCase.name): all rows of the matrix agree, but not with ExpectedBits.swift. If the arithmetic was changed on purpose, put this there:
                        "\(bitsCase.name)": 0x\(String(bits, radix: 16)),
                """)
        }
    }

    @Test func noCaseIsWithoutItsBits() {
        #expect(Set(BitsCase.all.map(\.name)) == Set(ExpectedBits.fingerprints.keys))
        #expect(Set(ExpectedBits.fingerprints.values).count == BitsCase.all.count)
    }

    /// What would not be seen if tasks were always taken in order.
    @Test func tasksAreTakenInTheOrderAskedFor() {
        #expect(TaskOrder.ascending.places(of: 5) == nil)
        #expect(TaskOrder.descending.places(of: 5) == [4, 3, 2, 1, 0])
        let shuffled = TaskOrder.shuffled.places(of: 50)
        #expect(shuffled?.sorted() == Array(0..<50) && shuffled != Array(0..<50))
        let team = ThreadTeam(threads: 1, order: .descending)
        let seen = TaskLog()
        team.run(4) { seen.append($0) }
        #expect(seen.tasks == [3, 2, 1, 0])
    }
}
