import Files
import SessionStore
import SystemPackage

extension Document {
    /// Reads a session's file.
    ///
    /// - Throws: `DocumentError` where there is none, or it is no UTF-8 text.
    public static func read(from path: String) throws(DocumentError) -> Document {
        let disk = SystemDisk()
        do throws(DiskError) {
            guard let status = try disk.status(of: FilePath(path)) else { throw DiskError(.noSuchFileOrDirectory, FilePath(path)) }
            guard status.kind == .file else { throw status.kind == .folder ? DiskError(.isDirectory, "") : DiskError(.notSupported, "") }
        } catch {
            switch error.code {
            case .isDirectory: throw .isFolder(path: path)
            case .notSupported: throw .isNoFile(path: path)
            default: throw error.isMissing ? .missing(path: path) : .unreadable(path: path, reason: error.reason)
            }
        }
        return try Document(bytes(of: path, disk), path: path)
    }

    /// Reads a session from standard input.
    ///
    /// - Throws: `DocumentError` where it is no UTF-8 text.
    public static func readStandardInput() throws(DocumentError) -> Document {
        try Document(bytes(of: "/dev/stdin", SystemDisk()), path: "standard input")
    }

    /// Bytes of a session at most: devices may have no end.
    private static let greatestFile = 1 << 28

    private static func bytes(of path: String, _ disk: SystemDisk) throws(DocumentError) -> [UInt8] {
        do throws(DiskError) {
            return try disk.read(FilePath(path), limit: greatestFile)
        } catch {
            throw error.isMissing ? .missing(path: path) : .unreadable(path: path, reason: error.reason)
        }
    }

    /// Reads a session's bytes.
    ///
    /// - Throws: `DocumentError.notUTF8`, `isUTF16` or `isBinary`.
    init(_ bytes: [UInt8], path: String) throws(DocumentError) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { throw .isUTF16(path: path) }
            // No text in an encoding with a byte a character has zeros.
            throw bytes.contains(0) ? .isBinary(path: path) : .notUTF8(path: path, byte: Self.firstInvalidByte(bytes))
        }
        self.init(text)
    }

    /// Counted from 1.
    private static func firstInvalidByte(_ bytes: [UInt8]) -> Int {
        var decoder = UTF8()
        var iterator = CountingIterator(bytes: bytes)
        while true {
            let start = iterator.position
            switch decoder.decode(&iterator) {
            case .scalarValue: continue
            case .emptyInput, .error: return start + 1
            }
        }
    }
}

private struct CountingIterator: IteratorProtocol {
    let bytes: [UInt8]
    var position = 0

    mutating func next() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }
}
