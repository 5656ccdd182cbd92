import Foundation

/// How fast the notebook in a terminal responds: the program itself, in a pseudo-terminal, from its start to the first
/// frame and from a key to the screen.
public struct FrontBenchmark: Sendable, Codable {
    /// Milliseconds from the start of the program to the first frame of a session of two cells.
    public var firstFrame: Double
    /// The same for a session of `cells` cells.
    public var openingOfManyCells: Double
    /// The time from a key to its first effect on the screen while all cores train, in a session of a few cells.
    public var key: Latency
    /// The same in the large session.
    public var keyAmongManyCells: Latency
    /// The number of bytes sent to the terminal per frame while training, at 20 frames per second.
    public var bytesPerFrame: Double
    /// The memory that the program occupies with the large session, while training, in megabytes.
    public var megabytes: Double
    /// The number of cells of the large session. One in ten is a training run with its recorded table.
    public var cells: Int

    /// Response times in milliseconds.
    public struct Latency: Sendable, Codable {
        /// The median.
        public var median: Double
        /// The 99th percentile.
        public var percentile99: Double

        /// - Parameter times: in milliseconds; not empty.
        init(_ times: [Double]) {
            let sorted = times.sorted()
            median = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
            percentile99 = sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
        }
    }

    /// Why nothing could be measured.
    public enum Failure: Error, Sendable, CustomStringConvertible {
        /// The system has no pseudo-terminals.
        case noTerminal
        /// The program did not show this text in time.
        case notShown(String)

        /// A sentence for users.
        public var description: String {
            switch self {
            case .noTerminal: "This system gives no pseudo-terminal, through which the front is measured."
            case .notShown(let text): "The program did not show '\(text)' in time."
            }
        }
    }

    /// Measures the notebook in a temporary folder.
    ///
    /// - Parameters:
    ///   - program: the path of the program `unroll`.
    ///   - keys: the number of keys to press in each session.
    ///   - cells: the number of cells of the large session.
    /// - Throws: `Failure`, or an error if the folder cannot be written.
    public static func measure(program: String, keys: Int, cells: Int) throws -> FrontBenchmark {
        let folder = FileManager.default.temporaryDirectory.appending(path: "unroll-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (small, large) = (folder.appending(path: "small.md"), folder.appending(path: "large.md"))
        try text(cells: 2).write(to: small, atomically: true, encoding: .utf8)
        try text(cells: cells).write(to: large, atomically: true, encoding: .utf8)

        let firstFrame = try opening(program, small)
        let openingOfManyCells = try opening(program, large)
        let few = try FrontTrial(program, small)
        let key = try few.keyLatency(keys: keys)
        let bytesPerFrame = few.bytesPerSecond(seconds: 1) / 20
        few.end()
        let many = try FrontTrial(program, large)
        let keyAmongManyCells = try many.keyLatency(keys: keys)
        defer { many.end() }
        return FrontBenchmark(
            firstFrame: firstFrame, openingOfManyCells: openingOfManyCells, key: key, keyAmongManyCells: keyAmongManyCells,
            bytesPerFrame: bytesPerFrame, megabytes: Double(many.terminal.residentBytes) / 1e6, cells: cells)
    }

    private static let openings = 5

    /// The median over several starts of the program.
    private static func opening(_ program: String, _ file: URL) throws -> Double {
        var times: [Double] = []
        for _ in 0..<openings {
            let trial = try FrontTrial(program, file)
            times.append(trial.milliseconds)
            trial.end()
        }
        return times.sorted()[openings / 2]
    }

    /// The text of a session in which one cell in ten is a training run with a table of five epochs.
    private static func text(cells: Int) -> String {
        let table = """
            ```output
            epoch  train loss  test loss  test error  sequences/s
                1      2.3026     2.1000     51.25 %      3,640/s
                2      1.3026     1.1000     31.25 %      3,640/s
                3      0.8026     0.6000     21.25 %      3,640/s
                4      0.5026     0.5000     18.25 %      3,640/s
                5      0.3026     0.4000     11.25 %      3,640/s
            ```
            """
        let parts = (0..<cells).map { number in
            if number % 10 == 5 {
                return "```unroll\nrun\(number) = train(gru(8) | last | dense(10), digits, epochs: 5, seed: \(number))\n```\n\n\(table)\n"
            }
            return number == 0
                ? "```unroll\nv0 = [1]\n```\n"
                : "```unroll\nv\(number) = v0\n[v\(number), \(number)]\n```\n\n```output\n[[1], \(number)]\n```\n"
        }
        return parts.joined(separator: "\n")
    }
}
