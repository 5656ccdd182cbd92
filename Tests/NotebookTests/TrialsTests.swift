import Foundation
import Recurrent
import TestSupport
import Testing

@testable import CellLanguage
@testable import Notebook

/// `repeat`, `cross_validate`, `sweep` and `find_rate`.
@Suite struct TrialsTests {
    private static let data = "d = strokes(train: 200, test: 40)"
    private static let training = "train(gru(6) | last | dense(10), d, epochs: 2, batch: 20)"

    /// The lines of a table, each as its columns.
    private func rows(_ output: String) -> [[String]] {
        output.split(separator: "\n" as Character).map { line in
            line.replacing("  ", with: "\t").split(separator: "\t" as Character).map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    // MARK: How far chance goes

    @Test func repeatsWithSeedsThatFollow() {
        let cells = runCells([
            Self.data, "tries = repeat(\(Self.training.dropLast()), seed: 7), seeds: 3)", "[tries[0].loss, tries[1].loss, tries[2].loss]",
            "alone = \(Self.training.dropLast()), seed: 8)", "[alone.loss, alone.error]", "[tries[1].loss, tries[1].error]",
            "[tries.mean, tries.deviation]", "[tries[0].error, tries[1].error, tries[2].error]",
        ])
        #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
        #expect(cells[4].output == cells[5].output)
        let table = rows(cells[1].output)
        #expect(table.map(\.first) == ["seed", "7", "8", "9", "mean", "deviation", "least", "greatest"], "\(cells[1].output)")
        #expect(table[0] == ["seed", "epochs", "train loss", "test loss", "test error"])
        func numbers(_ text: String) -> [Double] { text.dropFirst().dropLast().split(separator: ", ").compactMap { Double($0) } }
        let (errors, figures) = (numbers(cells[7].output), numbers(cells[6].output))
        let mean = errors.reduce(0, +) / 3
        let deviation = (errors.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2).squareRoot()
        #expect(abs(figures[0] - mean) < 1e-5 && abs(figures[1] - deviation) < 1e-5, "\(errors) \(figures)")
    }

    @Test func crossValidatesOnFolds() {
        let cells = runCells([
            Self.data, "tries = cross_validate(\(Self.training), folds: 3, seed: 2)", "folds = d.folds(3, seed: 2)",
            "alone = train(gru(6) | last | dense(10), folds[1], epochs: 2, batch: 20)", "[alone.loss, alone.error]",
            "[tries[1].loss, tries[1].error]",
        ])
        #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
        #expect(cells[4].output == cells[5].output)
        // There is a test part, which is kept separate.
        #expect(rows(cells[1].output)[0].suffix(2) == ["validation loss", "validation error"])
    }

    // MARK: Choosing

    @Test func sweepsOverAllThatIsGiven() {
        let cells = runCells([
            Self.data, "units = \"something else\"",
            """
            tries = sweep(train(gru(units, reset: how) | last | dense(10), d, epochs: 1, batch: 20, optimizer: adam(rate)),
              units: [3, 5], rate: [0.001, 0.01], how: ["before", "after"])
            """,
            "alone = train(gru(5, reset: before) | last | dense(10), d, epochs: 1, batch: 20, optimizer: adam(0.001))",
            "[alone.loss, alone.error]", "[tries[4].loss, tries[4].error]", "tries.best.error", "tries",
        ])
        #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
        #expect(cells[4].output == cells[5].output)
        let table = rows(cells[2].output)
        #expect(table[0].prefix(3) == ["units", "rate", "how"] && table.count == 10, "\(cells[2].output)")
        let errors = table[1...8].compactMap { Double($0.last?.dropLast(2) ?? "") }
        #expect(errors.count == 8 && errors == errors.sorted())
        #expect(abs((Double(cells[6].output) ?? 1) * 100 - errors[0]) < 0.006)
        #expect(table[9][0].hasPrefix("best: units \(table[1][0]), rate \(table[1][1]), how "), "\(table[9])")
        #expect(cells[7].output == cells[2].output)
    }

    /// A run whose loss has grown is marked among the others, and no other is.
    @Test func aLossThatGrewIsMarked() {
        let cells = runCells([
            Self.data, "sweep(train(gru(6) | last | dense(10), d, epochs: 1, batch: 20, optimizer: sgd(rate)), rate: [0.1, 1000])",
        ])
        let lines = cells[1].output.split(separator: "\n")
        let grown = lines.filter { $0.contains("grew") }
        #expect(grown.count == 1 && grown[0].hasPrefix("1000 ") && grown[0].hasSuffix("  ! loss grew"), "\(cells[1].output)")
    }

    @Test func drawsWhatTheSeedSays() {
        func sweep(_ rest: String) -> [[String]] {
            rows(
                output(
                    of: Self.data, "sweep(train(gru(3) | last | dense(10), d, epochs: 1, batch: 50, optimizer: adam(rate)), rate: \(rest))")
            )
        }
        let first = sweep("log(0.0001, 0.01), trials: 3, seed: 1")
        #expect(first == sweep("log(0.0001, 0.01), trials: 3, seed: 1") && first.count == 5)
        #expect(first != sweep("log(0.0001, 0.01), trials: 3, seed: 2"))
        // If there are few settings, each is tried once.
        #expect(Set(sweep("[0.001, 0.002, 0.003], trials: 2").dropFirst().prefix(2).map(\.[0])).count == 2)
        #expect(sweep("[0.001, 0.002], trials: 20").count == 4)
    }

    @Test func trialsWithoutHopeEndEarly() {
        let call = "train(gru(6) | last | dense(10), d, epochs: 4, batch: 10, optimizer: adam(rate))"
        let cells = runCells([
            Self.data, "tries = sweep(\(call), rate: [0.01, 3, 2, 1], halving: 2)",
            "alone = train(gru(6) | last | dense(10), d, epochs: 4, batch: 10, optimizer: adam(0.01))", "[alone.loss, alone.error]",
            "[tries[0].loss, tries[0].error]", "[tries[0].epochs, tries[1].epochs, tries[2].epochs]",
        ])
        #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
        #expect(cells[3].output == cells[4].output)
        #expect(cells[5].output == "[4, 1, 1]")
        #expect(rows(cells[1].output)[3...4].allSatisfy { $0.last == "ended early" }, "\(cells[1].output)")
    }

    /// Each uses a share of the cores; ending the cell ends all of them.
    @Test func smallNetworksAreTrainedSideBySide() {
        var document = Document()
        document.elements = [
            Self.data, "tries = sweep(train(gru(units) | last | dense(10), d, epochs: 100000, batch: 20), units: [3, 4, 5])",
        ].map { .cell(DocumentCell(source: $0)) }
        let manager = SessionManager(document: document, location: nil)
        manager.runAll()
        func output() -> String { manager.state.cells[1].output.plain }
        let last = min(3, Processor.threads)
        #expect(eventually { output().contains("tries: \(last) of 3, units \(2 + last)") })
        #expect((1...last).allSatisfy { output().contains("tries: \($0) of 3, units \(2 + $0)") }, "\(output())")
        manager.interruptRunning()
        manager.waitUntilIdle()
        #expect(manager.state.cells[1].status == .interrupted)
        #expect(output().hasPrefix("no run has come to an end") || output().contains("stopped in tries "), "\(output())")
    }

    @Test func halvingComparesThoseThatCameSoFar() {
        func epoch(_ number: Int, _ loss: Double) -> EpochResult {
            EpochResult(epoch: number, step: 0, trainLoss: loss, test: nil, sequencesPerSecond: 0)
        }
        let halving = SuccessiveHalving(factor: 3, epochs: 27)
        let first = [(2, 9.0), (3, 5), (3, 4), (3, 6), (3, 3)].map { halving.goesOn(after: epoch($0.0, $0.1)) }
        #expect(first == [true, true, true, false, true])
        #expect(halving.end(of: [epoch(2, 1), epoch(3, 8), epoch(4, 1)]) == 1 && halving.end(of: [epoch(2, 9), epoch(3, 1)]) == nil)
        #expect(!halving.goesOn(after: epoch(3, .nan)) && halving.goesOn(after: epoch(9, 100)))
    }

    @Test(arguments: [
        ("sweep(run, units: [1])", "sweep: `training` must be a call to train, such as train(net, data); this is a run"),
        ("sweep(train(gru(units) | last | dense(10), d), unit: [3])", "sweep: `unit` is not used in the call to train"),
        ("sweep(train(gru(units) | last | dense(10), d), units: [3], trails: 4)", "did you mean `trials`?"),
        ("sweep(train(gru(3) | last | dense(10), d))", "`setting` is missing"),
        ("sweep(train(gru(units) | last | dense(10), d), units: 3)", "a list of values, a range such as 16..64"),
        ("sweep(train(gru(units) | last | dense(10), d), units: [])", "a list of values, a range such as 16..64"),
        ("sweep(train(gru(units) | last | dense(10), d), units: [\"a\"])", "gru: `units` must be a whole number"),
        ("sweep(train(gru(units) | last | dense(10), d), units: [3, \"a\"])", "gru: `units` must be a whole number"),
        ("sweep(train(net, d, optimizer: adam(r)), r: log(0.1, 1))", "say how many to try, such as trials: 20"),
        ("sweep(train(net, d, seed: s), s: 0..20000)", "There are 20,000 combinations"),
        ("repeat(seeds: 3)", "`training` is missing"), ("repeat(train(net), seeds: 3)", "`data` is missing"),
        ("repeat(train(net, d, epochs: 0), seeds: 3)", "train: `epochs` must be"), ("log(1, 1)", "`lower` must be less than `upper`"),
    ]) func saysWhatIsWrong(_ cell: String, _ sentence: String) {
        let cells = runCells([Self.data, "net = gru(3) | last | dense(10)", "run = train(net, d, epochs: 1)", cell])
        #expect(cells[2].status == .done && cells[3].status == .failed)
        #expect(cells[3].output.contains(sentence), "\(cells[3].output)")
    }

    /// A name in the call gets its value from the sweep, not from a cell above.
    @Test func settingsAreNotNamesOfCells() {
        let names = CellCode("sweep(train(gru(units) | last | dense(n), d), units: [3, m])").dependencies.uses
        #expect(names == ["n", "d", "m", "last"])
    }

    // MARK: Kept in the store

    /// An unfinished sweep continues where it was, with the same table.
    @Test func aSweepGoesOn() throws {
        let call = "train(gru(units) | last | dense(10), d, epochs: 30, batch: 20, optimizer: adam(rate))"
        let cells = [Self.data, "tries = sweep(\(call), units: [3, 4, 5], rate: [3, 0.01], halving: 2)"]
        let whole = runCells(cells)[1].output
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "s.md").path
            try cells.map { "```unroll\n\($0)\n```\n" }.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
            try untilGone {
                let manager = SessionManager(try OpenedSession.open(path))
                manager.runAll()
                // A machine with much else to do may not look while the fourth trains.
                let late = (4...6).map { "tries \($0) of 6" }
                #expect(eventually { manager.state.activeRun.map { late.contains($0.name) && $0.step > 20 } ?? false })
                #expect(manager.suspend(milliseconds: 60_000))
                return manager
            }
            let manager = SessionManager(try OpenedSession.open(path))
            manager.runStale()
            manager.waitUntilIdle()
            #expect(manager.state.cells[1].output.plain == whole)
            manager.lookForKeptRuns()
            #expect(eventually { manager.state.keptRuns?.runs.count == 6 })
            // All of them are available again, including those that were ended early, without a step.
            let last = try #require(manager.state.activeRun?.step)
            manager.run(manager.state.cells[1].id)
            manager.waitUntilIdle()
            #expect(manager.state.cells[1].output.plain == whole && manager.state.activeRun?.step == last)
            #expect(manager.state.activeRun?.sequencesPerSecond == 0)
        }
    }

    /// Saved complete trials are not mistaken for trials that would have been ended early.
    @Test func keptRunsChangeNoTable() throws {
        let call = "sweep(train(gru(4) | last | dense(10), d, epochs: 4, batch: 20, optimizer: adam(rate)), rate: [0.01, 3]"
        let cells = [Self.data, "whole = \(call))", "halved = \(call), halving: 2)", "again = \(call))"]
        let expected = runCells(cells).map(\.output)
        try withTemporaryFolder { folder in
            let manager = SessionManager(try OpenedSession.open(folder.appending(path: "s.md").path))
            for cell in cells { manager.submit(cell) }
            manager.waitUntilIdle()
            #expect(manager.state.cells.map(\.output.plain) == expected)
        }
        #expect(expected[2].contains("ended early") && expected[1] == expected[3])
    }

    @Test func aStoppedTrialEndsTheSweep() throws {
        let manager = SessionManager(document: Document(), location: nil)
        manager.submit(Self.data)
        manager.submit("tries = repeat(train(gru(6) | last | dense(10), d, epochs: 20000, batch: 20), seeds: 3)")
        #expect(eventually { (manager.state.activeRun?.step ?? 0) > 5 })
        // Of the trials that run side by side, the one that is shown.
        let name = manager.state.activeRun?.name ?? ""
        manager.stop()
        manager.waitUntilIdle()
        #expect(manager.state.cells[1].status == .interrupted && name.hasPrefix("tries "))
        #expect(manager.state.cells[1].output.plain == "stopped in \(name)")
    }

    // MARK: Learning rates

    @Test func findsARateAtWhichTheLossFalls() {
        let cells = runCells([
            Self.data, "found = find_rate(gru(16) | last | dense(10), d, batch: 20)", "found.rate",
            "[train(gru(16) | last | dense(10), d, epochs: 4, batch: 20, optimizer: adam(found.rate)).loss]",
            "find_rate(gru(16) | last | dense(10), d, batch: 20)", "find_rate(gru(4) | last | dense(3), d)",
            "find_rate(gru(4) | last | dense(10), d, lowest: 2)",
        ])
        #expect(cells.map(\.status) == [.done, .done, .done, .done, .done, .failed, .failed], "\(cells)")
        let rate = Double(cells[2].output) ?? 0
        #expect(rate > 0.0005 && rate < 0.5, "\(cells[1].output)")
        #expect(cells[1].output == cells[4].output && cells[1].output.hasSuffix("the loss is least: \(cells[2].output)"))
        #expect(rows(cells[1].output).count == 22)
    }

    @Test func numbersThatAreDrawnAreShort() {
        let rates = NumberDistribution(lower: 0.0001, upper: 0.01, isLogarithmic: true)
        #expect(rates.number(at: 0) == 0.0001 && rates.number(at: 0.5) == 0.001 && rates.number(at: 0.75) == 0.00316)
        #expect(NumberDistribution(lower: -1, upper: 1, isLogarithmic: false).number(at: 0.25) == -0.5)
        var random = SplitMix(seed: 0)
        let shares = (0..<1000).map { _ in random.share() }
        #expect(shares.allSatisfy { 0 <= $0 && $0 < 1 } && abs(shares.reduce(0, +) / 1000 - 0.5) < 0.05)
    }
}
