import Foundation
import TerminalDriver
import TestSupport
import Testing

@testable import Notebook

/// The real program is killed at random moments, with the same file again and again: all cells that were kept are found
/// afterwards.
@Suite(.serialized) struct KilledProgramTests {
    /// The number of kills: `UNROLL_CRASH_KILLS`.
    private static let kills = ProcessInfo.processInfo.environment["UNROLL_CRASH_KILLS"].flatMap(Int.init) ?? 20
    /// The number of kills before the next session begins, so that sessions stay short.
    private static let killsPerSession = 25

    private static let beginning = [
        "data = strokes(train: 200, test: 20)", "net = gru(8) | last | dense(10)", "run = train(net, data, epochs: 120, batch: 20)",
    ]

    /// The output of an uninterrupted training run.
    private static let table: Result<[String], any Error> = Result {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "whole.md").path
            try text(cells: beginning).write(toFile: path, atomically: true, encoding: .utf8)
            let manager = SessionManager(try OpenedSession.open(path))
            manager.runAll()
            manager.waitUntilIdle()
            return table(of: manager)
        }
    }

    private static func text(cells: [String]) -> String { cells.map { "```unroll\n\($0)\n```\n" }.joined(separator: "\n") }

    private static func table(of manager: SessionManager) -> [String] {
        let cell = manager.state.cells.first { $0.source == beginning[2] }
        return (cell?.output.plain ?? "").split(separator: "\n").map { String(RecordedOutput.comparable(String($0))) }
    }

    @Test func whatWasKeptSurvivesKills() throws {
        var generator = SeededGenerator()
        var figures = (kills: 0, kept: 0, lost: 0, trainings: 0, same: 0)
        let table = try Self.table.get()
        while figures.kills < Self.kills {
            try withTemporaryFolder { folder in
                let path = folder.appending(path: "killed.md").path
                var typed = 0
                var kept: [String] = []
                for _ in 0..<min(Self.killsPerSession, Self.kills - figures.kills) {
                    let terminal = try PseudoTerminal(
                        Program.executable, [path], folder: folder, width: 80, height: 24, environment: ["UNROLL_THREADS": "1"])
                    if typed == 0 { for line in Self.beginning { terminal.type(line + "\r") } }
                    for _ in 0..<Int.random(in: 1...3, using: &generator) {
                        typed += 1
                        terminal.type("n\(typed) = \(typed)\r")
                    }
                    // Writing the file may be interrupted too.
                    if Int.random(in: 0..<3, using: &generator) == 0 { terminal.type(":save\r") }
                    if Bool.random(using: &generator) {
                        let isKept = eventually(every: .milliseconds(10)) { Self.written(path).contains("n\(typed) = \(typed)") }
                        #expect(isKept)
                    }
                    // From here on the program may be killed at any moment.
                    typed += 1
                    terminal.type("n\(typed) = \(typed)\r")
                    Thread.sleep(forTimeInterval: Double.random(in: 0..<0.4, using: &generator))
                    let written = Self.written(path)
                    kept += (1...typed).map { "n\($0) = \($0)" }.filter { written.contains($0) && !kept.contains($0) }
                    terminal.send(SIGKILL)
                    #expect(terminal.end() == SIGKILL)
                    figures.kills += 1
                    figures.kept += kept.count
                    let found = Set(try OpenedSession.open(path).document.cells.map(\.source))
                    let lost = kept.filter { !found.contains($0) }
                    figures.lost += lost.count
                    #expect(lost.isEmpty, "lost \(lost), seed \(SeededGenerator.seed)")
                }
                let manager = SessionManager(try OpenedSession.open(path))
                if manager.state.cells.contains(where: { $0.source == Self.beginning[2] }) {
                    // What still had to run continues by itself; a cell that reached the disk without its mark is run
                    // by the user.
                    manager.runStale()
                    manager.waitUntilIdle()
                    figures.trainings += 1
                    let isSame = Self.table(of: manager) == table
                    figures.same += isSame ? 1 : 0
                    #expect(isSame, "another table, seed \(SeededGenerator.seed):\n\(Self.table(of: manager))\nfor\n\(table)")
                }
            }
            print(
                "killed \(figures.kills) times: \(figures.kept) times a kept cell looked for, \(figures.lost) lost; "
                    + "\(figures.same) of \(figures.trainings) trainings to the same table")
        }
    }

    /// The contents of a session on disk.
    private static func written(_ path: String) -> String {
        let journal = URL(filePath: path).deletingLastPathComponent().appending(path: ".unroll/killed.md/journal")
        let parts = [URL(filePath: path), journal].map { (try? Data(contentsOf: $0)) ?? Data() }
        return parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n").replacing("\\n", with: "\n")
    }
}
