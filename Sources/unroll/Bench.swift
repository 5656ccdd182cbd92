import ArgumentParser
import FoundationEssentials
import Recurrent
import TerminalUI

/// `unroll bench`: what this machine can do, and what training steps reach of it.
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures this machine's peak and what training steps of standard networks reach of it.")

    @Flag(help: "Print JSON for programs instead of a table.")
    var json = false

    @Option(help: ArgumentHelp("Only cases whose name contains this.", valueName: "pattern"))
    var only: String?

    @Option(help: ArgumentHelp("How long to time each case, over five passes through all.", valueName: "seconds"))
    var seconds = 1.0

    @Option(help: "Threads to compute on.")
    var threads = Processor.threads

    func validate() throws {
        guard (0.01...600).contains(seconds) else { throw ValidationError("--seconds must be 0.01 to 600.") }
        guard (1...256).contains(threads) else { throw ValidationError("--threads must be 1 to 256.") }
        if let only, cases.isEmpty, !measuresLiveView {
            let names = (all.map(\.name) + [Self.liveView]).joined(separator: "\n  ")
            throw ValidationError("No case's name contains '\(only)'. The cases are:\n  \(names)")
        }
    }

    private var all: [BenchmarkCase] { BenchmarkCase.standard + BenchmarkCase.scaling(threads: threads) }
    private var cases: [BenchmarkCase] { all.filter { isWanted($0.name) } }

    /// Cases are measured by turns, so that a disturbance of some seconds spoils a part of each figure and not the whole of one.
    private static let passes = 5
    private static let liveView = "live view"
    private var measuresLiveView: Bool { isWanted(Self.liveView) }
    private func isWanted(_ name: String) -> Bool { only.map { $0.isEmpty || name.contains($0) } ?? true }

    func run() throws {
        var peak = PeakMeasurement(threads: threads)
        peak.measure(seconds: 1)
        var report = BenchReport(peak: .init(peak), rows: [])
        let table = BenchTable(threads: threads)
        var measurements = cases.map { StepMeasurement($0) }
        for pass in 1...Self.passes {
            for index in measurements.indices {
                Standard.progress("pass \(pass) of \(Self.passes): \(measurements[index].benchmark.name)")
                try measurements[index].measure(seconds: seconds / Double(Self.passes), threads: threads)
                // What else runs on the machine may have slowed the measurement before.
                peak.measure(seconds: 0.02)
            }
        }
        report.peak = .init(peak)
        report.rows = measurements.compactMap { measurement in
            measurement.result.map { BenchReport.Row($0, share: report.peak.share($0, threads: measurement.benchmark.threads)) }
        }
        if measuresLiveView {
            Standard.progress(Self.liveView)
            report.liveView = .init(LiveViewBenchmark.measure(seconds: 30 * seconds))
        }
        Standard.progress("")
        print(json ? try report.text : table.text(report))
    }
}

/// The figures, as `--json` prints them.
struct BenchReport: Codable {
    struct Peak: Codable {
        var oneCore: Double
        var allCores: Double

        init(_ peak: PeakMeasurement) {
            oneCore = peak.oneCore
            allCores = peak.allCores
        }

        /// What a result reaches of it; of so many cores, or, where nil, of all.
        func share(_ result: BenchmarkResult, threads: Int?) -> Double {
            result.gflops / (threads.map { oneCore * Double($0) } ?? allCores)
        }
    }

    struct Row: Codable {
        var name: String
        var milliseconds: Double
        var bestMilliseconds: Double
        var gflops: Double
        var fractionOfPeak: Double
        var sequencesPerSecond: Double

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
    struct LiveView: Codable {
        var unwatchedStepsPerSecond: Double
        var watchedStepsPerSecond: Double
        /// What watching takes of the steps, and the ends of its 95 % confidence interval.
        var fractionOfThroughput: Double
        var leastFraction: Double
        var greatestFraction: Double

        init(_ cost: LiveViewBenchmark) {
            unwatchedStepsPerSecond = cost.unwatched
            watchedStepsPerSecond = cost.watched
            fractionOfThroughput = cost.fraction
            leastFraction = cost.confidence.lowerBound
            greatestFraction = cost.confidence.upperBound
        }
    }

    var peak: Peak
    var rows: [Row]
    var liveView: LiveView?

    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

/// The figures for people.
struct BenchTable {
    var threads: Int

    func text(_ report: BenchReport) -> String {
        var parts = [machine(report.peak)]
        if !report.rows.isEmpty { parts.append(([columns] + report.rows.map(line)).joined(separator: "\n")) }
        if let liveView = report.liveView { parts.append(line(liveView)) }
        return parts.joined(separator: "\n\n")
    }

    private func machine(_ peak: BenchReport.Peak) -> String {
        """
        instructions \(Processor.current.rawValue), \(threads) \(threads == 1 ? "thread" : "threads")
        peak of one core \(number(peak.oneCore, 1)) GFLOP/s, of all together \(number(peak.allCores, 1)) GFLOP/s
        """
    }

    private var columns: String {
        padded("network", 38) + left("ms a step", 12) + left("best", 10) + left("GFLOP/s", 10) + left("of peak", 10)
            + left("sequences/s", 13)
    }

    private func line(_ row: BenchReport.Row) -> String {
        padded(row.name, 38) + left(number(row.milliseconds, row.milliseconds < 10 ? 3 : 1), 12)
            + left(number(row.bestMilliseconds, row.milliseconds < 10 ? 3 : 1), 10) + left(number(row.gflops, 1), 10)
            + left(number(row.fractionOfPeak * 100, 1) + " %", 10) + left(number(row.sequencesPerSecond, 0), 13)
    }

    private func line(_ cost: BenchReport.LiveView) -> String {
        """
        live view: \(number(cost.unwatchedStepsPerSecond, 1)) steps a second unwatched, \(number(cost.watchedStepsPerSecond, 1)) watched; \
        it costs \(number(cost.fractionOfThroughput * 100, 1)) % \
        (95 % confidence: \(number(cost.leastFraction * 100, 1)) to \(number(cost.greatestFraction * 100, 1)))
        """
    }

    private func number(_ value: Double, _ digits: Int) -> String {
        value.formatted(.number.precision(.fractionLength(digits)).grouping(.never))
    }

    private func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(1, width - text.count)) }
    private func left(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(1, width - text.count)) + text }
}
