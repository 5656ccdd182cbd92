import Files
import SystemPackage
import TestSupport
import Testing

@Suite struct SimulatedDiskTests {
    private func text(_ disk: SimulatedDisk, _ path: FilePath) -> String? { disk.files[path].map { String(decoding: $0, as: UTF8.self) } }

    @Test func whatIsNotSyncedMayBeLost() throws {
        let disk = SimulatedDisk()
        let file = try disk.create("/home/a", permissions: [], owner: nil)
        try file.write(Array("one".utf8))
        #expect(Set(disk.afterDeath().map { text($0, "/home/a") }) == ["one", nil, "", "o", "\0\0\0"])
        try file.sync()
        #expect(disk.afterDeath().map { text($0, "/home/a") } == ["one", nil])
        try disk.sync(folder: "/home")
        #expect(disk.afterDeath().map { text($0, "/home/a") } == ["one"])
        try file.write(Array("more".utf8))
        #expect(disk.afterDeath().map { text($0, "/home/a") } == ["onemore", "one", "onemo", "one\0\0\0\0"])
    }

    @Test func aFileIsReplacedInOneStep() throws {
        let disk = SimulatedDisk()
        try disk.replace("/home/a", with: Array("old".utf8))
        let before = disk.operationCount
        try disk.replace("/home/a", with: Array("new".utf8))
        for number in 1...(disk.operationCount - before) {
            for isWhole in [false, true] {
                let disk = SimulatedDisk()
                try disk.replace("/home/a", with: Array("old".utf8))
                disk.set(.dies(at: before + number, isWhole: isWhole))
                try? disk.replace("/home/a", with: Array("new".utf8))
                for found in disk.afterDeath() { #expect(["old", "new"].contains(text(found, "/home/a"))) }
            }
        }
    }

    @Test func faultsCountOperations() throws {
        let disk = SimulatedDisk()
        disk.set(.fails(at: 2, code: .ioError, count: 2))
        let file = try disk.create("/home/a", permissions: [], owner: nil)
        #expect(throws: DiskError(.ioError, "/home/a")) { try file.write(Array("four".utf8)) }
        #expect(throws: DiskError(.ioError, "/home/a")) { try file.sync() }
        #expect(text(disk, "/home/a") == "fo")
        // What the system has given up is not written by a later successful sync.
        try file.sync()
        try disk.sync(folder: "/home")
        #expect(disk.afterDeath().map { text($0, "/home/a") }.contains("\0\0"))
        disk.set(.isFull(at: 0))
        try file.cut(to: 1)
        #expect(throws: DiskError(.noSpace, "/home/a")) { try file.write([1]) }
        disk.set(.dies(at: 0, isWhole: true))
        try file.sync()
        #expect(throws: DiskError(.ioError, "/home/a")) { try file.sync() }
        #expect(disk.isDead)
    }

    @Test func locksAreLetGoOfByDeath() throws {
        let disk = SimulatedDisk()
        let lock = try #require(try disk.lock("/home/lock"))
        #expect(try disk.lock("/home/lock") == nil && lock.isStanding)
        let found = try #require(disk.afterDeath().first)
        #expect(try found.lock("/home/lock") != nil)
        // Removing the file removes the lock, and the file is then the other process's to remove.
        disk.replaceFromOutside("/home/lock", with: nil)
        #expect(!lock.isStanding)
        let other = try #require(try disk.lock("/home/lock"))
        lock.release()
        #expect(other.isStanding)
        other.release()
        #expect(disk.files.isEmpty)
    }

    @Test func aReadOnlyFolderRefusesNames() throws {
        let disk = SimulatedDisk()
        disk.makeReadOnly("/home")
        #expect(throws: DiskError(.permissionDenied, "/home/a")) { try disk.makeFolder("/home/a") }
    }
}
