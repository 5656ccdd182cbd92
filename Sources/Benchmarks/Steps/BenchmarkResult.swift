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
    /// `gflops` as a share of the peak of the cores that the case was computed on, 0...1: the median over pairs, each with the peak as it was within milliseconds.
    public var fractionOfPeak: Double
    /// The 95 % confidence interval of that median.
    public var confidence: ClosedRange<Double>
    /// How many pairs count, and how many were left out since the peak before their steps and after them differed by more than a twentieth.
    public var pairs: Int
    /// See `pairs`.
    public var pairsLeftOut: Int
    /// Sequences a second; symbols where those are drawn.
    public var sequencesPerSecond: Double
}
