/// How fast a case ran.
public struct BenchmarkResult: Sendable {
    /// Of the case.
    public var name: String
    /// Of one step, the median over runs.
    public var milliseconds: Double
    /// Of the fastest step: what the others on the machine took is not in it.
    public var bestMilliseconds: Double
    /// 10^9 floating-point operations of matrix products a second.
    public var gflops: Double
    /// Sequences a second.
    public var sequencesPerSecond: Double
}
