public import Files
public import SystemPackage

/// The sessions that a user's processes have open, wherever their files are: a folder with a small file for each.
public struct OpenSessions: Sendable {
    private let folder: FilePath
    private let disk: any Disk

    /// The greatest length of a path, in bytes.
    private static let greatestPath = 1 << 16

    /// The sessions noted in this folder, which need not exist yet.
    public init(in folder: FilePath, on disk: any Disk = SystemDisk()) {
        self.folder = folder
        self.disk = disk
    }

    /// Notes that a session has been opened.
    ///
    /// - Throws: `DiskError` if it cannot be noted.
    public func note(_ file: FilePath) throws(DiskError) {
        let target = disk.resolve(file)
        try disk.makeFolders(folder)
        try disk.replace(entry(of: target), with: Array(target.string.utf8), isLasting: false)
    }

    /// The files of sessions that a process holds, with that process, sorted by path. Removes the notes on sessions
    /// that are no longer open.
    public func all() -> [(file: FilePath, owner: LockOwner)] {
        let names = (try? disk.names(in: folder)) ?? []
        let sessions = names.compactMap { name -> (file: FilePath, owner: LockOwner)? in
            let entry = folder.appending(name)
            guard !name.hasPrefix("."), let bytes = try? disk.read(entry, limit: Self.greatestPath) else { return nil }
            let file = FilePath(String(decoding: bytes, as: UTF8.self))
            guard let owner = SessionStore.owner(of: file, on: disk) else {
                try? disk.remove(entry)
                return nil
            }
            return (file, owner)
        }
        return sessions.sorted { $0.file.string < $1.file.string }
    }

    private func entry(of target: FilePath) -> FilePath {
        folder.appending(String(Checksum.of(Array(target.string.utf8)), radix: 36))
    }
}

extension SessionStore {
    /// The process that has a session open; nil if there is none. Whether a process on another machine still runs is
    /// unknown; it is assumed to.
    public static func owner(of file: FilePath, on disk: any Disk = SystemDisk()) -> LockOwner? {
        let folder = SessionFolder(of: disk.resolve(file))
        guard let bytes = try? disk.read(folder.lock, limit: 4096), let owner = LockOwner(text: String(decoding: bytes, as: UTF8.self)),
            owner.host != ProcessID.host || ProcessID.isRunning(owner.process)
        else { return nil }
        return owner
    }
}
