import FoundationEssentials
import Recurrent

/// All figures of a benchmark, for JSON.
public struct BenchReport: Codable, Sendable {
    /// The machine's peak, in 10^9 floating-point operations per second.
    public struct Peak: Codable, Sendable {
        /// The peak of one core alone.
        public var oneCore: Double
        /// The peak of all threads of the benchmark together.
        public var allCores: Double

        /// The figures of this measurement.
        public init(_ peak: PeakMeasurement) {
            oneCore = peak.oneCore
            allCores = peak.allCores
        }

    }

    /// How fast the steps of a case were.
    public struct Row: Codable, Sendable {
        /// The name of the case.
        public var name: String
        /// The median duration of a step.
        public var milliseconds: Double
        /// The duration of the fastest step.
        public var bestMilliseconds: Double
        /// 10^9 floating-point operations of matrix products per second.
        public var gflops: Double
        /// `gflops` as a fraction of the peak of the cores used, 0...1: the median over pairs.
        public var fractionOfPeak: Double
        /// The lower end of its 95 % confidence interval.
        public var leastFraction: Double
        /// The upper end.
        public var greatestFraction: Double
        /// The number of pairs counted: steps together with peaks measured milliseconds apart.
        public var pairs: Int
        /// The number of pairs left out because the peaks before and after their steps differed by more than a
        /// twentieth.
        public var pairsLeftOut: Int
        /// Sequences per second, by the median step.
        public var sequencesPerSecond: Double

        init(_ result: BenchmarkResult) {
            name = result.name
            milliseconds = result.milliseconds
            bestMilliseconds = result.bestMilliseconds
            gflops = result.gflops
            fractionOfPeak = result.fractionOfPeak
            (leastFraction, greatestFraction) = (result.confidence.lowerBound, result.confidence.upperBound)
            (pairs, pairsLeftOut) = (result.pairs, result.pairsLeftOut)
            sequencesPerSecond = result.sequencesPerSecond
        }
    }

    /// Training in a notebook, unwatched and with a screen drawn 20 times per second.
    public struct LiveView: Codable, Sendable {
        /// Training steps per second without a screen, the median of all turns.
        public var unwatchedStepsPerSecond: Double
        /// The same while the screen is drawn.
        public var watchedStepsPerSecond: Double
        /// The loss of throughput by watching, as a fraction.
        public var fractionOfThroughput: Double
        /// The lower end of its 95 % confidence interval.
        public var leastFraction: Double
        /// The upper end.
        public var greatestFraction: Double

        /// The figures of this measurement.
        public init(_ cost: LiveViewBenchmark) {
            unwatchedStepsPerSecond = cost.unwatched
            watchedStepsPerSecond = cost.watched
            fractionOfThroughput = cost.fraction
            leastFraction = cost.confidence.lowerBound
            greatestFraction = cost.confidence.upperBound
        }
    }

    /// The rounding of the factors of products.
    public var precision: Precision
    /// The machine's peak.
    public var peak: Peak
    /// One row for each measured case, in the order of the cases.
    public var rows: [Row]
    /// The cost of watching a run; nil if it was not measured.
    public var liveView: LiveView?
    /// How fast the notebook responds; nil if it was not measured.
    public var front: FrontBenchmark?

    /// A report on the measured cases.
    public init(
        _ peak: PeakMeasurement, _ measurements: [StepMeasurement], precision: Precision = .single, liveView: LiveViewBenchmark? = nil,
        front: FrontBenchmark? = nil
    ) {
        self.precision = precision
        self.peak = Peak(peak)
        rows = measurements.compactMap { $0.result.map(Row.init) }
        self.liveView = liveView.map(LiveView.init)
        self.front = front
    }

    /// JSON with sorted keys.
    public var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
