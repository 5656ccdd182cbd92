public import SystemPackage

/// The disk operations that the store needs: each is one step, which can fail or be the last before a power failure.
///
/// Only what has been synced is certain to survive a power failure: a file's bytes by `WritableFile.sync`, its name by
/// `sync(folder:)`.
public protocol Disk: Sendable {
    /// What is at a path, links followed; nil if nothing is.
    func status(of path: FilePath) throws(DiskError) -> FileStatus?
    /// The path with all links followed, even if the last one leads nowhere; the path itself if nothing is there.
    func resolve(_ path: FilePath) -> FilePath
    /// Reads all bytes of a file.
    ///
    /// - Throws: `DiskError`, also if there are more bytes than `limit`.
    func read(_ path: FilePath, limit: Int) throws(DiskError) -> [UInt8]
    /// Reads the first bytes of a file, or all if there are fewer.
    func readBeginning(of path: FilePath, count: Int) throws(DiskError) -> [UInt8]
    /// Creates a file that is open for writing.
    ///
    /// - Throws: `DiskError`, also if anything exists there, even a link.
    func create(_ path: FilePath, permissions: FilePermissions, owner: FileStatus.Owner?) throws(DiskError) -> any WritableFile
    /// Opens a file to append to its first `count` bytes; the bytes after them are cut off.
    func append(to path: FilePath, keeping count: Int) throws(DiskError) -> any WritableFile
    /// Renames a file, replacing any file of that name.
    func rename(_ path: FilePath, to other: FilePath) throws(DiskError)
    /// Removes a file; not an error if there is none.
    func remove(_ path: FilePath) throws(DiskError)
    /// Creates a folder; not an error if it exists.
    func makeFolder(_ path: FilePath) throws(DiskError)
    /// Removes a folder if it is empty.
    func removeFolder(_ path: FilePath) throws(DiskError)
    /// The names in a folder, in no particular order; empty if there is no folder.
    func names(in folder: FilePath) throws(DiskError) -> [String]
    /// Returns when the names in a folder are on disk.
    func sync(folder: FilePath) throws(DiskError)
    /// Whether the user may change the file at a path.
    func isWritable(_ path: FilePath) -> Bool
    /// Locks a file, which is created if it is missing, for as long as the lock lives; nil if another process holds it.
    func lock(_ path: FilePath) throws(DiskError) -> (any DiskLock)?
}

/// A file that is open for writing. It is closed when it is deallocated.
public protocol WritableFile: Sendable {
    /// Appends bytes.
    func write(_ bytes: [UInt8]) throws(DiskError)
    /// Cuts off everything after the first `count` bytes.
    func cut(to count: Int) throws(DiskError)
    /// Returns when everything written is on disk.
    func sync() throws(DiskError)
    /// Whether the file is still the one at its path: another program may have removed or replaced it.
    var isStanding: Bool { get }
}

/// A file that one process at a time holds. The system releases it when the process ends, however it ends.
public protocol DiskLock: Sendable {
    /// Replaces the contents of the file.
    func write(_ text: String) throws(DiskError)
    /// Whether the file is still the one at its path; if not, another process may hold the file that is there now.
    var isStanding: Bool { get }
    /// Releases the lock, and removes the file if it is still the one at its path.
    func release()
}

/// The properties of what is at a path.
public struct FileStatus: Sendable, Equatable {
    /// Files, folders, and everything that can neither be read to an end nor replaced.
    public enum Kind: Sendable, Equatable {
        case file, folder, other
    }

    /// The owner of a file.
    public struct Owner: Sendable, Equatable {
        /// The user's number.
        public var user: UInt32
        /// The group's number.
        public var group: UInt32

        /// An owner by numbers.
        public init(user: UInt32, group: UInt32) {
            self.user = user
            self.group = group
        }
    }

    /// The kind.
    public var kind: Kind
    /// The size in bytes.
    public var size: Int
    /// The permissions.
    public var permissions: FilePermissions
    /// The owner.
    public var owner: Owner
    /// Changes whenever the file is replaced or changed: the file's number and the time of its last change.
    public var version: [Int]

    /// The properties of what is at a path.
    public init(kind: Kind, size: Int, permissions: FilePermissions, owner: Owner, version: [Int]) {
        self.kind = kind
        self.size = size
        self.permissions = permissions
        self.owner = owner
        self.version = version
    }
}

/// Why the system refused an operation.
public struct DiskError: Error, Sendable, Equatable {
    /// The system's error number.
    public var code: Errno
    /// The path that the operation was about.
    public var path: FilePath

    /// An error for this path.
    public init(_ code: Errno, _ path: FilePath) {
        self.code = code
        self.path = path
    }

    /// Whether the error means that nothing is there.
    public var isMissing: Bool { code == .noSuchFileOrDirectory || code == .notDirectory }
}
