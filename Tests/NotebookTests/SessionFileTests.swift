import Files
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Notebook
@testable import SessionStore

@Suite struct SessionFileTests {
    func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    func write(_ text: String, _ path: String) throws { try text.write(toFile: path, atomically: true, encoding: .utf8) }

    func sources(_ manager: SessionManager) -> [String] { manager.state.cells.map(\.source) }

    @Test func saysWhyAFileCannotBeRead() throws {
        try withTemporaryFolder { folder in
            let missing = folder.appending(path: "none.md").path
            #expect(throws: DocumentError.missing(path: missing)) { try Document.read(from: missing) }
            #expect(throws: DocumentError.isFolder(path: folder.path)) { try Document.read(from: folder.path) }
            #expect(throws: DocumentError.isFolder(path: folder.path)) { try OpenedSession.open(folder.path) }
            let binary = folder.appending(path: "b.md").path
            try Data([0x61, 0xC3, 0x28]).write(to: URL(filePath: binary))
            #expect(throws: DocumentError.notUTF8(path: binary, byte: 2)) { try Document.read(from: binary) }
            try Data([0x61, 0xC3, 0x28, 0]).write(to: URL(filePath: binary))
            #expect(throws: DocumentError.isBinary(path: binary)) { try Document.read(from: binary) }
            try Data([0xFF, 0xFE, 0x61, 0]).write(to: URL(filePath: binary))
            #expect(throws: DocumentError.isUTF16(path: binary)) { try Document.read(from: binary) }
        }
    }

    /// Some editors begin a file with a byte order mark: the first cell is still found, and the mark is kept.
    @Test func byteOrderMarksStay() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "s.md").path
            try write("\u{FEFF}```unroll\n1\n```\n", path)
            let manager = SessionManager(try OpenedSession.open(path))
            #expect(sources(manager) == ["1"])
            manager.runAll()
            manager.waitUntilIdle()
            try manager.save()
            // Foundation's strings omit the mark.
            #expect(try Data(contentsOf: URL(filePath: path)) == Data("\u{FEFF}```unroll\n1\n```\n\n```output\n1\n```\n".utf8))
            #expect(Document("\u{FEFF}```unroll\n1\n```\n").cellNotice(path: "s.md") == nil)
            #expect(Document("\u{FEFF}\u{FEFF}a").text.unicodeScalars.count == 3)
        }
    }

    @Test func devicesAreNoSessions() throws {
        try withTemporaryFolder { folder in
            let pipe = folder.appending(path: "pipe").path
            #expect(mkfifo(pipe, 0o600) == 0)
            for path in [pipe, "/dev/null", "/dev/zero"] {
                #expect(throws: DocumentError.isNoFile(path: path)) { try Document.read(from: path) }
                #expect(throws: DocumentError.isNoFile(path: path)) { try OpenedSession.open(path) }
            }
            #expect(throws: DocumentError.isNoFile(path: pipe)) {
                try SessionManager(document: Document("a")).save(to: pipe, overwriting: true)
            }
        }
    }

    /// A name that is mistyped leaves no trace.
    @Test func aNewSessionMakesNothingUntilThereIsSomethingToKeep() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "new.md").path
            func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
            try untilGone {
                let manager = SessionManager(try OpenedSession.open(path))
                #expect(manager.state.message == "A new session: nothing is written until there is something to keep.")
                #expect(manager.keepsRuns && manager.state.warning == nil && !manager.wouldLoseChanges)
                #expect(manager.flush() == nil)
                manager.discard()
                #expect(try names().isEmpty)
                return manager
            }
            #expect(try names().isEmpty)
            // The first change takes the lock and is kept.
            try untilGone {
                let manager = SessionManager(try OpenedSession.open(path))
                manager.submit("n = 3")
                manager.waitUntilIdle()
                #expect(manager.flush() == nil)
                #expect(try names() == [".unroll"])
                #expect(try OpenedSession.open(path).isWritable == false)
                return manager
            }
            let manager = SessionManager(try OpenedSession.open(path))
            #expect(sources(manager) == ["n = 3"])
            manager.discard()
        }
    }

    /// If two processes begin the same session, the second does not overwrite what the first has kept.
    @Test func twoThatBeginOneSessionDoNotOverwriteEachOther() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "new.md").path
            try untilGone {
                let (first, second) = (SessionManager(try OpenedSession.open(path)), SessionManager(try OpenedSession.open(path)))
                first.submit("n = 3")
                first.waitUntilIdle()
                #expect(first.flush() == nil)
                second.submit("n = 4")
                second.waitUntilIdle()
                let reason = try #require(second.flush())
                #expect(reason.hasPrefix("the session is open in another notebook (process \(getpid()) on ") && second.wouldLoseChanges)
                #expect {
                    try second.save()
                } throws: {
                    if case .isTaken(path, .some) = $0 as? DocumentError { true } else { false }
                }
                first.close()
                // What the first has kept but not saved remains.
                #expect(second.flush() == "another notebook has begun a session there" && second.wouldLoseChanges)
                #expect(throws: DocumentError.isBegun(path: path)) { try second.save() }
                return second
            }
            #expect(sources(SessionManager(try OpenedSession.open(path))) == ["n = 3"])
        }
    }

    @Test func whatCanBeNoSessionIsRefusedAndNothingIsLeft() throws {
        try withTemporaryFolder { folder in
            func names() throws -> [String] { try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() }
            let (nowhere, table) = (folder.appending(path: "no/where/x.md").path, folder.appending(path: "table.csv").path)
            let error = DocumentError.noFolder(path: nowhere)
            #expect(throws: error) { try OpenedSession.open(nowhere) }
            #expect(throws: error) { try OpenedSession.peek(nowhere) }
            #expect(throws: error) { try SessionManager(document: Document("a")).save(to: nowhere) }
            #expect(throws: DocumentError.missing(path: nowhere)) { try OpenedSession.openToRun(nowhere) }
            let above = folder.appending(path: "no/where").path
            #expect(error.description == "There is no folder \(above) for \(nowhere); `mkdir -p \(above)` makes it.")
            // A link that leads to nothing is told of with what it leads to.
            let link = folder.appending(path: "link.md").path
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: nowhere)
            let dangling = DocumentError.noFolder(path: link)
            #expect(throws: dangling) { try OpenedSession.open(link) }
            #expect(
                dangling.description == "\(link) is a link to \(nowhere), and there is no folder \(above); `mkdir -p \(above)` makes it.")
            try FileManager.default.removeItem(atPath: link)
            // A copy does not take a folder for a file that could be overwritten.
            for overwriting in [false, true] {
                #expect(throws: DocumentError.isFolder(path: folder.path)) {
                    try SessionManager(document: Document("a")).writeCopy(to: folder.path, overwriting: overwriting)
                }
            }
            try write("1,2\n", table)
            #expect(throws: DocumentError.isNoSession(path: table)) { try OpenedSession.open(table) }
            #expect(throws: DocumentError.isNoSession(path: table)) { try OpenedSession.peek(table) }
            #expect(try names() == ["table.csv"])
            // Prose alone is a session if its name says so; so is a file with cells, or an empty one.
            for (name, text) in [("prose.MD", "# T\n"), ("cells", "```unroll\n1\n```\n"), ("empty", "\n")] {
                let path = folder.appending(path: name).path
                try write(text, path)
                try OpenedSession.peek(path)
                let opened = try OpenedSession.open(path)
                #expect(opened.isWritable && opened.document.text == text)
                opened.close()
            }
            #expect(try names() == ["cells", "empty", "prose.MD", "table.csv"])
        }
    }

    @Test func whatIsDiscardedIsNotFoundAgain() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            try untilGone {
                let manager = SessionManager(try OpenedSession.open(path))
                manager.submit("n = 3")
                manager.waitUntilIdle()
                #expect(manager.flush() == nil)
                manager.discard()
                return manager
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }

    /// A second notebook sees the contents of the first, may not write, and reports this from the beginning; also
    /// through a link.
    @Test func aSecondNotebookOnTheSameFileKeepsItsHandsOff() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            let link = folder.appending(path: "link.md").path
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "a.md")
            try write("", path)
            let first = SessionManager(try OpenedSession.open(path))
            for way in [path, link] {
                let early = SessionManager(try OpenedSession.open(way))
                #expect(early.state.warning?.hasPrefix("Read-only: another notebook has \(way) open (process ") == true)
            }
            first.submit("[1]")
            first.waitUntilIdle()
            #expect(first.flush() == nil)
            let second = SessionManager(try OpenedSession.open(path))
            #expect(sources(second) == ["[1]"])
            second.submit("[2]")
            second.waitUntilIdle()
            #expect(second.wouldLoseChanges && !first.wouldLoseChanges)
            #expect(throws: DocumentError.self) { try second.save() }
            second.discard()
            #expect(second.state.warning?.contains("another notebook has") == true)
            try first.save()
            #expect(Document(try text(path)).cells.map(\.source) == ["[1]"])
            let other = folder.appending(path: "b.md").path
            try second.save(to: other)
            #expect(Document(try text(other)).cells.map(\.source) == ["[1]", "[2]"])
            #expect(second.state.warning == nil && !second.wouldLoseChanges)
            let third = SessionManager(try OpenedSession.open(path))
            third.lookAtFile()
            #expect(!eventually(seconds: 0.05) { third.state.warning?.contains("another notebook has") == false })
            first.close()
            third.lookAtFile()
            let left = "The notebook that had \(path) open has left it; `:take` continues here."
            #expect(eventually { third.state.warning == left })
        }
    }

    @Test func aSessionWithoutAFileIsFoundAgain() throws {
        try withTemporaryFolder { folder in
            let place = folder.appending(path: "state/unroll/unnamed.md").path
            func open() throws -> SessionManager { SessionManager(try OpenedSession.openUnnamed(at: place)) }
            try untilGone {
                let killed = try open()
                killed.submit("a = 1")
                killed.waitUntilIdle()
                #expect(killed.flush() == nil)
                return killed
            }
            try untilGone {
                let next = try open()
                #expect(sources(next) == ["a = 1"])
                #expect(next.state.message?.hasPrefix("The unsaved session is back") == true)
                try next.save(to: folder.appending(path: "b.md").path)
                return next
            }
            #expect(sources(try open()).isEmpty)
        }
    }

    @Test func everyKindOfChangeComesBack() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            try write("# Title\n\n```unroll\na = 1\n```\n\nwords\n\n```unroll\n[a]\n```\n", path)
            var expected = ""
            try untilGone {
                let manager = SessionManager(try OpenedSession.open(path))
                let cells = manager.state.cells
                manager.edit(cells[0].id, "# Other title")
                manager.delete(cells[2].id)
                manager.edit(cells[1].id, "a = 2")
                manager.insert(.prose, "more words", before: cells[3].id)
                manager.insert(.code, "b = 7", before: cells[1].id)
                manager.submit("[a, b]")
                manager.runStale()
                manager.waitUntilIdle()
                #expect(manager.flush() == nil)
                expected = manager.document.text
                return manager
            }
            let restored = SessionManager(try OpenedSession.open(path))
            #expect(restored.document.text == expected)
            #expect(restored.state.isModified)
            try restored.save()
            #expect(try text(path) == expected)
        }
    }
}
