import FoundationEssentials
import Recurrent

/// The figures of a whole bench, as JSON has them.
public struct BenchReport: Codable, Sendable {
    /// What the machine can do, in 10^9 floating-point operations a second.
    public struct Peak: Codable, Sendable {
        /// Of one core alone.
        public var oneCore: Double
        /// Of all threads of the bench together.
        public var allCores: Double

        /// The figures of this measurement.
        public init(_ peak: PeakMeasurement) {
            oneCore = peak.oneCore
            allCores = peak.allCores
        }

    }

    /// How fast the steps of a case were.
    public struct Row: Codable, Sendable {
        /// What the case is called.
        public var name: String
        /// Of one step, the median.
        public var milliseconds: Double
        /// Of the fastest step.
        public var bestMilliseconds: Double
        /// 10^9 floating-point operations of matrix products a second.
        public var gflops: Double
        /// `gflops` as a share of the peak of the cores that the case was computed on, 0...1: the median over pairs.
        public var fractionOfPeak: Double
        /// The lower end of its 95 % confidence interval.
        public var leastFraction: Double
        /// The upper end.
        public var greatestFraction: Double
        /// Pairs of steps and peak, milliseconds apart, that count.
        public var pairs: Int
        /// Those that were left out, since the peak before their steps and after them differed by more than a twentieth.
        public var pairsLeftOut: Int
        /// Sequences a second, by the median step.
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

    /// Training as a notebook trains, unwatched and with a screen drawn 20 times a second.
    public struct LiveView: Codable, Sendable {
        /// Training steps a second without a screen, the median of all turns.
        public var unwatchedStepsPerSecond: Double
        /// The same while the screen is drawn.
        public var watchedStepsPerSecond: Double
        /// What watching takes of the steps, and the ends of its 95 % confidence interval.
        public var fractionOfThroughput: Double
        /// The lower end of the interval.
        public var leastFraction: Double
        /// The upper end of the interval.
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

    /// How factors of products were rounded.
    public var precision: Precision
    /// What the machine can do.
    public var peak: Peak
    /// One a measured case, in the order of the cases.
    public var rows: [Row]
    /// What watching a run takes; nil where it was not measured.
    public var liveView: LiveView?
    /// How fast the notebook answers; nil where it was not measured.
    public var front: FrontBenchmark?

    /// A report of the cases that were measured.
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
