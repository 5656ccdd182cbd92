/// How fast a case ran.
public struct BenchmarkResult: Sendable {
    /// The name of the case.
    public var name: String
    /// The median duration of a step over all runs.
    public var milliseconds: Double
    /// The duration of the fastest step, the one least disturbed by other programs.
    public var bestMilliseconds: Double
    /// 10^9 floating-point operations of matrix products per second.
    public var gflops: Double
    /// `gflops` as a fraction of the peak of the cores used, 0...1: the median over pairs, each with the peak measured
    /// milliseconds apart.
    public var fractionOfPeak: Double
    /// The 95 % confidence interval of that median.
    public var confidence: ClosedRange<Double>
    /// The number of pairs counted, and the number left out because the peaks before and after their steps differed by
    /// more than a twentieth.
    public var pairs: Int
    /// See `pairs`.
    public var pairsLeftOut: Int
    /// Sequences per second; symbols per second when symbols are generated.
    public var sequencesPerSecond: Double
}
