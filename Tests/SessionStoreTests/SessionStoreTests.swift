import Files
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import SessionStore

@Suite struct SessionStoreTests {
    private struct Change: JournalChange {
        var text: String
        var journalBytes: [UInt8] { Array(text.utf8) }
    }

    private func path(_ folder: URL, _ name: String = "a.md") -> FilePath { FilePath(folder.appending(path: name).path) }

    private func store(_ folder: URL, _ name: String = "a.md") throws -> (store: SessionStore, found: SessionStore.Opening) {
        let opening = try SessionStore.open(path(folder, name))
        guard case .owned(let store) = opening.access else { throw TestFailure("not owned: \(opening.access)") }
        return (store, opening)
    }

    private func texts(_ changes: some Sequence<[UInt8]>) -> [String] { changes.map { String(decoding: $0, as: UTF8.self) } }

    @Test func changesAreFoundAgain() throws {
        try withTemporaryFolder { folder in
            do {
                let (store, found) = try store(folder)
                #expect(found.file == nil && found.journal == nil)
                #expect(store.append([Change(text: "one"), Change(text: "two\n")]) == 2)
                store.append([Change(text: "")])
                try store.flush()
                #expect(store.progress.kept == 3 && store.progress.accepted == 3)
            }
            let (_, found) = try store(folder)
            let changes = try #require(found.journal?.changes(missingIn: nil))
            #expect(texts(changes) == ["one", "two\n", ""])
            #expect(found.journal?.changes(missingIn: [1]) == nil)
        }
    }

    /// Wherever the last write was interrupted, all earlier entries are read, and the next one follows them.
    @Test func aJournalThatIsCutOffIsReadUpToThere() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: ".unroll/a.md/journal")
            do {
                let (store, _) = try store(folder)
                for text in ["first", "second", "third"] { store.append([Change(text: text)]) }
                try store.flush()
            }
            let whole = try Data(contentsOf: file)
            let wholeCount = JournalContents.bytes(base: nil, changes: ["first", "second"].map { Array($0.utf8) }).count
            for count in wholeCount..<whole.count {
                try whole.prefix(count).write(to: file)
                try Data("part".utf8).write(to: folder.appending(path: ".unroll/a.md/.journal.1abc.part"))
                let (store, found) = try store(folder)
                #expect(texts(found.journal?.changes ?? []) == ["first", "second"])
                store.append([Change(text: "fourth")])
                try store.flush()
                let bytes = try Array(Data(contentsOf: file))
                #expect(texts(JournalContents(bytes)?.changes ?? []) == ["first", "second", "fourth"])
                #expect(
                    try FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path).sorted() == [
                        "journal", "lock",
                    ])
            }
        }
    }

    @Test func aDamagedByteEndsTheJournal() throws {
        let bytes = JournalContents.bytes(base: Array("base".utf8), changes: [[1, 2, 3], [4, 5, 6]])
        var generator = SeededGenerator()
        for _ in 0..<500 {
            var damaged = bytes
            let bit = Int.random(in: 0..<8 * bytes.count, using: &generator)
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            let contents = JournalContents(damaged)
            #expect(contents.map { [[1, 2, 3], [4, 5, 6]].starts(with: $0.changes) && $0.changes.count < 2 } ?? true)
        }
    }

    @Test func savingBeginsTheJournalAnew() throws {
        try withTemporaryFolder { folder in
            do {
                let (store, _) = try store(folder)
                store.append([Change(text: "saved")])
                store.beginSaving()
                store.append([Change(text: "later")])
                try store.save(Array("text".utf8), keeping: [Change(text: "kept")], overwriting: false)
                store.append([Change(text: "last")])
                try store.flush()
                #expect(store.progress.kept == store.progress.accepted)
            }
            do {
                let (store, found) = try store(folder)
                #expect(found.file == Array("text".utf8))
                #expect(texts(found.journal?.changes(missingIn: found.file) ?? []) == ["kept", "later", "last"])
                store.beginSaving()
                try store.save(Array("more".utf8), keeping: [], overwriting: false)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.md"])
        }
    }

    /// Between the two steps of saving, the new file and the old journal exist: changes that the file has are not
    /// applied again.
    @Test func aSaveThatIsCutOffIsNotMadeTwice() throws {
        let journal =
            JournalContents.bytes(base: nil, changes: [[1], [2]])
            + JournalContents.saving(checksum: Checksum.of([7]), changes: 1, keeping: [[9], []])
        let contents = try #require(JournalContents(journal + JournalRecord(kind: .change, bytes: [3]).frame))
        #expect(contents.changes(missingIn: nil) == [[1], [2], [3]])
        #expect(contents.changes(missingIn: [7]) == [[9], [], [2], [3]])
        #expect(contents.changes(missingIn: [8]) == nil)
    }

    @Test func filesAreReplacedInOneStep() throws {
        try withTemporaryFolder { folder in
            let (file, link, dangling) = (path(folder), path(folder, "link.md"), path(folder, "dangling.md"))
            try Data("one".utf8).write(to: folder.appending(path: "a.md"))
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.string)
            try FileManager.default.createSymbolicLink(atPath: link.string, withDestinationPath: "a.md")
            try FileManager.default.createSymbolicLink(atPath: dangling.string, withDestinationPath: "new.md")
            let disk = SystemDisk()
            try disk.replace(link, with: Array("two".utf8))
            try disk.replace(dangling, with: Array("three".utf8))
            #expect(try disk.read(file, limit: 9) == Array("two".utf8))
            #expect(try disk.read(path(folder, "new.md"), limit: 9) == Array("three".utf8))
            #expect(try disk.status(of: file)?.permissions.rawValue == 0o640)
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: dangling.string) == "new.md")
            #expect(try disk.names(in: FilePath(folder.path)).sorted() == ["a.md", "dangling.md", "link.md", "new.md"])
            #expect(throws: DiskError(.fileTooLarge, file)) { try disk.read(file, limit: 2) }
            #expect(throws: DiskError(.isDirectory, FilePath(folder.path))) { try disk.replace(FilePath(folder.path), with: []) }
        }
    }

    @Test func oneAtATimeHoldsASession() throws {
        try withTemporaryFolder { folder in
            do {
                let (_, _) = try store(folder, "b.md")
                let (store, _) = try store(folder)
                guard case .taken(let owner) = try SessionStore.open(path(folder)).access else { throw TestFailure("not taken") }
                #expect(owner?.process == getpid())
                _ = store
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }

    @Test func runsAreKeptAndLimited() throws {
        try withTemporaryFolder { folder in
            let (store, _) = try store(folder)
            try store.writeRun([1, 2, 3], "a", .checkpoint)
            try store.writeRun([1, 2, 3, 4], "a", .finished)
            store.removeRun("a", .checkpoint)
            try store.writeRun([5], "b", .finished)
            try store.writeRun([6, 7], "c", .checkpoint)
            #expect(store.readRun("a", .finished) == [1, 2, 3, 4] && store.readRun("a", .checkpoint) == nil)
            let (other, _) = try self.store(folder, "b.md")
            try other.copyRuns(from: store)
            #expect(other.readRun("c", .checkpoint) == [6, 7])
            store.setAsideRun("c", .checkpoint)
            #expect(store.readRun("c", .checkpoint) == nil && store.runFiles().map(\.digest).sorted() == ["a", "b"])
            #expect(store.limitRuns(toBytes: 4) == 1)
            #expect(store.runFiles().map(\.digest) == ["b"])
        }
    }

    @Test func reportsAreSeenOnceEachAndDamagedOnesNever() throws {
        try withTemporaryFolder { folder in
            let (store, _) = try store(folder)
            let reports = PublishedReports(of: path(folder))
            #expect(reports.next() == nil && reports.isGoingOn)
            try store.publish([1, 2, 3], isLasting: true)
            #expect(reports.next() == [1, 2, 3] && reports.next() == nil)
            try store.publish([4], isLasting: true)
            #expect(reports.next() == [4])
            let file = folder.appending(path: ".unroll/a.md/report")
            let bytes = try Array(Data(contentsOf: file))
            for place in bytes.indices {
                var damaged = bytes
                damaged[place] ^= 1
                #expect(PublishedReports.opened(damaged) == nil)
            }
            #expect(PublishedReports.opened(Array(bytes.prefix(3))) == nil)
            store.close()
            #expect(FileManager.default.fileExists(atPath: file.path) && !reports.isGoingOn)
        }
    }

    @Test func openSessionsAreFound() throws {
        try withTemporaryFolder { folder in
            let sessions = OpenSessions(in: FilePath(folder.appending(path: "state/open").path))
            #expect(sessions.all().isEmpty)
            let (first, _) = try store(folder, "a.md")
            let (second, _) = try store(folder, "b.md")
            for name in ["b.md", "a.md", "none.md"] { try sessions.note(path(folder, name)) }
            #expect(sessions.all().map { $0.file.lastComponent?.string } == ["a.md", "b.md"])
            #expect(sessions.all().allSatisfy { $0.owner == LockOwner.present })
            first.close()
            #expect(sessions.all().map { $0.file.lastComponent?.string } == ["b.md"])
            second.close()
            #expect(sessions.all().isEmpty)
        }
    }
}

private struct TestFailure: Error {
    var problem: String
    init(_ problem: String) { self.problem = problem }
}
