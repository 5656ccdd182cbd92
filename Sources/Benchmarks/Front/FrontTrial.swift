import Foundation
import TerminalDriver

/// The notebook with one session open, and the measurements made on it.
struct FrontTrial {
    let terminal: PseudoTerminal
    /// The time from the start of the program to the first frame.
    let milliseconds: Double

    // The network is large, so that steps take time, and trains for longer than any measurement.
    private static let training = [
        "digits = strokes(train: 4000, test: 100)", "net = gru(200) | dropout(0.5) | gru(200) | last | dense(10)",
        "run = train(net, digits, epochs: 100000, batch: 100)",
    ]
    /// The letters that the keys type: they appear nowhere else on the screen.
    private static let letters = "бвгдёжзийклмнптфхцчшщъыьэюя".map(String.init)

    /// Starts the program and waits for its first frame.
    ///
    /// - Throws: `FrontBenchmark.Failure`, or an error if the program cannot be started.
    init(_ program: String, _ file: URL) throws {
        let start = ContinuousClock.now
        do {
            terminal = try PseudoTerminal(
                URL(filePath: program), [file.path], folder: file.deletingLastPathComponent(), width: 120, height: 40)
        } catch PseudoTerminal.Failure.noTerminal {
            throw FrontBenchmark.Failure.noTerminal
        }
        // The status line is drawn last.
        guard terminal.waitForOutput(file.lastPathComponent) else { throw FrontBenchmark.Failure.notShown(file.lastPathComponent) }
        milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
    }

    /// Starts a training run, then presses keys one after another, each once the one before is on the screen.
    func keyLatency(keys: Int) throws -> FrontBenchmark.Latency {
        for line in Self.training { terminal.type(line + "\r") }
        guard terminal.shows("training run") else { throw FrontBenchmark.Failure.notShown("training run") }
        var times: [Double] = []
        var round = 0
        while times.count < keys {
            let count = min(Self.letters.count, keys - times.count)
            for place in 0..<count {
                // A different letter at each place than in the previous round, since a terminal is sent only what has
                // changed.
                let letter = Self.letters[(place + round) % Self.letters.count]
                // Keys arrive at random times relative to the frames.
                Thread.sleep(forTimeInterval: Double.random(in: 0.02...0.09))
                let start = ContinuousClock.now
                terminal.type(letter)
                try wait(for: letter)
                times.append((ContinuousClock.now - start) / .milliseconds(1))
            }
            terminal.type(String(repeating: "\u{7F}", count: count))
            round += 1
        }
        return FrontBenchmark.Latency(times)
    }

    /// The rate of the program's output while it trains and nobody types.
    func bytesPerSecond(seconds: Double) -> Double {
        let before = terminal.outputCount
        let start = ContinuousClock.now
        Thread.sleep(forTimeInterval: seconds)
        return Double(terminal.outputCount - before) / ((ContinuousClock.now - start) / .seconds(1))
    }

    /// Kills the program, without letting it save anything.
    func end() {
        terminal.send(SIGKILL)
        _ = terminal.end()
    }

    private func wait(for text: String) throws {
        guard terminal.waitForOutput(text) else { throw FrontBenchmark.Failure.notShown(text) }
    }
}
