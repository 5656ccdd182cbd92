#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that one program at a time holds, for as long as the value lives. The system lets go of it when the program ends, however it ends.
final class FileLock: Sendable {
    private let path: String
    private let descriptor: Int32

    /// - Returns: nil where another program holds the file, or it cannot be made.
    init?(_ path: String) {
        // Whoever lets go removes the file, so what was opened may no longer be what stands there.
        for _ in 0..<100 {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else { return nil }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                close(descriptor)
                return nil
            }
            var opened = stat()
            var standing = stat()
            if fstat(descriptor, &opened) == 0, stat(path, &standing) == 0, opened.st_ino == standing.st_ino {
                self.path = path
                self.descriptor = descriptor
                return
            }
            close(descriptor)
        }
        return nil
    }

    deinit {
        unlink(path)
        close(descriptor)
    }
}
