import Foundation
import TestSupport
import Testing

/// No reader crashes, hangs or takes memory without bounds, whatever it is given.
///
///     swift test --filter FuzzTests
///
/// `UNROLL_FUZZ_ITERATIONS` is the number of inputs for each reader, `UNROLL_TEST_SEED` selects them, and
/// `UNROLL_FUZZ_TARGETS` names the readers, by default all. A crash ends the process: the input that caused it is in
/// the folder printed at the start, and `UNROLL_FUZZ_INPUT=FILE` reads it again.
@Suite struct FuzzTests {
    // A reader that never ends is stopped, and its input is where the others are.
    @Test(.timeLimit(.minutes(60)), arguments: FuzzTarget.all)
    func survives(_ target: FuzzTarget) throws {
        for failure in try FuzzRun(target: target).failures() {
            Issue.record("\(target.name): \(failure); UNROLL_TEST_SEED=\(FuzzRun.seed)")
        }
    }

    @Test func namesAreUnique() {
        #expect(Set(FuzzTarget.all.map(\.name)).count == FuzzTarget.all.count)
    }

    /// The same seed makes the same inputs.
    @Test func inputsAreRepeatable() {
        for target in FuzzTarget.all {
            var (first, second) = (Mutator(seed: 5), Mutator(seed: 5))
            for _ in 0..<20 { #expect(target.make(&first) == target.make(&second)) }
        }
    }

    /// Most samples can be read, so that mutations matter.
    @Test func mutationsChangeSamples() {
        var mutator = Mutator(seed: SeededGenerator.seed)
        let sample = Array("a,b\n1,2\n".utf8)
        let inputs = (0..<1_000).map { _ in mutator.mutated([sample], words: ["@data"]) }
        #expect(Set(inputs).count > 600)
        #expect(inputs.allSatisfy { $0.count <= Mutator.longest })
    }
}
