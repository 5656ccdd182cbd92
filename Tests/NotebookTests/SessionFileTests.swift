import Foundation
import TestSupport
import Testing

@testable import Notebook

@Suite struct SessionFileTests {
    @Test func anotherProgramsChangeIsNotOverwritten() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            try "one\n".write(toFile: path, atomically: true, encoding: .utf8)
            var file = DocumentFile(path: path, document: try Document.read(from: path))
            try file.write("two\n", overwriting: false)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "two\n")
            try "theirs\n".write(toFile: path, atomically: true, encoding: .utf8)
            #expect(throws: DocumentError.changedOnDisk(path: path)) { try file.write("three\n", overwriting: false) }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "theirs\n")
            try file.write("three\n", overwriting: true)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "three\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.md"])
        }
    }

    @Test func permissionsAndLinksAreKept() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            let link = folder.appending(path: "link.md").path
            try "one\n".write(toFile: path, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "a.md")
            var file = DocumentFile(path: link, document: try Document.read(from: link))
            try file.write("two\n", overwriting: false)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "two\n")
            #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "a.md")
        }
    }

    @Test func saysWhyAFileCannotBeRead() throws {
        try withTemporaryFolder { folder in
            let missing = folder.appending(path: "none.md").path
            #expect(throws: DocumentError.missing(path: missing)) { try Document.read(from: missing) }
            #expect(throws: DocumentError.isFolder(path: folder.path)) { try Document.read(from: folder.path) }
            let binary = folder.appending(path: "b.md").path
            try Data([0x61, 0xC3, 0x28]).write(to: URL(filePath: binary))
            #expect(throws: DocumentError.notUTF8(path: binary, byte: 2)) { try Document.read(from: binary) }
        }
    }

    @Test func devicesAreNoSessions() throws {
        try withTemporaryFolder { folder in
            let pipe = folder.appending(path: "pipe").path
            #expect(mkfifo(pipe, 0o600) == 0)
            var file = DocumentFile(path: pipe, document: Document())
            for overwriting in [true, false] {
                #expect(throws: DocumentError.unwritable(path: pipe, reason: "it is no regular file")) {
                    try file.write("x", overwriting: overwriting)
                }
            }
        }
        #expect(throws: DocumentError.unreadable(path: "/dev/zero", reason: "File too large")) { try Document.read(from: "/dev/zero") }
    }

    @Test func anUnsavedCopyIsFoundAgain() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            let copy = UnsavedCopy(of: path)
            #expect(copy.found(file: "one") == nil)
            let document = Document("```unroll\na\n```\r\nb")
            copy.write(document, base: "one")
            copy.flush()
            #expect(copy.failure == nil)
            let found = try #require(UnsavedCopy(of: path).found(file: "one"))
            #expect(found.isOfPresentFile)
            #expect(found.document.text == document.text)
            #expect(copy.found(file: "two")?.isOfPresentFile == false)
            copy.removeText()
            copy.flush()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }

    @Test func whatIsDiscardedIsNotFoundAgain() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            let manager = SessionManager(document: Document(), location: path, keepsUnsavedCopy: true)
            manager.submit("n = 3")
            manager.waitUntilIdle()
            manager.flush()
            #expect(UnsavedCopy(of: path).found(file: "") != nil)
            manager.discard()
            #expect(UnsavedCopy(of: path).found(file: "") == nil)
        }
    }

    @Test func oneProgramAtATimeHoldsALock() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "lock").path
            var first = FileLock(path)
            #expect(first != nil)
            #expect(FileLock(path) == nil)
            first = nil
            #expect(!FileManager.default.fileExists(atPath: path))
            #expect(FileLock(path) != nil)
            #expect(FileLock(folder.appending(path: "none/lock").path) == nil)
        }
    }

    @Test func aSecondNotebookOnTheSameFileKeepsItsHandsOff() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "a.md").path
            let first = SessionManager(document: Document(), location: path, keepsUnsavedCopy: true)
            first.submit("[1]")
            first.waitUntilIdle()
            first.flush()
            let second = SessionManager(document: Document(), location: path, keepsUnsavedCopy: true)
            #expect(second.state.cells.isEmpty)
            #expect(second.state.message?.contains("another notebook has \(path) open") == true)
            second.submit("[2]")
            second.waitUntilIdle()
            second.flush()
            #expect(UnsavedCopy(of: path).found(file: "")?.document.cells.map(\.source) == ["[1]"])
        }
    }

    @Test func aSessionWithoutAFileIsFoundAgain() throws {
        try withTemporaryFolder { folder in
            let place = folder.appending(path: "state/unroll/unnamed.md").path
            func open() -> SessionManager {
                SessionManager(document: Document(), location: nil, keepsUnsavedCopy: true, unnamed: place)
            }
            untilGone {
                let killed = open()
                killed.submit("a = 1")
                killed.waitUntilIdle()
                killed.flush()
                return killed
            }
            let next = open()
            #expect(next.state.cells.map(\.source) == ["a = 1"])
            #expect(next.state.message?.hasPrefix("restored the session that had no file yet") == true)
            try next.save(to: folder.appending(path: "b.md").path)
            next.flush()
            #expect(open().state.cells.isEmpty)
        }
    }
}
