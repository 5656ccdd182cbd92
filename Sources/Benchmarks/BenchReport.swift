import FoundationEssentials

/// The figures of a whole bench, as JSON has them.
public struct BenchReport: Codable, Sendable {
    /// What the machine can do, in 10^9 floating-point operations a second.
    public struct Peak: Codable, Sendable {
        public var oneCore: Double
        public var allCores: Double

        public init(_ peak: PeakMeasurement) {
            oneCore = peak.oneCore
            allCores = peak.allCores
        }

        /// What a result reaches of it; of so many cores, or, where nil, of all.
        func share(_ result: BenchmarkResult, threads: Int?) -> Double {
            result.gflops / (threads.map { oneCore * Double($0) } ?? allCores)
        }
    }

    /// How fast the steps of a case were.
    public struct Row: Codable, Sendable {
        public var name: String
        public var milliseconds: Double
        public var bestMilliseconds: Double
        public var gflops: Double
        public var fractionOfPeak: Double
        public var sequencesPerSecond: Double

        init(_ result: BenchmarkResult, share: Double) {
            name = result.name
            milliseconds = result.milliseconds
            bestMilliseconds = result.bestMilliseconds
            gflops = result.gflops
            fractionOfPeak = share
            sequencesPerSecond = result.sequencesPerSecond
        }
    }

    /// Training as a notebook trains, unwatched and with a screen drawn 20 times a second.
    public struct LiveView: Codable, Sendable {
        public var unwatchedStepsPerSecond: Double
        public var watchedStepsPerSecond: Double
        /// What watching takes of the steps, and the ends of its 95 % confidence interval.
        public var fractionOfThroughput: Double
        public var leastFraction: Double
        public var greatestFraction: Double

        public init(_ cost: LiveViewBenchmark) {
            unwatchedStepsPerSecond = cost.unwatched
            watchedStepsPerSecond = cost.watched
            fractionOfThroughput = cost.fraction
            leastFraction = cost.confidence.lowerBound
            greatestFraction = cost.confidence.upperBound
        }
    }

    public var peak: Peak
    public var rows: [Row]
    public var liveView: LiveView?
    public var front: FrontBenchmark?

    /// A report of the cases that were measured.
    public init(
        _ peak: PeakMeasurement, _ measurements: [StepMeasurement], liveView: LiveViewBenchmark? = nil, front: FrontBenchmark? = nil
    ) {
        let peak = Peak(peak)
        self.peak = peak
        rows = measurements.compactMap { measurement in
            measurement.result.map { Row($0, share: peak.share($0, threads: measurement.benchmark.threads)) }
        }
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
