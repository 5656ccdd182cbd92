import Testing

@testable import Benchmarks

/// The costs computed from the speeds of watched and unwatched turns.
@Suite struct LiveViewBenchmarkTests {
    @Test func medianAndItsInterval() {
        // Costs of 0 to 9.9 % in mixed order, at speeds that differ from pair to pair.
        let pairs = (0..<100).map { index in
            let cost = Double(index * 37 % 100) / 1000
            let speed = Double(100 + index)
            return (unwatched: speed, watched: speed * (1 - cost))
        }
        let result = LiveViewBenchmark(pairs)
        #expect(abs(result.fraction - 0.05) < 1e-9)
        #expect(abs(result.confidence.lowerBound - 0.04) < 1e-9)
        #expect(abs(result.confidence.upperBound - 0.06) < 1e-9)
        #expect(result.unwatched == 150)
    }

    @Test func fewPairsTellLittle() {
        let result = LiveViewBenchmark([(100, 90), (100, 100), (100, 99)])
        #expect(abs(result.fraction - 0.01) < 1e-9)
        #expect(abs(result.confidence.lowerBound) < 1e-9 && abs(result.confidence.upperBound - 0.1) < 1e-9)
    }
}
