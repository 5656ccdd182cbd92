import Files
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Notebook
@testable import SessionStore

/// What other programs do with a session's file, and what a save and a journal say together.
extension SessionFileTests {
    @Test func whatOthersChangeIsBroughtTogether() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            try write("# A\n\n```unroll\na = 1\n```\n\n```unroll\nb = 1\n```\n", path)
            let manager = SessionManager(try OpenedSession.open(path))
            manager.edit(manager.state.cells[1].id, "a = 2")
            manager.waitUntilIdle()
            try write("# B\n\n```unroll\na = 1\n```\n\n```unroll\nb = 1\n```\n\n```unroll\nc = 1\n```\n", path)
            try manager.save()
            #expect(try text(path) == "# B\n\n```unroll\na = 2\n```\n\n```unroll\nb = 1\n```\n\n```unroll\nc = 1\n```\n")
            #expect(sources(manager) == ["# B", "a = 2", "b = 1", "c = 1"])
            #expect(!manager.state.isModified)
            // The same cell, on both sides.
            manager.edit(manager.state.cells[1].id, "a = 3")
            manager.waitUntilIdle()
            let theirs = try text(path).replacing("a = 2", with: "a = 4")
            try write(theirs, path)
            #expect(throws: DocumentError.changedOnDisk(path: path)) { try manager.save() }
            #expect(try text(path) == theirs)
            try manager.save(overwriting: true)
            #expect(try text(path).contains("a = 3"))
        }
    }

    @Test func aFileThatIsThereAlreadyIsNotOverwritten() throws {
        try withTemporaryFolder { folder in
            let (path, other) = (folder.appending(path: "a.md").path, folder.appending(path: "b.md").path)
            try write("mine\n", other)
            let manager = SessionManager(try OpenedSession.open(path))
            manager.submit("1")
            manager.waitUntilIdle()
            #expect(throws: DocumentError.exists(path: other)) { try manager.save(to: other) }
            #expect(try text(other) == "mine\n")
            try manager.save(to: other, overwriting: true)
            #expect(try text(other).contains("```unroll\n1\n```"))
            #expect(manager.state.location == other)
        }
    }

    @Test func aRemovedFileIsWrittenAgain() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            try write("one\n", path)
            let manager = SessionManager(try OpenedSession.open(path))
            manager.submit("1")
            manager.waitUntilIdle()
            try FileManager.default.removeItem(atPath: path)
            try manager.save()
            #expect(try text(path).hasPrefix("one\n"))
        }
    }

    /// Whoever gives the open file another name reads what it is called now, and goes on with it under either name.
    @Test(arguments: [true, false]) func aRenamedFileIsFoundUnderItsNewName(_ goesOnThere: Bool) throws {
        try withTemporaryFolder { folder in
            let (path, other) = (folder.appending(path: "a.md").path, folder.appending(path: "b.md").path)
            try write("one\n", path)
            let manager = SessionManager(try OpenedSession.open(path))
            manager.submit("1")
            manager.waitUntilIdle()
            try FileManager.default.moveItem(atPath: path, toPath: other)
            manager.lookAtFile()
            let sentence = "\(path) is now called \(other); `:save \(other)` continues there, `:save` writes \(path) again."
            #expect(eventually { manager.state.warning == sentence })
            try manager.save(to: goesOnThere ? other : path)
            manager.lookAtFile()
            #expect(eventually { manager.state.warning == nil })
            #expect(try text(other) == (goesOnThere ? "one\n\n```unroll\n1\n```\n\n```output\n1\n```\n" : "one\n"))
            #expect(FileManager.default.fileExists(atPath: path) == !goesOnThere)
            #expect(manager.state.location == (goesOnThere ? other : path))
            try FileManager.default.removeItem(atPath: goesOnThere ? other : path)
            manager.lookAtFile()
            #expect(eventually { manager.state.warning == "\(goesOnThere ? other : path) is gone; `:save` writes it again." })
        }
    }

    /// What others did to the file is one step, that can be taken back and made again like one's own.
    @Test func whatWasBroughtTogetherCanBeTakenBack() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            try write("# A\n\n```unroll\na = 1\n```\n\n```unroll\nb = 1\n```\n", path)
            let manager = SessionManager(try OpenedSession.open(path))
            manager.edit(manager.state.cells[1].id, "a = 2")
            manager.waitUntilIdle()
            try write("# B\n\n```unroll\na = 1\n```\n\n```unroll\nc = 1\n```\n", path)
            try manager.save()
            #expect(sources(manager) == ["# B", "a = 2", "c = 1"])
            let merged = manager.document.text
            manager.undo()
            #expect(sources(manager) == ["# A", "a = 2", "b = 1"] && manager.state.isModified)
            manager.redo()
            #expect(manager.document.text == merged)
            manager.undo()
            manager.undo()
            #expect(sources(manager) == ["# A", "a = 1", "b = 1"])
            try manager.save()
            #expect(Document(try text(path)).cells.map(\.source) == ["a = 1", "b = 1"])
        }
    }

    // MARK: What a save and a journal say together

    /// What is added while the file is written is not taken for saved.
    @Test func whatIsChangedWhileTheFileIsWrittenIsNotSaved() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            try untilGone {
                let manager = SessionManager(try OpenedSession.open(path))
                manager.submit("1")
                manager.waitUntilIdle()
                let store = try #require(manager.core.withLock { $0.keeping.store })
                let saved = manager.core.withLock { $0.beginSaving(to: store) }
                manager.insert(.code, "2", before: nil)
                try store.save(Array(saved.document.text.utf8), keeping: saved.pending, overwriting: false)
                manager.core.withLock { $0.noteSaved(saved, path: path, store: store) }
                #expect(manager.state.isModified)
                #expect(manager.flush() == nil)
                return manager
            }
            #expect(!(try text(path)).contains("2"))
            #expect(sources(SessionManager(try OpenedSession.open(path))) == ["1", "2"])
        }
    }
}
