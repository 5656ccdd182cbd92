public import Files
public import SystemPackage

/// Why a session's file cannot be read or written.
public enum StoreError: Error, Sendable, Equatable {
    /// A folder stands there.
    case isFolder(FilePath)
    /// What stands there is no regular file: a device, say, or a pipe.
    case isNoFile(FilePath)
    /// There is no folder for it.
    case noFolder(FilePath)
    /// The system refused to read.
    case unreadable(DiskError)
    /// The system refused to write.
    case unwritable(DiskError)
    /// Another program has changed the file since it was read.
    case isChangedOutside(FilePath)
    /// There is a file already, which was never read.
    case exists(FilePath)
    /// Another process has the session open: which, where that is known.
    case isTaken(FilePath, LockOwner?)
    /// Another process has begun to keep a session of this file, which had nothing kept when it was opened here.
    case isBegun(FilePath)
}

extension StoreError {
    /// Reads something of a session's file.
    static func reading<Result>(_ file: FilePath, _ body: () throws(DiskError) -> Result) throws(StoreError) -> Result {
        do throws(DiskError) { return try body() } catch { throw .unreadable(DiskError(error.code, file)) }
    }

    /// Writes something of a session's file.
    static func writing<Result>(_ file: FilePath, _ body: () throws(DiskError) -> Result) throws(StoreError) -> Result {
        do throws(DiskError) { return try body() } catch { throw .unwritable(DiskError(error.code, file)) }
    }
}

/// Who holds a session.
public struct LockOwner: Sendable, Equatable {
    /// The process's number.
    public var process: Int32
    /// The machine's name.
    public var host: String

    /// A process of a machine.
    public init(process: Int32, host: String) {
        self.process = process
        self.host = host
    }

    /// What the lock's file says.
    var text: String { "\(process) \(host)\n" }

    /// Reads what the lock's file says; nil where it says nothing.
    init?(text: String) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 2, let process = Int32(words[0]) else { return nil }
        self.init(process: process, host: String(words[1]))
    }
}
