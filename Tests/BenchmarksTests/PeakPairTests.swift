import Recurrent
import Testing

@testable import Benchmarks

/// The peak that steps are compared with, and the pairs that are left out.
@Suite struct PeakPairTests {
    @Test func aShareIsOfThePeakAroundIt() {
        let pair = PeakPair(seconds: 0.5, before: 98, after: 102)
        #expect(abs(pair.share(of: 40_000_000_000) - 0.8) < 1e-12 && !pair.isDisturbed)
        #expect(PeakPair(seconds: 1, before: 100, after: 94).isDisturbed && PeakPair(seconds: 1, before: 94, after: 100).isDisturbed)
    }

    @Test func theMedianLiesInItsInterval() throws {
        #expect(MedianInterval([]) == nil)
        #expect(try #require(MedianInterval([3])).confidence == 3...3)
        let hundred = try #require(MedianInterval((0..<100).map { Double($0 * 37 % 100) }))
        #expect(hundred.median == 50 && hundred.confidence == 40...60)
    }

    /// All kinds of steps can be timed, and count their operations.
    @Test func allKindsOfStepsRun() throws {
        var cases = BenchmarkCase.standard.filter { $0.name == "gru 1x32 batch 100" }
        for (index, work) in [StepTrial.Work.forward, .evaluation, .sampling, .training].enumerated() {
            var one = BenchmarkCase(
                "case \(index)",
                [.embedding(size: 4), .recurrent(Recurrence(cell: .gru(.after), units: 4)), .dense(units: 5, activation: .linear)],
                batch: 3, steps: 4, features: 5, classes: 5, work: work)
            one.readsSymbols = true
            cases.append(one)
        }
        for benchmark in cases {
            var measurement = StepMeasurement(benchmark)
            try measurement.measure(seconds: 0, threads: 1)
            let result = try #require(measurement.result)
            #expect(result.gflops > 0 && result.confidence.contains(result.fractionOfPeak) && result.pairs >= 1)
        }
        #expect(Set(BenchmarkCase.standard.map(\.name)).count == BenchmarkCase.standard.count)
    }
}
