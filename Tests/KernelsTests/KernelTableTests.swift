import Kernels
import Testing

@testable import Recurrent

@Suite struct KernelTableTests {
    @Test func tablesAreThoseOfTheirProcessors() {
        #expect(tables.map { $0.name } == Processor.available.map { $0.rawValue })
        #expect(tables[0].name == "portable")
        #expect(Processor.available.contains(Processor.current))
        #expect(tables.map { $0.vectorWidth } == Array([4, 8, 16, 16].prefix(tables.count)))
    }

    /// Each round has two operations in each lane of twelve vectors.
    @Test func peakCountsItsOperations() {
        for processor in Processor.available { #expect(processor.peak.run(rounds: 1000) == 1000 * 12 * 2 * processor.kernels.vectorWidth) }
    }
}
