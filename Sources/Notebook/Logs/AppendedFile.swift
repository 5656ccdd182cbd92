import Files
import SystemPackage

/// A file that grows while something goes on. What cannot be written is kept and tried again with what comes next, so that the file has no gaps.
struct AppendedFile {
    let path: FilePath
    /// Bytes of the file that are whole.
    private var written: Int?
    private var pending: [UInt8] = []

    /// - Parameter written: bytes of the file to add to; nil where there is none yet.
    init(_ path: FilePath, written: Int? = nil) {
        (self.path, self.written) = (path, written)
    }

    mutating func add(_ bytes: [UInt8]) { pending += bytes }

    /// Writes what has been added.
    mutating func flush(_ disk: some Disk) throws(DiskError) {
        guard !pending.isEmpty else { return }
        let file: any WritableFile
        if let written {
            file = try disk.append(to: path, keeping: written)
        } else {
            file = try disk.create(path, permissions: FilePermissions(rawValue: 0o666), owner: nil)
            written = 0
        }
        try file.write(pending)
        written = (written ?? 0) + pending.count
        pending = []
    }
}
