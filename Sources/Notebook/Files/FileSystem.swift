#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Why the system refused, as it says it.
struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
    var code: Int32

    static var latest: FileError { FileError(code: errno) }

    var description: String { String(cString: strerror(code)) }
}

/// Reading and writing whole files, so that a file is always either the old one or the new one.
enum FileSystem {
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether a file can be put there: nothing is there yet, or a regular file.
    static func isReplaceable(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
    }

    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    static func isWritable(_ path: String) -> Bool {
        access(path, W_OK) == 0
    }

    /// Bytes of a file at most: devices may have no end.
    private static let greatestFile = 1 << 28

    /// All bytes of a file, or of standard input for descriptor 0.
    static func read(_ path: String) throws(FileError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .latest }
        defer { close(descriptor) }
        return try read(descriptor: descriptor)
    }

    static func read(descriptor: Int32) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = part.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count > 0 {
                bytes += part[..<count]
                if bytes.count > greatestFile { throw FileError(code: EFBIG) }
            } else if errno != EINTR {
                throw .latest
            }
        }
    }

    /// Puts a new file in the place of the old one in a single step; the bytes are on disk before it is visible. A link is followed,
    /// and the file's permissions are kept.
    static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
        let target = resolved(path)
        var status = stat()
        let mode = stat(target, &status) == 0 ? status.st_mode & 0o7777 : 0o666
        if access(target, F_OK) == 0, access(target, W_OK) != 0 { throw .latest }
        let temporary = target + ".\(getpid()).part"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .latest }
        do throws(FileError) {
            defer { close(descriptor) }
            try write(bytes, to: descriptor)
            if access(target, F_OK) == 0 { fchmod(descriptor, mode) }
            guard fsync(descriptor) == 0 else { throw FileError.latest }
        } catch {
            unlink(temporary)
            throw error
        }
        guard rename(temporary, target) == 0 else {
            let error = FileError.latest
            unlink(temporary)
            throw error
        }
        sync(folder: Path.folder(of: target))
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32) throws(FileError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done) }
            if count >= 0 {
                done += count
            } else if errno != EINTR {
                throw .latest
            }
        }
    }

    static func makeFolder(_ path: String) throws(FileError) {
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw .latest }
    }

    /// Makes a folder with all folders above it.
    static func makeFolders(_ path: String) throws(FileError) {
        if isFolder(path) { return }
        let above = Path.folder(of: path)
        if above != path, above != "." { try makeFolders(above) }
        try makeFolder(path)
    }

    /// Names of what is in a folder, in no order; none where it cannot be read.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
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

    static func remove(_ path: String) {
        unlink(path)
    }

    private static func sync(folder: String) {
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    /// The path with links followed; the path itself where there is no file.
    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, buffer, count)
}

extension FileError {
    var isMissing: Bool { code == ENOENT || code == ENOTDIR }
}
