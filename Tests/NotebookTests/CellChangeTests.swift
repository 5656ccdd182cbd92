import TestSupport
import Testing

@testable import Notebook

/// Moving, splitting, joining and copying cells.
@Suite struct CellChangeTests {
    private func manager(_ sources: String...) -> SessionManager {
        var document = Document()
        document.elements = sources.map { .cell(DocumentCell(source: $0)) }
        return SessionManager(document: document)
    }

    private func statuses(_ manager: SessionManager) -> [CellStatus] {
        manager.waitUntilIdle()
        return manager.state.cells.map(\.status)
    }

    private func outputs(_ manager: SessionManager) -> [String] {
        manager.waitUntilIdle()
        return manager.state.cells.map(\.output.plain)
    }

    // MARK: Moving

    @Test func aMovedDefinitionChangesWhatNamesMean() {
        let manager = manager("a = 1", "a = 2", "[a]", "5")
        manager.runAll()
        #expect(outputs(manager) == ["", "", "[2]", "5"])
        let cells = manager.state.cells.map(\.id)
        manager.move(cells[0], before: cells[2])
        #expect(statuses(manager) == [.done, .done, .stale, .done])
        manager.runStale()
        #expect(outputs(manager)[2] == "[1]")
        // A move that makes no difference makes no cell stale.
        manager.move(cells[3], before: cells[0])
        manager.move(cells[2], before: nil)
        #expect(statuses(manager) == [.done, .done, .done, .done])
        manager.move(cells[2], before: cells[0])
        #expect(statuses(manager) == [.done, .done, .stale, .done])
    }

    /// After a move, exactly those cells are stale that get other values, directly or through others.
    @Test func randomMovesMarkWhatChanged() {
        var random = SeededGenerator()
        let names = ["a", "b", "c"]
        for _ in 0..<40 {
            var session = Session(PendingDocument(Document()))
            for _ in 0..<8 {
                let name = names.randomElement(using: &random) ?? "a"
                let used = names.randomElement(using: &random) ?? "a"
                _ = session.insert(
                    CellCode(["\(name) = 1", "\(name) = [\(used)]", "[\(used)]"].randomElement(using: &random) ?? "1"), before: nil)
            }
            for _ in 0..<20 {
                for place in session.entries.indices { session.set(.done, at: place) }
                let before = meanings(session)
                let (from, to) = (Int.random(in: 0..<8, using: &random), Int.random(in: 0..<8, using: &random))
                session.move(from, to: to)
                let after = meanings(session)
                for entry in session.entries {
                    #expect(
                        (entry.status == .stale) == (before[entry.id] != after[entry.id]),
                        "\(session.entries.map { $0.code?.source ?? "" }), \(from) to \(to), seed \(SeededGenerator.seed)")
                }
            }
        }
    }

    /// What each cell computes, as text: its number with those of the cells that it uses, and so on.
    private func meanings(_ session: Session) -> [CellID: String] {
        var (meanings, defined): ([CellID: String], [String: String]) = ([:], [:])
        for entry in session.entries {
            let uses = (entry.code?.uses ?? []).sorted().map { "\($0): \(defined[$0] ?? "none")" }
            let meaning = "\(entry.id.number)(\(uses.joined(separator: ", ")))"
            meanings[entry.id] = meaning
            for name in entry.code?.definitions ?? [] { defined[name] = meaning }
        }
        return meanings
    }

    /// The file stays as tidy as it was: blank lines stay between cells.
    @Test func blankLinesStayBetweenCells() {
        func cell(_ source: String) -> String { "```unroll\n\(source)\n```\n" }
        let manager = SessionManager(document: Document([cell("1"), cell("2"), cell("3")].joined(separator: "\n")))
        let cells = manager.state.cells.map(\.id)
        func text(_ sources: String...) -> String { sources.map(cell).joined(separator: "\n") }
        manager.move(cells[0], before: cells[2])
        #expect(manager.document.text == text("2", "1", "3"))
        manager.move(cells[0], before: nil)
        #expect(manager.document.text == text("2", "3", "1"))
        manager.move(cells[0], before: cells[1])
        #expect(manager.document.text == text("1", "2", "3"))
        manager.move(cells[2], before: cells[0])
        #expect(manager.document.text == text("3", "1", "2"))
    }

    /// Wherever parts of a file are moved, they are read back unchanged.
    @Test(arguments: SessionDocumentTests.files) func whatIsMovedIsReadBack(_ text: String) {
        let other = "```unroll\nother\n```\n\nwords\n"
        for from in 0..<4 {
            for to in 0..<4 {
                var document = PendingDocument(Document(other))
                document.parts += PendingDocument(Document(text)).parts
                guard document.parts.indices.contains(from), document.parts.indices.contains(to) else { continue }
                document.apply(.move(from: from, to: to, isSetOff: true))
                let read = Document(document.document.text)
                #expect(read.cells.map(\.source) == document.document.cells.map(\.source))
                #expect(read.cells.map(\.output) == document.document.cells.map(\.output))
            }
        }
    }

    // MARK: Splitting and joining

    @Test func splitAndJoin() throws {
        let manager = manager("a = 1\nb = 2\n[a, b]", "[b]")
        manager.runAll()
        #expect(outputs(manager) == ["[1, 2]", "[2]"])
        let cell = manager.state.cells[0].id
        let above = try #require(manager.split(cell, at: 6))
        #expect(manager.state.cells.map(\.source) == ["a = 1", "b = 2\n[a, b]", "[b]"])
        #expect(manager.state.cells.map(\.id).prefix(2) == [above, cell])
        #expect(outputs(manager) == ["", "[1, 2]", "[2]"])
        #expect(statuses(manager) == [.idle, .stale, .stale])
        manager.runStale()
        #expect(statuses(manager) == [.done, .done, .done])
        #expect(manager.join(above))
        #expect(manager.state.cells.map(\.source) == ["a = 1\nb = 2\n[a, b]", "[b]"])
        #expect(outputs(manager)[0] == "[1, 2]")
        #expect(statuses(manager) == [.stale, .stale])
        #expect(!manager.join(manager.state.cells[1].id))
    }

    @Test func nothingIsSplitOff() {
        let manager = manager("é = 1", "\n\n5")
        let cell = manager.state.cells[0].id
        for offset in [-1, 0, 1, 6, 7] { #expect(manager.split(cell, at: offset) == nil) }
        #expect(manager.split(manager.state.cells[1].id, at: 2) == nil)
        #expect(manager.state.cells.count == 2 && !manager.state.isModified)
        // The typed text replaces the previous one.
        #expect(manager.split(cell, "1\n2", at: 2) != nil)
        #expect(manager.state.cells.map(\.source) == ["1", "2", "\n\n5"])
    }

    @Test func proseIsSplitAndJoined() {
        let manager = SessionManager(document: Document("# T\n\none\n\ntwo\n\n```unroll\n1\n```\n"))
        let cell = manager.state.cells[0].id
        #expect(manager.split(cell, at: 10) != nil)
        #expect(manager.state.cells.map(\.source) == ["# T\n\none", "two", "1"])
        #expect(Document(manager.document.text).elements.count == 2)
        #expect(manager.join(manager.state.cells[0].id))
        #expect(manager.state.cells.map(\.source) == ["# T\n\none\n\ntwo", "1"])
        #expect(!manager.join(manager.state.cells[0].id))
    }

    // MARK: Copies

    @Test func copiesHaveWhatWasPrinted() throws {
        let manager = manager("[1]", "5")
        manager.runAll()
        #expect(outputs(manager) == ["[1]", "5"])
        let copy = try #require(manager.duplicate(manager.state.cells[0].id))
        #expect(manager.state.cells.map(\.source) == ["[1]", "[1]", "5"])
        #expect(manager.state.cells[1].id == copy)
        #expect(statuses(manager) == [.done, .idle, .done])
        let yanked = manager.state.cells[2]
        manager.delete(yanked.id)
        manager.paste(yanked, before: manager.state.cells[0].id)
        #expect(outputs(manager) == ["5", "[1]", "[1]"])
        #expect(manager.document.cells.map(\.output) == ["5", "[1]", "[1]"])
    }

    /// A copy gives its names another meaning below, which is unknown before it has run.
    @Test func whatUsesACopyIsStale() {
        let manager = manager("a = 1", "[a]")
        manager.runAll()
        #expect(statuses(manager) == [.done, .done])
        manager.duplicate(manager.state.cells[0].id)
        #expect(statuses(manager) == [.done, .idle, .stale])
    }

    // MARK: What a save and a journal say together

    /// The parts of the file differ from those written, since blank lines were inserted between new cells: later
    /// changes are still recovered.
    @Test func whatIsChangedAfterASaveComesBack() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            let manager = SessionManager(try OpenedSession.open(path))
            for source in ["1", "2", "3"] { manager.submit(source) }
            manager.waitUntilIdle()
            try manager.save()
            manager.edit(manager.state.cells[1].id, "4")
            manager.delete(manager.state.cells[2].id)
            manager.waitUntilIdle()
            #expect(manager.flush() == nil)
            #expect(try OpenedSession.open(path).document.text == manager.document.text)
            #expect(try OpenedSession.open(path).document.cells.map(\.source) == ["1", "4"])
        }
    }
}
