import TestSupport
import Testing

@testable import Notebook

/// Undoing and redoing changes.
@Suite struct UndoTests {
    /// Everything that a user sees of a session.
    private struct Seen: Equatable {
        var text: String
        var cells: [String]
    }

    private func seen(_ manager: SessionManager) -> Seen {
        manager.waitUntilIdle()
        return Seen(
            text: manager.document.text,
            cells: manager.state.cells.map { "\($0.id.number) \($0.status) \($0.source) -> \($0.output.plain)" })
    }

    private func manager(_ sources: String...) -> SessionManager {
        var document = Document()
        document.elements = sources.map { .cell(DocumentCell(source: $0)) }
        return SessionManager(document: document)
    }

    private func statuses(_ manager: SessionManager) -> [CellStatus] {
        manager.waitUntilIdle()
        return manager.state.cells.map(\.status)
    }

    private static let files = [
        "# T\n\n```unroll\na = 1\n```\n\nwords\n\n```unroll\nb = [a]\n```\n\n```unroll\n[a, b]\n```\n\n```output\nold\n```\n",
        "first\r\n\r\n```unroll\r\na = 1\r\n```\r\n\r\n```unroll\r\nb = [a]\r\n```\r\nlast",
        "~~~~ unroll extra\na = 2\n~~~~\n```unroll\nb = a\n```\n````output\nx\n````\n\n\n```unroll\nnever closed",
        "",
    ]

    /// A random change; nil if it changes nothing.
    private func change(_ manager: SessionManager, _ random: inout SeededGenerator) -> Bool {
        let sources = ["a = 1", "a = [2]", "b = [a]", "[a, b]", "b", "c = 3\n[c, c]", "5", "a = b"]
        let cells = manager.state.cells
        let source = sources.randomElement(using: &random) ?? "5"
        let cell = cells.randomElement(using: &random)
        let next = Bool.random(using: &random) ? nil : cells.randomElement(using: &random)?.id
        let before = seen(manager)
        switch (Int.random(in: 0..<12, using: &random), cell) {
        case (0, let cell?): manager.edit(cell.id, cell.kind == .prose ? "# Other\n\n- words" : source)
        case (1, let cell?): manager.delete(cell.id)
        case (2, let cell?), (3, let cell?): manager.move(cell.id, before: next)
        case (4, let cell?): manager.split(cell.id, at: Int.random(in: 0...cell.source.utf8.count, using: &random))
        case (5, let cell?): manager.join(cell.id)
        case (6, let cell?): manager.duplicate(cell.id)
        case (7, let cell?): manager.paste(cell, before: next)
        case (8, let cell?): manager.run(cell.id)
        case (9, _): manager.runStale()
        case (10, _): manager.insert(.prose, "Some\nprose.", before: next)
        default: manager.insert(.code, source, before: next, runs: Bool.random(using: &random))
        }
        return seen(manager) != before
    }

    /// Whatever is done, undone and redone: each step restores the earlier state, and what is kept on disk is read as
    /// the same document.
    @Test(arguments: files.indices) func randomChangesComeBack(_ file: Int) throws {
        var random = SeededGenerator()
        for round in 0..<3 {
            try withTemporaryFolder { folder in
                let path = folder.appending(path: "a.md").path
                if !Self.files[file].isEmpty { try Self.files[file].write(toFile: path, atomically: true, encoding: .utf8) }
                let manager = SessionManager(try OpenedSession.open(path))
                var past: [Seen] = []
                var future: [Seen] = []
                for turn in 0..<60 {
                    let place = "file \(file), round \(round), turn \(turn), seed \(SeededGenerator.seed)"
                    let before = seen(manager)
                    switch Int.random(in: 0..<10, using: &random) {
                    case 0..<3:
                        let undone = manager.undo()
                        // A run with the same result as before is a step as well.
                        if seen(manager) == before, undone != nil { continue }
                        #expect((undone != nil) == !past.isEmpty, "\(place)")
                        guard let expected = past.popLast() else { continue }
                        #expect(seen(manager) == expected, "\(place): undo of \(String(describing: undone))")
                        future.append(before)
                    case 3..<5:
                        let redone = manager.redo()
                        if seen(manager) == before, redone != nil { continue }
                        #expect((redone != nil) == !future.isEmpty, "\(place)")
                        guard let expected = future.popLast() else { continue }
                        #expect(seen(manager) == expected, "\(place): redo of \(String(describing: redone))")
                        past.append(before)
                    case 5: try manager.save()
                    default:
                        if change(manager, &random) {
                            past.append(before)
                            future = []
                        } else if manager.core.withLock({ !$0.undoStack.canRedo }) {
                            future = []
                        }
                    }
                    #expect(manager.flush() == nil)
                    let text = manager.document.text
                    try #require(try OpenedSession.open(path).document.text == text, "\(place)")
                }
                while manager.undo() != nil {}
                #expect(seen(manager).text == Self.files[file], "file \(file), round \(round), seed \(SeededGenerator.seed)")
                #expect(statuses(manager).allSatisfy { $0 == .idle || $0 == .done })
                #expect(manager.flush() == nil)
                #expect(try OpenedSession.open(path).document.text == Self.files[file])
            }
        }
    }

    @Test func aRemovedCellComesBackWithItsValues() {
        let manager = manager("a = 1", "b = [a]", "[b, b]")
        manager.runAll()
        let before = seen(manager)
        manager.delete(manager.state.cells[1].id)
        #expect(statuses(manager) == [.done, .stale])
        #expect(manager.undo()?.change == .removal)
        #expect(seen(manager) == before)
        #expect(statuses(manager) == [.done, .done, .done])
        manager.submit("b")
        #expect(seen(manager).cells.last?.hasSuffix("-> [1]") == true)
    }

    @Test func whatARunChangedComesBack() {
        let manager = SessionManager(document: Document("```unroll\n[1]\n```\n\n```output\nold\n```\n"))
        let before = seen(manager)
        #expect(!manager.state.isModified)
        manager.run(manager.state.cells[0].id)
        let after = seen(manager)
        #expect(after.cells[0].hasSuffix("done [1] -> [1]"))
        #expect(manager.undo() == UndoneChange(change: .run(1), cell: manager.state.cells[0].id))
        #expect(seen(manager) == before)
        #expect(manager.state.isModified)
        #expect(manager.redo()?.change == .run(1))
        #expect(seen(manager) == after)
    }

    @Test func aNewChangeForgetsWhatCouldBeDoneAgain() {
        let manager = manager("1")
        manager.submit("2")
        manager.undo()
        manager.submit("3")
        #expect(manager.redo() == nil)
        #expect(seen(manager).cells.count == 2)
    }

    @Test func nothingToTakeBackIsSaid() {
        let manager = manager("1")
        #expect(manager.undo() == nil && manager.redo() == nil)
    }

    @Test func stepsAreBounded() {
        var stack = UndoStack()
        for number in 0..<1_010 { stack.add(UndoStack.Step(.run(number), [])) }
        var count = 0
        while let step = stack.takeUndo() {
            #expect(step.change == .run(1_009 - count))
            count += 1
        }
        #expect(count == 1_000)
    }

    /// Beyond this many bytes, older steps keep only texts, and in the end nothing.
    @Test func bytesAreBounded() throws {
        func entry(_ source: String, values: Int) -> Session.Entry {
            var session = Session(PendingDocument(Document()))
            var entry = session.makeEntry(.cell(DocumentCell(source: source)), nil)
            entry.values = ["a": .text(String(repeating: "x", count: values))]
            return entry
        }
        func kept(_ entry: Session.Entry) -> [Bool] {
            var stack = UndoStack(UndoStack.Limits(textBytes: 10_000, valueBytes: 1_000))
            for _ in 0..<6 { stack.add(UndoStack.Step(.removal, [.insert(entry, at: 0)])) }
            var kept: [Bool] = []
            while let step = stack.takeUndo() { kept.append(step.reversals[0].entry?.values.isEmpty == false) }
            return kept
        }
        #expect(kept(entry("a", values: 400)) == [true, true, false, false, false, false])
        #expect(kept(entry("a", values: 1_100)) == [false, false, false, false, false, false])
        #expect(kept(entry(String(repeating: "x", count: 400), values: 10)) == [true, true])
        // The latest step is kept whatever its size.
        #expect(kept(entry(String(repeating: "x", count: 4_000), values: 10)) == [true])
    }

    // MARK: What runs

    private func core(_ sources: String...) -> SessionCore {
        var document = Document()
        document.elements = sources.map { .cell(DocumentCell(source: $0)) }
        return SessionCore(OpenedSession(document))
    }

    private func start(_ core: inout SessionCore) throws -> SessionCore.Start {
        try #require(core.takeReady(for: WeakSession(manager: nil), overridden: []).first)
    }

    private func finish(_ start: SessionCore.Start, _ core: inout SessionCore, _ status: CellStatus = .done) {
        core.finish(start.execution, .init(status: status, values: [:], text: "text"))
    }

    @Test func takingARunBackEndsIt() throws {
        var core = core("x = train(a)")
        core.step(.run(0)) { $0.session.queue(0) }
        let first = try start(&core)
        #expect(core.undo()?.change == .run(1))
        #expect(first.execution.isInterrupted && first.execution.isSuspended)
        finish(first, &core, .interrupted)
        #expect(core.session.entries[0].status == .idle)
        #expect(core.session.document.cells[0].output == nil)
        #expect(core.takeReady(for: WeakSession(manager: nil), overridden: []).isEmpty)
        _ = core.redo()
        finish(try start(&core), &core)
        #expect(core.session.entries[0].status == .done)
    }

    @Test func takingBackTheRemovalOfACellThatRanLetsItRunAgain() throws {
        var core = core("x = train(a)")
        core.step(.run(0)) { $0.session.queue(0) }
        let first = try start(&core)
        core.step(.removal) { $0.delete(first.execution.cell) }
        #expect(first.execution.isSuspended)
        _ = core.undo()
        #expect(core.session.entries.map(\.status) == [.queued])
        finish(first, &core, .interrupted)
        let second = try start(&core)
        #expect(second.execution.cell == first.execution.cell && second.execution.version != first.execution.version)
        finish(second, &core)
        #expect(core.session.entries.map(\.status) == [.done])
    }

    @Test func aMovedCellGoesOnRunning() throws {
        var core = core("x = train(a)", "5", "x")
        core.step(.run(0)) { core in
            core.session.queue(0)
            core.session.queue(2)
        }
        let first = try start(&core)
        core.step(.move) { $0.move(first.execution.cell, before: $0.session.entries[2].id) }
        #expect(core.session.entries.map { $0.code?.source } == ["5", "x = train(a)", "x"])
        #expect(!first.execution.isInterrupted)
        #expect(core.takeReady(for: WeakSession(manager: nil), overridden: []).isEmpty)
        finish(first, &core)
        #expect(core.session.entries.map(\.status) == [.idle, .done, .queued])
        #expect(core.session.document.cells[1].output == "text")
        #expect(try start(&core).code.source == "x")
    }

    @Test(arguments: [false, true]) func whatIsSplitOrJoinedEnds(_ isSplit: Bool) throws {
        var core = core("x = train(a)", "5")
        core.step(.run(0)) { $0.session.queue(0) }
        let first = try start(&core)
        let cell = first.execution.cell
        if isSplit {
            _ = core.step(.split) { $0.split(cell, CellCode("x = train(a)"), CellCode("x")) }
        } else {
            core.step(.join) { $0.join(cell, $0.session.entries[1].id, CellCode("x = train(a)\n5")) }
        }
        #expect(first.execution.isInterrupted)
        finish(first, &core, .interrupted)
        #expect(core.session.entries.allSatisfy { !$0.status.isPending && $0.status != .interrupted })
        _ = core.undo()
        #expect(core.session.entries.map { $0.code?.source } == ["x = train(a)", "5"])
        #expect(core.session.entries[0].status == .queued)
    }

    /// A training run that is removed with its cell continues when the cell comes back, with the same bits.
    @Test func aRemovedTrainingGoesOn() throws {
        let sources = [
            "digits = strokes(train: 60, test: 20)", "run = train(gru(4) | last | dense(10), digits, epochs: 40, batch: 10)",
            "evaluate(run)",
        ]
        func evaluation(_ manager: SessionManager) -> String { manager.state.cells.last?.output.plain ?? "" }
        let undisturbed = SessionManager(document: Document())
        for source in sources { undisturbed.submit(source) }
        undisturbed.waitUntilIdle()
        try withTemporaryFolder { folder in
            let manager = SessionManager(try OpenedSession.open(folder.appending(path: "a.md").path))
            let cells = sources.map { manager.submit($0) }
            _ = eventually { manager.state.activeRun.map { $0.step > 2 } ?? false }
            manager.delete(cells[1])
            #expect(manager.state.cells.count == 2)
            manager.undo()
            manager.waitUntilIdle()
            #expect(manager.state.cells.map(\.id) == cells)
            manager.runStale()
            manager.waitUntilIdle()
            #expect(evaluation(manager) == evaluation(undisturbed))
            #expect(manager.state.cells.allSatisfy { $0.status == .done })
        }
    }

    /// A finished run is shown again when its cell comes back, and is in the list of runs.
    @Test func aRemovedRunIsShownAgain() {
        let manager = SessionManager(document: Document())
        manager.watch(true)
        manager.submit("digits = strokes(train: 20, test: 10)")
        let cell = manager.submit("run = train(gru(4) | last | dense(10), digits, epochs: 1, batch: 10)")
        manager.submit("other = train(gru(2) | last | dense(10), digits, epochs: 1, batch: 10)")
        manager.waitUntilIdle()
        let last = manager.state.activeRun?.cell
        #expect(manager.state.runs.map(\.name) == ["run", "other"])
        if let last { manager.delete(last) }
        // The run before it takes its place.
        #expect(manager.state.activeRun?.name == "run")
        #expect(manager.state.runs.map(\.name) == ["run"])
        manager.delete(cell)
        #expect(manager.state.runs.isEmpty)
        manager.undo()
        #expect(manager.state.runs.map(\.name) == ["run"])
        manager.undo()
        #expect(manager.state.activeRun?.name == "other")
        #expect(manager.state.runs.map(\.name) == ["run", "other"])
        #expect(manager.state.runs.map(\.number) == [1, 2])
        #expect(manager.state.activeRun?.isReviewable == true)
    }
}
