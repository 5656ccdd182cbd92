public import SystemPackage

/// What the store asks of a disk: each function is one step that can fail, or be the last before the machine loses its power.
///
/// Only what has been synced is sure to be there after that: a file's bytes by `WritableFile.sync`, its name by `sync(folder:)`.
public protocol Disk: Sendable {
    /// What stands at a path, links followed; nil for nothing.
    func status(of path: FilePath) throws(DiskError) -> FileStatus?
    /// The path with all links followed, also where the last leads to nothing; the path itself where nothing is there.
    func resolve(_ path: FilePath) -> FilePath
    /// All bytes of a file.
    ///
    /// - Throws: `DiskError`, also where there are more bytes than `limit`.
    func read(_ path: FilePath, limit: Int) throws(DiskError) -> [UInt8]
    /// The first bytes of a file, or all where it has fewer.
    func readBeginning(of path: FilePath, count: Int) throws(DiskError) -> [UInt8]
    /// Makes a file that is open for writing.
    ///
    /// - Throws: `DiskError`, also where anything is there, be it a link.
    func create(_ path: FilePath, permissions: FilePermissions, owner: FileStatus.Owner?) throws(DiskError) -> any WritableFile
    /// Opens a file to add to its first `count` bytes; what follows them is cut off.
    func append(to path: FilePath, keeping count: Int) throws(DiskError) -> any WritableFile
    /// Gives a file another name, in place of what has that name.
    func rename(_ path: FilePath, to other: FilePath) throws(DiskError)
    /// Removes a file; no error where there is none.
    func remove(_ path: FilePath) throws(DiskError)
    /// Makes a folder; no error where there is one.
    func makeFolder(_ path: FilePath) throws(DiskError)
    /// Removes a folder where nothing is in it.
    func removeFolder(_ path: FilePath) throws(DiskError)
    /// Names of what is in a folder, in no order; none where there is no folder.
    func names(in folder: FilePath) throws(DiskError) -> [String]
    /// Returns when the names in a folder are on disk.
    func sync(folder: FilePath) throws(DiskError)
    /// Whether the user may change the file at a path.
    func isWritable(_ path: FilePath) -> Bool
    /// Holds a file, made where it is missing, for as long as the lock lives; nil where another process holds it.
    func lock(_ path: FilePath) throws(DiskError) -> (any DiskLock)?
}

/// A file that is open for writing. It is closed when it goes.
public protocol WritableFile: Sendable {
    /// Adds bytes at the end.
    func write(_ bytes: [UInt8]) throws(DiskError)
    /// Cuts off what follows the first `count` bytes.
    func cut(to count: Int) throws(DiskError)
    /// Returns when all that was written is on disk.
    func sync() throws(DiskError)
    /// Whether the file is still what stands at its path: another program may have removed it, or put another in its place.
    var isStanding: Bool { get }
}

/// A file that one process at a time holds. The system lets go of it when the process ends, however it ends.
public protocol DiskLock: Sendable {
    /// Replaces what the file says.
    func write(_ text: String) throws(DiskError)
    /// Whether the file is still what stands at its path: where it is not, another process may hold what stands there now.
    var isStanding: Bool { get }
    /// Lets go of the file and removes it, where it still stands.
    func release()
}

/// What stands at a path.
public struct FileStatus: Sendable, Equatable {
    /// Files, folders, and what can be neither read to an end nor replaced.
    public enum Kind: Sendable, Equatable {
        case file, folder, other
    }

    /// Who a file belongs to.
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

    /// What it is.
    public var kind: Kind
    /// Bytes.
    public var size: Int
    /// Who may do what.
    public var permissions: FilePermissions
    /// Who it belongs to.
    public var owner: Owner
    /// Another one whenever the file is replaced or changed: its number and the time of its last change.
    public var version: [Int]

    /// What stands at a path.
    public init(kind: Kind, size: Int, permissions: FilePermissions, owner: Owner, version: [Int]) {
        self.kind = kind
        self.size = size
        self.permissions = permissions
        self.owner = owner
        self.version = version
    }
}

/// Why the system refused.
public struct DiskError: Error, Sendable, Equatable {
    /// The system's number for the reason.
    public var code: Errno
    /// What it was asked to work on.
    public var path: FilePath

    /// A refusal.
    public init(_ code: Errno, _ path: FilePath) {
        self.code = code
        self.path = path
    }

    /// Whether nothing is there.
    public var isMissing: Bool { code == .noSuchFileOrDirectory || code == .notDirectory }
}
