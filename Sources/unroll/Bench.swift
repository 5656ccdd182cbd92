import ArgumentParser
import Benchmarks
import Foundation

/// `unroll bench`: what this machine can do, what training steps reach of it, and how fast the notebook answers meanwhile.
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures the peak speed of this machine, and the share of it that training steps of standard networks reach.")

    @Flag(help: "Print JSON for programs instead of a table.")
    var json = false

    @Option(help: ArgumentHelp("Only the case with this name, or those whose names contain it.", valueName: "pattern"))
    var only: String?

    @Option(help: ArgumentHelp("Seconds to time each case, over five passes through all of them.", valueName: "seconds"))
    var seconds = 1.0

    @Option(help: ArgumentHelp("Cells in the large session that is used to measure the screen (front).", valueName: "count"))
    var cells = 5000

    @Option(help: ArgumentHelp("Another build of this program, whose screen is measured in place of this one's.", valueName: "path"))
    var program: String?

    @Option(help: "How the factors of matrix products are rounded.")
    var precision = StepMeasurement.Precision.single

    @Option(help: "Threads to compute with.")
    var threads = PeakMeasurement.availableThreads

    func validate() throws {
        guard (0.01...600).contains(seconds) else { throw ValidationError("--seconds must be 0.01 to 600.") }
        guard (1...256).contains(threads) else { throw ValidationError("--threads must be 1 to 256.") }
        guard (2...1_000_000).contains(cells) else { throw ValidationError("--cells must be 2 to 1000000.") }
        if let only, cases.isEmpty, !isWanted(Self.liveView), !isWanted(Self.front) {
            let names = (all.map(\.name) + [Self.liveView, Self.front]).joined(separator: "\n  ")
            throw ValidationError("No case has a name that contains `\(only)`. The cases are:\n  \(names)")
        }
    }

    private var all: [BenchmarkCase] { BenchmarkCase.standard + BenchmarkCase.scaling(threads: threads) }
    private var cases: [BenchmarkCase] { all.filter { isWanted($0.name) } }

    /// Cases are measured by turns, so that a disturbance of some seconds spoils a part of each figure and not the whole of one.
    private static let passes = 5
    private static let liveView = "live view"
    private static let front = "front"
    private func isWanted(_ name: String) -> Bool {
        guard let only else { return true }
        return all.contains { $0.name == only } ? name == only : only.isEmpty || name.contains(only)
    }

    func run() throws {
        var peak = PeakMeasurement(threads: threads)
        peak.measure(seconds: 1)
        var measurements = cases.map { StepMeasurement($0) }
        for pass in 1...Self.passes {
            for index in measurements.indices {
                Standard.progress("pass \(pass) of \(Self.passes): \(measurements[index].benchmark.name)")
                try measurements[index].measure(seconds: seconds / Double(Self.passes), precision: precision, threads: threads)
                // What else runs on the machine may have slowed the measurement before.
                peak.measure(seconds: 0.02)
            }
        }
        var (liveView, front): (LiveViewBenchmark?, FrontBenchmark?)
        if isWanted(Self.liveView) {
            Standard.progress(Self.liveView)
            liveView = LiveViewBenchmark.measure(seconds: 30 * seconds)
        }
        if isWanted(Self.front) {
            Standard.progress(Self.front)
            front = try FrontBenchmark.measure(
                program: try program ?? Self.executable, keys: min(2000, max(10, Int(200 * seconds))), cells: cells)
        }
        Standard.progress("")
        let report = BenchReport(peak, measurements, precision: precision, liveView: liveView, front: front)
        print(json ? try report.json : BenchTable(threads: threads).text(report))
    }

    /// The path of this program.
    private static var executable: String {
        get throws {
            guard let path = Bundle.main.executablePath else {
                throw ValidationError("The path of this program is not known; give it with --program.")
            }
            return path
        }
    }
}

extension StepMeasurement.Precision: ExpressibleByArgument {}
