import Foundation

/// Repeatable random numbers: SplitMix64 (Steele, Lea, Flood 2014).
///
/// The seed of a test run is `UNROLL_TEST_SEED`, or drawn for each run; tests report it when they fail.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    /// The seed of this test run.
    public static let seed: UInt64 = {
        if let text = ProcessInfo.processInfo.environment["UNROLL_TEST_SEED"], let seed = UInt64(text) { return seed }
        let seed = UInt64.random(in: 0...UInt64(UInt32.max))
        print("random tests use the seed \(seed): UNROLL_TEST_SEED=\(seed) repeats them")
        return seed
    }()

    private var state: UInt64

    /// Starts from a seed, by default that of this test run.
    public init(seed: UInt64 = SeededGenerator.seed) { state = seed }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
