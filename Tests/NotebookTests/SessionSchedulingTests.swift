import Datasets
import Foundation
import Recurrent
import Synchronization
import TestSupport
import Testing

@testable import Notebook

/// Which cells run, and when: tested on the session itself, without threads.
@Suite struct SessionSchedulingTests {
    private static let nobody = WeakSession(manager: nil)

    private func core(_ sources: String...) -> SessionCore {
        var document = Document()
        document.elements = sources.map { .cell(DocumentCell(source: $0)) }
        var core = SessionCore(OpenedSession(document))
        for place in core.session.entries.indices { core.session.queue(place) }
        return core
    }

    /// The sources of the cells that start now.
    private func starting(_ core: inout SessionCore) -> [SessionCore.Start] {
        core.takeReady(for: Self.nobody, overridden: [])
    }

    private func finish(_ start: SessionCore.Start, _ core: inout SessionCore) {
        core.finish(start.execution, .init(status: .done, values: [:], text: ""))
    }

    /// A cell that loads a file waits for the one above that saves it, and a later one that saves it again waits for
    /// both.
    @Test func cellsOfOneFileRunInTheirOrder() {
        let (save, load) = ("save(1, \"w\")", "load(2, \"w\", 3)")
        var core = core(save, load, save, "save(1, \"v\")", "load(2, path(\"w\", \"v\"), 3)")
        var running = starting(&core)
        #expect(running.map(\.code.source) == [save, "save(1, \"v\")", "load(2, path(\"w\", \"v\"), 3)"])
        finish(running.removeFirst(), &core)
        running = starting(&core)
        #expect(running.map(\.code.source) == [load])
        finish(running.removeFirst(), &core)
        #expect(starting(&core).map(\.code.source) == [save])
    }

    @Test func theEndOfACellStartsWhatWaitedForIt() {
        var core = core("a = 1", "b = a", "c = [a, b]", "5")
        var first = starting(&core)
        #expect(first.map(\.code.source) == ["a = 1", "5"])
        #expect(starting(&core).isEmpty)
        finish(first.removeFirst(), &core)
        let second = starting(&core)
        #expect(second.map(\.code.source) == ["b = a"])
        for start in second { finish(start, &core) }
        #expect(starting(&core).map(\.code.source) == ["c = [a, b]"])
    }

    @Test func ofCellsOnAllCoresOneRunsAtATime() {
        var core = core("x = train(a)", "evaluate(b)", "y = train(c)", "5")
        var running = starting(&core)
        #expect(running.map(\.code.source) == ["x = train(a)", "5"])
        for expected in ["evaluate(b)", "y = train(c)"] {
            finish(running.removeFirst(), &core)
            running = starting(&core)
            #expect(running.map(\.code.source) == [expected])
        }
    }

    private func move(_ cell: CellID, earlier: Bool, _ core: inout SessionCore) -> QueueMove {
        core.session.moveInQueue(cell, earlier: earlier)
    }

    /// Cells that wait for the cores run in the user's order, as far as their dependencies allow.
    @Test func whatWaitsIsPutInAnotherOrder() throws {
        var core = core("x = train(a)", "y = train(b)", "z = train(c)", "evaluate(z)", "5")
        var running = starting(&core)
        #expect(running.map(\.code.source) == ["x = train(a)", "5"])
        let cells = core.session.entries.map(\.id)
        #expect(core.session.waitingCells == [cells[1], cells[2], cells[3]])
        #expect(move(cells[0], earlier: false, &core) == .doesNotWait)
        #expect(move(cells[1], earlier: true, &core) == .isAtEnd)
        #expect(move(cells[3], earlier: false, &core) == .isAtEnd)
        #expect(move(cells[3], earlier: true, &core) == .isNeeded(cells[2], by: cells[3]))
        #expect(move(cells[2], earlier: false, &core) == .isNeeded(cells[2], by: cells[3]))
        #expect(move(cells[2], earlier: true, &core) == .moved)
        #expect(move(cells[1], earlier: false, &core) == .moved)
        #expect(core.session.waitingCells == [cells[2], cells[3], cells[1]])
        for expected in ["z = train(c)", "evaluate(z)", "y = train(b)"] {
            finish(running.removeFirst(), &core)
            running = starting(&core)
            #expect(running.map(\.code.source) == [expected])
        }
    }

    /// The order is kept when all cells get new positions, and follows cells that are removed from the queue.
    @Test func theOrderOfWhatWaitsOutlivesOtherChanges() throws {
        var core = core("x = train(a)", "y = train(b)", "z = train(c)", "w = train(d)")
        let running = starting(&core)
        #expect(running.count == 1)
        let cells = core.session.entries.map(\.id)
        #expect(move(cells[3], earlier: true, &core) == .moved)
        #expect(move(cells[3], earlier: true, &core) == .moved)
        // There are not enough positions for this many between two cells.
        for _ in 0..<60 { _ = core.insert(.code, CellCode("5"), before: cells[1]) }
        #expect(core.session.waitingCells == [cells[3], cells[1], cells[2]])
        let isCancelled = core.cancel(cells[3])
        #expect(isCancelled)
        core.session.index(of: cells[3]).map { core.session.queue($0) }
        #expect(core.session.waitingCells == [cells[1], cells[2], cells[3]])
        finish(try #require(running.first), &core)
        #expect(starting(&core).map(\.code.source) == ["y = train(b)"])
    }

    @Test func namesAreListedWithWhatTheyAre() throws {
        let manager = SessionManager(document: Document())
        manager.submit("n = 4")
        manager.submit("net = gru(n) | last | dense(10)")
        let last = manager.submit("n = 5")
        let failing = manager.submit("oops = nothing(1)")
        manager.waitUntilIdle()
        let variables = manager.variables
        #expect(variables.map(\.name) == ["net", "n", "oops"])
        #expect(variables.map(\.meaning) == ["a network", "5", "its cell failed"])
        #expect(variables[1].cell == last && variables[2].cell == failing)
        #expect(variables[1].source == "n = 5")
        #expect(manager.state.stale == 0)
        manager.edit(manager.state.cells[0].id, "n = 6")
        manager.waitUntilIdle()
        #expect(manager.state.stale == 1)
        manager.runStale()
        manager.waitUntilIdle()
        #expect(manager.state.stale == 0)
    }

    @Test func aRemovedCellKeepsTheCoresUntilItHasEnded() throws {
        var core = core("x = train(a)")
        let first = try #require(starting(&core).first)
        core.delete(first.execution.cell)
        #expect(first.execution.isInterrupted)
        _ = core.insert(.code, CellCode("y = train(a)"), before: nil)
        core.session.queue(0)
        #expect(starting(&core).isEmpty)
        finish(first, &core)
        #expect(starting(&core).map(\.code.source) == ["y = train(a)"])
    }

    @Test func anEditedCellRunsAgainWhenItsOldRunHasEnded() throws {
        var core = core("a = 1", "b = a")
        let first = try #require(starting(&core).first)
        core.edit(first.execution.cell, CellCode("a = 2"))
        #expect(starting(&core).isEmpty)
        finish(first, &core)
        let second = try #require(starting(&core).first)
        #expect(second.code.source == "a = 2")
        finish(second, &core)
        #expect(starting(&core).map(\.code.source) == ["b = a"])
    }

    /// A queued cell that now gets its name from another cell does not wait for the former one.
    @Test func whatACellWaitsForFollowsTheDocument() throws {
        var core = core("a = train(b)", "c = a")
        let training = try #require(starting(&core).first)
        let user = core.session.entries[1].id
        _ = core.insert(.code, CellCode("a = 1"), before: user)
        #expect(starting(&core).map(\.code.source) == ["c = a"])
        finish(training, &core)
        #expect(starting(&core).isEmpty)
    }

    /// A cell gets only the names that it uses, and all of them only if one is unknown.
    @Test func aCellIsGivenWhatItUses() {
        var core = core("a = 1", "b = 2", "c = [a]", "d = [aa]", "nett(1)")
        for start in starting(&core) { finish(start, &core) }
        for start in starting(&core) {
            let names = Set(start.scope.names.keys).union(start.scope.withoutValue)
            #expect(
                names
                    == (start.code.source == "c = [a]" ? ["a"] : start.code.source == "d = [aa]" ? ["a", "b", "c"] : ["a", "b", "c", "d"]))
        }
    }

    @Test func onlyWhatHasChangedIsShownAnew() {
        var core = core("a = 1", "b = a", "5")
        let before = core.state().cells
        #expect(core.state().cells.map(\.version) == before.map(\.version))
        let running = starting(&core)
        let during = core.state().cells
        #expect(zip(before, during).map { $0.version != $1.version } == [true, false, true])
        running[0].execution.print(.text("words"))
        let after = core.state()
        #expect(zip(during, after.cells).map { $0.version != $1.version } == [true, false, false])
        #expect(after.cells[0].output.plain == "words")
        #expect(after.revision > core.session.entries[1].revision)
        core.delete(after.cells[1].id)
        #expect(core.state().cells.map(\.version) == [after.cells[0].version, after.cells[2].version])
    }

    /// The panel's run goes with its cell; its data and weights are kept until another run is trained, since the cell
    /// may come back.
    @Test func theActiveRunGoesWithItsCell() throws {
        let manager = SessionManager(document: Document(), location: nil)
        manager.submit("digits = strokes(train: 40, test: 10)")
        let cell = manager.submit("run = train(gru(4) | last | dense(10), digits, epochs: 1)")
        manager.waitUntilIdle()
        weak let run = manager.core.withLock { $0.active?.run }
        #expect(run != nil && manager.state.activeRun != nil)
        manager.delete(cell)
        #expect(manager.state.activeRun == nil && run != nil)
        manager.submit("train(gru(3) | last | dense(10), digits, epochs: 1)")
        manager.waitUntilIdle()
        #expect(eventually { run == nil })
    }

    @Test func aRunOfARemovedCellDoesNotComeIntoThePanel() throws {
        var core = core("run = train(a)")
        let start = try #require(starting(&core).first)
        core.delete(start.execution.cell)
        let data = try Strokes.generate(train: 10, test: 0, seed: 0)
        let run = try TrainingRun(
            network: Network([.last, .dense(units: 10, activation: .linear)]), train: try #require(data.train), test: nil,
            plan: TrainingPlan())
        core.activate(
            ActiveRun(name: "run", cell: start.execution.cell, run: run, watchedData: try #require(data.train)), by: start.execution)
        #expect(core.active == nil)
    }

    // MARK: Tables of epochs

    private func epoch(_ number: Int) -> EpochResult {
        let test = Evaluation(loss: 1, error: 0.5, count: 10, confusion: [Double](repeating: 1, count: 100), classes: 10)
        return EpochResult(epoch: number, step: number, trainLoss: 1, test: test, sequencesPerSecond: 100)
    }

    @Test func aTableOfManyEpochsIsFolded() {
        var table = EpochTable(rows: (1...60).map(epoch))
        #expect(table.plain.split(separator: "\n").count == 61)
        for number in 61...100_000 { table.append(epoch(number)) }
        #expect(table.rows.count == EpochTable.capacity)
        #expect(table.rows.filter { $0.test?.confusion.isEmpty == false }.map(\.epoch) == [100_000])
        let lines = table.plain.split(separator: "\n")
        #expect(lines.count == 22)
        #expect(lines[10].hasPrefix("   10 "))
        #expect(lines[11] == "... 99,980 rows")
        #expect(lines[12].hasPrefix("99991 "))
        #expect(lines[21].hasPrefix("100000 "))
    }

    /// The front without a screen writes each epoch as it arrives, and omits those that arrived between two reads.
    @Test func linesOfEpochsComeOneByOne() {
        let core = core("run = train(a)")
        var view = CellView(id: core.session.entries[0].id, kind: .code, source: "", status: .running, output: CellOutput())
        var (table, printer) = (EpochTable(), OutputPrinter())
        func news() -> [String] {
            view.output = CellOutput([.text("words"), .epochs(table)])
            return printer.news([view])
        }
        table.append(epoch(1))
        #expect(news() == ["words\n", table.header + "\n", table.line(epoch(1)) + "\n"])
        for number in 2...70 { table.append(epoch(number)) }
        let lines = news()
        #expect(lines.count == 69 - 10 + 1)
        #expect(lines.contains("... 10 rows\n"))
        table.append(epoch(71))
        #expect(news() == [table.line(epoch(71)) + "\n"])
        table.remark = "stopped"
        view.status = .done
        #expect(news() == ["stopped\n"])
        #expect(news().isEmpty)
    }
}
