public import Files
public import SystemPackage

/// Why a session's file cannot be read or written.
public enum StoreError: Error, Sendable, Equatable {
    /// The path is a folder.
    case isFolder(FilePath)
    /// The path is not a regular file but, say, a device or a pipe.
    case isNoFile(FilePath)
    /// Its folder does not exist.
    case noFolder(FilePath)
    /// The system refused to read it.
    case unreadable(DiskError)
    /// The system refused to write it.
    case unwritable(DiskError)
    /// Another program has changed the file since it was read.
    case isChangedOutside(FilePath)
    /// A file exists that was never read.
    case exists(FilePath)
    /// Another process has the session open: which, where that is known.
    case isTaken(FilePath, LockOwner?)
    /// Another process has begun to keep a session of this file, which had nothing kept when it was opened here.
    case isBegun(FilePath)
}

extension StoreError {
    /// Performs a reading operation on a session's file.
    static func reading<Result>(_ file: FilePath, _ body: () throws(DiskError) -> Result) throws(StoreError) -> Result {
        do throws(DiskError) { return try body() } catch { throw .unreadable(DiskError(error.code, file)) }
    }

    /// Performs a writing operation on a session's file.
    static func writing<Result>(_ file: FilePath, _ body: () throws(DiskError) -> Result) throws(StoreError) -> Result {
        do throws(DiskError) { return try body() } catch { throw .unwritable(DiskError(error.code, file)) }
    }
}

/// The process that holds a session.
public struct LockOwner: Sendable, Equatable {
    /// The process's number.
    public var process: Int32
    /// The machine's name.
    public var host: String

    /// A process on a machine.
    public init(process: Int32, host: String) {
        self.process = process
        self.host = host
    }

    /// The contents of the lock's file.
    var text: String { "\(process) \(host)\n" }

    /// Parses the contents of the lock's file; nil if they are invalid.
    init?(text: String) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 2, let process = Int32(words[0]) else { return nil }
        self.init(process: process, host: String(words[1]))
    }
}
