import Charts
import Foundation
import Notebook
import TerminalUI

/// The cost of the live view: the same training run unwatched, and watched on a large screen at the notebook's frame
/// rate.
public struct LiveViewBenchmark: Sendable {
    /// Training steps per second unwatched, the median of all turns.
    public var unwatched: Double
    /// The same while the screen is drawn.
    public var watched: Double
    /// The fraction of throughput lost by watching: the median over pairs of turns.
    public var fraction: Double
    /// The 95 % confidence interval of that median.
    public var confidence: ClosedRange<Double>

    init(_ pairs: [(unwatched: Double, watched: Double)]) {
        func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
        unwatched = median(pairs.map(\.unwatched))
        watched = median(pairs.map(\.watched))
        let cost = MedianInterval(pairs.map { 1 - $0.watched / $0.unwatched })
        (fraction, confidence) = (cost?.median ?? .nan, cost?.confidence ?? 0...1)
    }

    // Batches of 10 make steps so short that one more or less in a turn does not matter.
    private static let cells = [
        "digits = strokes(train: 4000, test: 100)",
        "net = gru(200) | dropout(0.5) | gru(200) | dropout(0.5) | gru(200) | dropout(0.5) | last | dense(10)",
        "run = train(net, digits, epochs: 100000, batch: 10, optimizer: rmsprop(0.003))",
    ]

    private static let secondsPerTurn = 0.4

    /// Measures for about this many seconds. Watched and unwatched turns come in pairs, so that other load affects both
    /// alike.
    public static func measure(seconds: Double) -> LiveViewBenchmark {
        let manager = SessionManager(document: Document(), location: nil)
        for cell in cells { manager.submit(cell) }
        defer {
            manager.interrupt()
            manager.waitUntilIdle()
        }
        var screen = OffscreenNotebook(manager, width: 120, height: 40)
        while publishedStep(manager) < 20, !manager.waitUntilIdle(milliseconds: 0) {}
        var pairs: [(unwatched: Double, watched: Double)] = []
        for pair in 0..<max(3, Int(seconds / (2 * secondsPerTurn))) {
            var rates = [0.0, 0.0]
            for isWatched in pair.isMultiple(of: 2) ? [false, true] : [true, false] {
                manager.watch(isWatched)
                rates[isWatched ? 1 : 0] = stepsPerSecond(manager) { if isWatched { screen.draw() } }
            }
            pairs.append((rates[0], rates[1]))
        }
        return LiveViewBenchmark(pairs)
    }

    /// Steps per second in a turn, during which `frame` is called at the notebook's frame rate.
    private static func stepsPerSecond(_ manager: SessionManager, frame: () -> Void) -> Double {
        // Steps are published several at a time, so a turn lasts from one publication to another.
        let first = publishedStep(manager)
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .seconds(secondsPerTurn) {
            frame()
            Thread.sleep(forTimeInterval: OffscreenNotebook.secondsPerFrame)
        }
        let last = publishedStep(manager)
        return Double(last - first) / ((ContinuousClock.now - start) / .seconds(1))
    }

    /// Waits until the run publishes its progress, or ends.
    ///
    /// - Returns: the number of steps so far.
    private static func publishedStep(_ manager: SessionManager) -> Int {
        func step() -> Int { manager.state.activeRun?.step ?? 0 }
        let before = step()
        while step() == before, !manager.waitUntilIdle(milliseconds: 1) {}
        return step()
    }
}
