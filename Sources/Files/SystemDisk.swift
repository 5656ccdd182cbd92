public import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The disk of the machine.
public struct SystemDisk: Disk {
    /// The disk of the machine.
    public init() {}

    /// What is at a path, by `stat`; nil if nothing is.
    public func status(of path: FilePath) throws(DiskError) -> FileStatus? {
        var status = stat()
        guard path.withPlatformString({ stat($0, &status) }) == 0 else {
            let error = DiskError(.current, path)
            if error.isMissing { return nil }
            throw error
        }
        let kind: FileStatus.Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            default: .other
            }
        return FileStatus(
            kind: kind, size: Int(status.st_size), permissions: FilePermissions(rawValue: CInterop.Mode(status.st_mode & 0o7777)),
            owner: .init(user: status.st_uid, group: status.st_gid),
            version: [Int(truncatingIfNeeded: status.st_ino), Int(status.st_size), status.modification.tv_sec, status.modification.tv_nsec])
    }

    /// The greatest number of links in a chain, as in Linux.
    private static let mostLinks = 40

    /// The path with all links followed, by `realpath`, even if the last one leads nowhere.
    public func resolve(_ path: FilePath) -> FilePath {
        var path = path
        for _ in 0..<Self.mostLinks {
            if let real = path.withPlatformString({ realpath($0, nil) }) {
                defer { free(real) }
                return FilePath(platformString: real)
            }
            // The last link leads to something that does not exist yet, but the folders above it may be resolved.
            var target = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
            let count = path.withPlatformString { readlink($0, &target, target.count - 1) }
            guard count > 0 else { break }
            path = path.removingLastComponent().pushing(FilePath(platformString: target))
        }
        guard let name = path.lastComponent else { return path }
        let folder = path.removingLastComponent()
        let real = (folder.isEmpty ? FilePath(".") : folder).withPlatformString { realpath($0, nil) }
        guard let real else { return path }
        defer { free(real) }
        return FilePath(platformString: real).appending(name)
    }

    /// The number of bytes read at a time from a file that does not report its size.
    private static let piece = 1 << 16
    /// The greatest number of bytes allocated because of a reported size: a false size must not exhaust memory.
    private static let greatestPiece = 1 << 28

    /// Reads all bytes of a file, in one piece if its reported size is right.
    public func read(_ path: FilePath, limit: Int) throws(DiskError) -> [UInt8] {
        let size = max(0, min(try status(of: path)?.size ?? 0, limit, Self.greatestPiece))
        let file = try Self.open(path) { try FileDescriptor.open(path, .readOnly, options: [.closeOnExec]) }
        // One more byte detects the end without another read.
        var bytes = [UInt8](repeating: 0, count: size + 1)
        var count = 0
        while true {
            if count == bytes.count { bytes += [UInt8](repeating: 0, count: max(Self.piece, count / 2)) }
            let read = try DiskError.wrap(path) {
                try bytes.withUnsafeMutableBytes { try file.descriptor.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[count...])) }
            }
            if read == 0 { break }
            count += read
            if count > limit { throw DiskError(.fileTooLarge, path) }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// Reads the first bytes of a file, or all if there are fewer.
    public func readBeginning(of path: FilePath, count: Int) throws(DiskError) -> [UInt8] {
        let file = try Self.open(path) { try FileDescriptor.open(path, .readOnly, options: [.closeOnExec]) }
        var bytes = [UInt8](repeating: 0, count: max(0, count))
        let read = try DiskError.wrap(path) {
            try bytes.withUnsafeMutableBytes { buffer in
                var done = 0
                while done < buffer.count {
                    let count = try file.descriptor.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[done...]))
                    if count == 0 { break }
                    done += count
                }
                return done
            }
        }
        return Array(bytes.prefix(read))
    }

    /// Creates a file with `O_EXCL` and `O_NOFOLLOW`, so that nothing that exists is opened.
    public func create(_ path: FilePath, permissions: FilePermissions, owner: FileStatus.Owner?) throws(DiskError) -> any WritableFile {
        let file = try Self.open(path) {
            try FileDescriptor.open(
                path, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec], permissions: permissions)
        }
        // Another user's file keeps its owner. If that is not allowed it becomes the writer's, as with most programs.
        if let owner { _ = fchown(file.descriptor.rawValue, owner.user, owner.group) }
        // The process's file mode mask must not reduce the permissions of a file that is replaced.
        if owner != nil { _ = fchmod(file.descriptor.rawValue, mode_t(permissions.rawValue)) }
        return file
    }

    /// Opens a file with `O_APPEND`, after cutting off everything after its first `count` bytes.
    public func append(to path: FilePath, keeping count: Int) throws(DiskError) -> any WritableFile {
        let file = try Self.open(path) {
            try FileDescriptor.open(path, .writeOnly, options: [.append, .noFollow, .closeOnExec])
        }
        try file.cut(to: count)
        return file
    }

    /// Renames a file, in one step.
    public func rename(_ path: FilePath, to other: FilePath) throws(DiskError) {
        let isDone = path.withPlatformString { path in other.withPlatformString { Self.systemRename(path, $0) == 0 } }
        guard isDone else { throw DiskError(.current, other) }
    }

    /// Removes a file; not an error if there is none.
    public func remove(_ path: FilePath) throws(DiskError) {
        guard path.withPlatformString({ unlink($0) }) == 0 || Errno.current == .noSuchFileOrDirectory else {
            throw DiskError(.current, path)
        }
    }

    /// Creates a folder; not an error if it exists.
    public func makeFolder(_ path: FilePath) throws(DiskError) {
        guard path.withPlatformString({ mkdir($0, 0o777) }) == 0 || Errno.current == .fileExists else { throw DiskError(.current, path) }
    }

    /// Removes an empty folder.
    public func removeFolder(_ path: FilePath) throws(DiskError) {
        guard path.withPlatformString({ rmdir($0) }) == 0 else { throw DiskError(.current, path) }
    }

    /// The names in a folder; empty if there is no folder.
    public func names(in folder: FilePath) throws(DiskError) -> [String] {
        guard let stream = folder.withPlatformString({ opendir($0) }) else {
            let error = DiskError(.current, folder)
            if error.isMissing { return [] }
            throw error
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Syncs the names in a folder, if the file system supports it.
    public func sync(folder: FilePath) throws(DiskError) {
        let file = try Self.open(folder) { try FileDescriptor.open(folder, .readOnly, options: [.closeOnExec]) }
        // File systems that cannot sync folders say so; their names need no syncing.
        guard fsync(file.descriptor.rawValue) == 0 || Errno.current == .invalidArgument else { throw DiskError(.current, folder) }
    }

    /// Whether the user may change the file, by `access`.
    public func isWritable(_ path: FilePath) -> Bool { path.withPlatformString { access($0, W_OK) } == 0 }

    /// Locks a file by `flock`, which ends with the process.
    public func lock(_ path: FilePath) throws(DiskError) -> (any DiskLock)? {
        // A process that releases the lock removes the file, so the opened file may no longer be the one at the path.
        for _ in 0..<100 {
            let file = try Self.open(path) {
                try FileDescriptor.open(
                    path, .readWrite, options: [.create, .noFollow, .closeOnExec], permissions: FilePermissions(rawValue: 0o644))
            }
            guard flock(file.descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 else {
                if Errno.current == .wouldBlock { return nil }
                throw DiskError(.current, path)
            }
            if file.isStanding { return SystemLock(file: file) }
        }
        return nil
    }

    private static func open(_ path: FilePath, _ open: () throws -> FileDescriptor) throws(DiskError) -> SystemFile {
        SystemFile(path: path, descriptor: try DiskError.wrap(path, open))
    }

    private static func systemRename(_ path: UnsafePointer<CChar>, _ other: UnsafePointer<CChar>) -> Int32 {
        #if canImport(Glibc)
            Glibc.rename(path, other)
        #elseif canImport(Musl)
            Musl.rename(path, other)
        #else
            Darwin.rename(path, other)
        #endif
    }
}

private final class SystemFile: WritableFile {
    let path: FilePath
    let descriptor: FileDescriptor

    init(path: FilePath, descriptor: FileDescriptor) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit { try? descriptor.close() }

    func write(_ bytes: [UInt8]) throws(DiskError) {
        _ = try DiskError.wrap(path) { try descriptor.writeAll(bytes) }
    }

    func cut(to count: Int) throws(DiskError) {
        guard ftruncate(descriptor.rawValue, off_t(count)) == 0 else { throw DiskError(.current, path) }
    }

    func sync() throws(DiskError) {
        guard fsync(descriptor.rawValue) == 0 else { throw DiskError(.current, path) }
    }

    var isStanding: Bool {
        var opened = stat()
        var standing = stat()
        return fstat(descriptor.rawValue, &opened) == 0 && path.withPlatformString { stat($0, &standing) } == 0
            && opened.st_ino == standing.st_ino && opened.st_dev == standing.st_dev
    }
}

private struct SystemLock: DiskLock {
    let file: SystemFile

    func write(_ text: String) throws(DiskError) {
        guard ftruncate(file.descriptor.rawValue, 0) == 0 else { throw DiskError(.current, file.path) }
        _ = try DiskError.wrap(file.path) { try file.descriptor.writeAll(toAbsoluteOffset: 0, Array(text.utf8)) }
    }

    var isStanding: Bool { file.isStanding }

    func release() {
        // A file that another process has put there must not be removed.
        if file.isStanding { _ = file.path.withPlatformString { unlink($0) } }
        _ = flock(file.descriptor.rawValue, LOCK_UN)
    }
}

extension Errno {
    fileprivate static var current: Errno { Errno(rawValue: errno) }
}

extension DiskError {
    /// Converts an error of swift-system to a `DiskError`.
    fileprivate static func wrap<Result>(_ path: FilePath, _ body: () throws -> Result) throws(DiskError) -> Result {
        do {
            return try body()
        } catch {
            throw DiskError((error as? Errno) ?? .ioError, path)
        }
    }
}

extension stat {
    fileprivate var modification: timespec {
        #if canImport(Darwin)
            st_mtimespec
        #else
            st_mtim
        #endif
    }
}
