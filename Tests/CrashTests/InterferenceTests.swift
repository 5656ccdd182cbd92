import Files
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Notebook
@testable import SessionStore

/// Other programs that change a session's files while it is open, and disks that refuse operations.
@Suite struct InterferenceTests {
    private static let journal: FilePath = "/home/.unroll/session.md/journal"

    private func open(_ path: String, _ disk: SimulatedDisk) throws -> SessionManager {
        SessionManager(try OpenedSession.open(path, isNamed: true, on: disk))
    }

    private func submit(_ sources: String..., to manager: SessionManager) {
        for source in sources { manager.submit(source) }
        manager.waitUntilIdle()
    }

    /// The contents of a session that is opened on what is found after a power failure.
    private func sources(_ path: String, after disk: SimulatedDisk) throws -> Set<[String]> {
        Set(try disk.afterDeath().map { try OpenedSession.open(path, isNamed: true, on: $0).document.cells.map(\.source) })
    }

    @Test(arguments: [nil, Array("another program's".utf8)]) func aJournalThatIsGoneIsWrittenAgain(_ bytes: [UInt8]?) throws {
        let disk = SimulatedDisk()
        let manager = try open("/home/session.md", disk)
        submit("1", "2", to: manager)
        #expect(manager.flush() == nil)
        disk.replaceFromOutside(Self.journal, with: bytes)
        submit("3", to: manager)
        #expect(manager.flush() == nil)
        #expect(try sources("/home/session.md", after: disk) == [["1", "2", "3"]])
    }

    /// The same on the machine's disk, where a file without a name can still be written.
    @Test func aFolderThatIsRemovedIsMadeAgain() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "session.md").path
            let manager = SessionManager(try OpenedSession.open(path))
            submit("1", to: manager)
            #expect(manager.flush() == nil)
            try FileManager.default.removeItem(at: folder.appending(path: ".unroll"))
            submit("2", to: manager)
            #expect(manager.flush() == nil)
            // The lock is held again, too.
            let second = try OpenedSession.open(path)
            #expect(second.store == nil && second.document.cells.map(\.source) == ["1", "2"])
        }
    }

    /// If the lock's file is removed, another process may open the session: its writes are never touched.
    @Test func whoLosesTheLockWritesNothing() throws {
        let disk = SimulatedDisk()
        let first = try open("/home/session.md", disk)
        submit("1", to: first)
        #expect(first.flush() == nil)
        disk.replaceFromOutside("/home/.unroll", with: nil)
        let second = try open("/home/session.md", disk)
        submit("2", to: second)
        #expect(second.flush() == nil)
        let journal = disk.files[Self.journal]
        submit("3", to: first)
        #expect(first.flush()?.hasPrefix("the session is open in another notebook (process ") == true && first.wouldLoseChanges)
        #expect(eventually { first.state.warning?.contains("the session is open in another notebook") ?? false })
        #expect(throws: DocumentError.self) { try first.save() }
        #expect(disk.files[Self.journal] == journal && disk.files["/home/session.md"] == nil)
        try first.save(to: "/home/other.md")
        #expect(!first.wouldLoseChanges)
        #expect(try sources("/home/other.md", after: disk) == [["1", "3"]])
        #expect(try sources("/home/session.md", after: disk) == [["2"]])
    }

    @Test func aJournalThatCannotBeReadIsSetAside() throws {
        let disk = SimulatedDisk()
        disk.replaceFromOutside("/home/.unroll", with: nil)
        try disk.makeFolders("/home/.unroll/session.md")
        disk.replaceFromOutside(Self.journal, with: Array("unroll journal 9\n".utf8))
        let manager = try open("/home/session.md", disk)
        submit("1", to: manager)
        #expect(manager.flush() == nil)
        #expect(disk.files["/home/.unroll/session.md/journal.damaged"] == Array("unroll journal 9\n".utf8))
    }

    /// Only the file is new, not the journal yet: cells that still had to run still have to.
    @Test func whatRunsWhileItIsSavedIsStillToRun() throws {
        let disk = SimulatedDisk()
        let manager = try open("/home/session.md", disk)
        submit(ScriptedSession.definitions, to: manager)
        manager.submit("run = train(net, data, epochs: 100000, batch: 20)")
        #expect(manager.flush() == nil)
        let target = disk.operationCount
        var found: [Bool] = []
        for number in 1...30 {
            disk.set(.none)
            let copies = disk.afterDeath()
            for copy in copies {
                let store = try OpenedSession.open("/home/session.md", isNamed: true, on: copy)
                found.append(store.contents.parts.last?.isPending ?? false)
            }
            disk.set(.fails(at: disk.operationCount + number, code: .noSpace, count: 1))
            try? manager.save()
        }
        manager.stop()
        manager.waitUntilIdle()
        #expect(disk.operationCount > target && !found.contains(false))
    }

    /// Only the last step of a save fails: the file then is not another program's, and the next save continues from it.
    @Test func aSaveWhoseLastStepFailsIsNoChangeOfOthers() throws {
        let disk = SimulatedDisk()
        let manager = try open("/home/session.md", disk)
        submit("1", "2", to: manager)
        for number in 1...60 {
            disk.set(.fails(at: disk.operationCount + number, code: .ioError, count: 1))
            try? manager.save()
            disk.set(.none)
            manager.edit(manager.state.cells[number % 2].id, "\(number) + 1")
            manager.waitUntilIdle()
            try manager.save()
            #expect(disk.files["/home/session.md"].map { String(decoding: $0, as: UTF8.self) } == manager.document.text)
        }
    }

    /// A disk that is full, and freed later: accepted changes are written without further typing.
    @Test func aFullDiskThatIsFreedLosesNothing() throws {
        let disk = SimulatedDisk()
        let manager = try open("/home/session.md", disk)
        submit("1", to: manager)
        #expect(manager.flush() == nil)
        disk.set(.isFull(at: 0))
        submit("2", "3", to: manager)
        #expect(manager.flush() != nil && manager.wouldLoseChanges)
        #expect(throws: DocumentError.self) { try manager.save() }
        #expect(eventually { manager.state.warning?.contains("cannot be stored") ?? false })
        #expect(manager.state.cells.map(\.isKept) == [true, false, false])
        disk.set(.none)
        #expect(eventually { manager.state.warning == nil && manager.state.cells.allSatisfy(\.isKept) })
        #expect(try sources("/home/session.md", after: disk) == [["1", "2", "3"]])
    }

    @Test func aReadOnlyFolderIsSaidAndKeepsTheUserInside() throws {
        let disk = SimulatedDisk(folders: ["/home", "/tmp"])
        disk.replaceFromOutside("/home/session.md", with: Array("```unroll\n1\n```\n".utf8))
        disk.makeReadOnly("/home")
        let manager = try open("/home/session.md", disk)
        submit("precious = 1", to: manager)
        #expect(manager.wouldLoseChanges && manager.state.warning?.contains("Nothing can be stored") == true)
        #expect(throws: DocumentError.self) { try manager.save() }
        try manager.save(to: "/tmp/other.md")
        #expect(!manager.wouldLoseChanges && manager.state.warning == nil)
        #expect(try sources("/tmp/other.md", after: disk) == [["1", "precious = 1"]])
    }

    /// A second window never removes or overwrites files of the first.
    @Test func aSecondWindowTouchesNothing() throws {
        let disk = SimulatedDisk()
        let first = try open("/home/session.md", disk)
        submit("a = 1", to: first)
        #expect(first.flush() == nil)
        // Without the report that the first publishes from time to time.
        func files() -> [FilePath: [UInt8]] { disk.files.filter { $0.key.lastComponent?.string != "report" } }
        let before = files()
        do {
            let second = try open("/home/session.md", disk)
            submit("b = 2", to: second)
            #expect(second.wouldLoseChanges)
            #expect(throws: DocumentError.self) { try second.save() }
            #expect(throws: DocumentError.self) { try second.save(overwriting: true) }
            second.discard()
        }
        #expect(files() == before)
    }
}
