import Foundation
import TestSupport
import Testing

@testable import Notebook

@Suite struct SessionManagerTests {
    private func manager(_ sources: String..., overrides: [String: String] = [:]) -> SessionManager {
        var document = Document()
        document.elements = sources.map { .cell(DocumentCell(source: $0)) }
        return SessionManager(document: document, location: nil, overrides: overrides)
    }

    private func outputs(_ manager: SessionManager) -> [String] {
        manager.waitUntilIdle()
        return manager.state.cells.map(\.output.plain)
    }

    private func statuses(_ manager: SessionManager) -> [CellStatus] {
        manager.waitUntilIdle()
        return manager.state.cells.map(\.status)
    }

    @Test func nothingRunsUntilItIsAskedFor() {
        let manager = manager("a = 1", "a")
        #expect(statuses(manager) == [.idle, .idle])
        #expect(!manager.state.isBusy)
    }

    @Test func aCellRunsWhatItNeeds() {
        let manager = manager("a = 1", "b = 2", "a")
        manager.run(manager.state.cells[2].id)
        #expect(statuses(manager) == [.done, .idle, .done])
        #expect(outputs(manager)[2] == "1")
    }

    @Test func aNameMeansTheNearestDefinitionAbove() {
        let manager = manager("a = 1", "a", "a = 2", "[a, a]")
        manager.runAll()
        #expect(outputs(manager) == ["", "1", "", "[2, 2]"])
        manager.submit("a = 3")
        manager.submit("a")
        #expect(outputs(manager) == ["", "1", "", "[2, 2]", "", "3"])
    }

    @Test func editingMarksWhatDependsOnIt() {
        let manager = manager("a = 1", "b = [a]", "b", "c = 5")
        manager.runAll()
        #expect(statuses(manager) == [.done, .done, .done, .done])
        manager.edit(manager.state.cells[0].id, "a = 7")
        #expect(statuses(manager) == [.done, .stale, .stale, .done])
        manager.runStale()
        #expect(outputs(manager)[2] == "[7]")
        manager.delete(manager.state.cells[0].id)
        #expect(statuses(manager) == [.stale, .stale, .done])
        manager.runStale()
        #expect(statuses(manager) == [.failed, .failed, .done])
    }

    @Test func aFailureIsSaidWhereTheNameIsUsed() {
        let manager = manager("a = [1][5]", "a")
        manager.runAll()
        #expect(statuses(manager) == [.failed, .failed])
        #expect(outputs(manager)[0].contains("^"))
        #expect(outputs(manager)[1].contains("`a`"))
    }

    @Test func overridesReplaceAssignments() throws {
        let document = Document("```unroll\na = 1\n```\n\n```unroll\na\n```\n")
        let overrides = try Overrides.parse(["a=[4, 5]"], for: document)
        let manager = SessionManager(document: document, location: nil, overrides: overrides)
        manager.runAll()
        #expect(outputs(manager)[1] == "[4, 5]")
        #expect(throws: Overrides.OverrideError.unknownName("b", known: ["a"])) { try Overrides.parse(["b=1"], for: document) }
        #expect(throws: Overrides.OverrideError.noAssignment("a")) { try Overrides.parse(["a"], for: document) }
    }

    @Test func revisionsGrowAndStatesStay() {
        let manager = manager("1")
        let before = manager.state
        manager.runAll()
        manager.waitUntilIdle()
        #expect(manager.state.revision > before.revision)
        #expect(before.cells[0].status == .idle)
        let after = manager.state.revision
        #expect(manager.state.revision == after)
    }

    @Test func savesOutputsIntoTheDocument() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            try "# T\r\n\r\n```unroll\r\n[1, 2]\r\n```\r\n\r\nend".write(toFile: path, atomically: true, encoding: .utf8)
            let manager = SessionManager(document: try Document.read(from: path), location: path)
            #expect(!manager.state.isModified)
            manager.runAll()
            manager.waitUntilIdle()
            #expect(manager.state.isModified)
            try manager.save()
            #expect(!manager.state.isModified)
            #expect(
                try String(contentsOfFile: path, encoding: .utf8)
                    == "# T\r\n\r\n```unroll\r\n[1, 2]\r\n```\r\n\r\n```output\r\n[1, 2]\r\n```\r\n\r\nend")
            let again = SessionManager(document: try Document.read(from: path), location: path)
            again.runAll()
            again.waitUntilIdle()
            #expect(!again.state.isModified)
            #expect(ReplayCheck(recorded: try Document.read(from: path), now: again.document).differences == 0)
        }
    }

    /// Leaves what a killed program leaves of a session to which a cell was added.
    private func leaveUnsaved(_ source: String, in path: String) throws {
        try untilGone {
            let manager = SessionManager(try OpenedSession.open(path))
            manager.submit(source)
            manager.waitUntilIdle()
            manager.flush()
            return manager
        }
    }

    @Test func unsavedCellsComeBack() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            try "```unroll\na = 1\n```\n".write(toFile: path, atomically: true, encoding: .utf8)
            try leaveUnsaved("[a]", in: path)
            let second = SessionManager(try OpenedSession.open(path))
            #expect(second.state.cells.map(\.source) == ["a = 1", "[a]"])
            #expect(second.state.cells[1].output.plain == "[1]")
            #expect(second.state.isModified)
            try second.save()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: ".unroll/a.md").path) == ["lock"])
        }
    }

    @Test func unsavedCellsOfAChangedFileAreAddedToIt() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            try "one\n".write(toFile: path, atomically: true, encoding: .utf8)
            try leaveUnsaved("[1]", in: path)
            try "two\n".write(toFile: path, atomically: true, encoding: .utf8)
            let second = SessionManager(try OpenedSession.open(path))
            #expect(second.state.cells.map(\.source) == ["two", "[1]"])
            #expect(second.state.message?.contains("changed by another program") == true)
        }
    }

    @Test func proseCanBeEdited() {
        let manager = SessionManager(document: Document("\n# A\n\n```unroll\n1\n```\nB\n"), location: nil)
        manager.edit(manager.state.cells[0].id, "# New\n\nwords")
        manager.insert(.prose, "last", before: nil)
        #expect(manager.document.text == "\n# New\n\nwords\n\n```unroll\n1\n```\nB\n\nlast\n")
    }
}
