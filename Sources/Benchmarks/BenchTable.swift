import FoundationEssentials
import Recurrent

/// The figures as text for people.
public struct BenchTable: Sendable {
    private let threads: Int

    /// - Parameter threads: the number of threads used.
    public init(threads: Int) {
        self.threads = threads
    }

    /// The whole report, in lines and columns.
    public func text(_ report: BenchReport) -> String {
        var parts = [machine(report.peak, report.precision)]
        if !report.rows.isEmpty { parts.append(([columns] + report.rows.map(line)).joined(separator: "\n")) }
        if let liveView = report.liveView { parts.append(line(liveView)) }
        if let front = report.front { parts.append(lines(front)) }
        return parts.joined(separator: "\n\n")
    }

    private func machine(_ peak: BenchReport.Peak, _ precision: Precision) -> String {
        """
        instructions \(Processor.current.rawValue), \(threads) \(threads == 1 ? "thread" : "threads"), precision \(precision.rawValue)
        peak of one core \(number(peak.oneCore, 1)) GFLOP/s, of all together \(number(peak.allCores, 1)) GFLOP/s
        """
    }

    private var columns: String {
        padded("network", 38) + left("ms a step", 12) + left("best", 10) + left("GFLOP/s", 10) + left("of peak", 10)
            + left("95 %", 14) + left("pairs", 8) + left("sequences/s", 13)
    }

    private func line(_ row: BenchReport.Row) -> String {
        padded(row.name, 38) + left(number(row.milliseconds, row.milliseconds < 10 ? 3 : 1), 12)
            + left(number(row.bestMilliseconds, row.milliseconds < 10 ? 3 : 1), 10) + left(number(row.gflops, 1), 10)
            + left(number(row.fractionOfPeak * 100, 1) + " %", 10)
            + left(number(row.leastFraction * 100, 1) + " to " + number(row.greatestFraction * 100, 1), 14)
            + left("\(row.pairs) (\(row.pairsLeftOut))", 8) + left(number(row.sequencesPerSecond, 0), 13)
    }

    private func line(_ cost: BenchReport.LiveView) -> String {
        """
        live view: \(number(cost.unwatchedStepsPerSecond, 1)) steps a second unwatched, \(number(cost.watchedStepsPerSecond, 1)) watched; \
        it costs \(number(cost.fractionOfThroughput * 100, 1)) % \
        (95 % confidence: \(number(cost.leastFraction * 100, 1)) to \(number(cost.greatestFraction * 100, 1)))
        """
    }

    private func lines(_ front: FrontBenchmark) -> String {
        func latency(_ latency: FrontBenchmark.Latency) -> String {
            "\(number(latency.median, 1)) ms median, \(number(latency.percentile99, 1)) ms at the 99th percentile"
        }
        return """
            front: first frame after \(number(front.firstFrame, 0)) ms, of \(front.cells) cells after \(number(front.openingOfManyCells, 0)) ms
            key to screen while all cores train: \(latency(front.key))
            the same among \(front.cells) cells: \(latency(front.keyAmongManyCells))
            \(number(front.bytesPerFrame, 0)) bytes a frame; \(number(front.megabytes, 0)) MB held with \(front.cells) cells
            """
    }

    private func number(_ value: Double, _ digits: Int) -> String {
        value.formatted(.number.precision(.fractionLength(digits)).grouping(.never))
    }

    private func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(1, width - text.count)) }
    private func left(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(1, width - text.count)) + text }
}
