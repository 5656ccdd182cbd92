/// A session's file, and its text as it was when last read or written: what another program wrote since is not overwritten.
struct DocumentFile: Sendable {
    let path: String
    private(set) var known: String

    /// A file that was read as, or is to be made from, `document`.
    init(path: String, document: Document) {
        self.path = path
        known = document.text
    }

    /// - Throws: `changedOnDisk` where the file is no longer as it was known (unless `overwriting`), or `unwritable`.
    mutating func write(_ text: String, overwriting: Bool) throws(DocumentError) {
        guard !FileSystem.isFolder(path) else { throw .isFolder(path: path) }
        guard FileSystem.isReplaceable(path) else { throw .unwritable(path: path, reason: "it is no regular file") }
        if !overwriting, let bytes = try? FileSystem.read(path), !bytes.elementsEqual(known.utf8) {
            if bytes.elementsEqual(text.utf8) {
                known = text
                return
            }
            throw .changedOnDisk(path: path)
        }
        do {
            try FileSystem.replace(path, with: Array(text.utf8))
        } catch {
            throw .unwritable(path: path, reason: error.description)
        }
        known = text
    }
}

extension Document {
    /// Reads a session's file.
    public static func read(from path: String) throws(DocumentError) -> Document {
        guard !FileSystem.isFolder(path) else { throw .isFolder(path: path) }
        let bytes: [UInt8]
        do {
            bytes = try FileSystem.read(path)
        } catch {
            throw error.isMissing ? .missing(path: path) : .unreadable(path: path, reason: error.description)
        }
        return try Document(bytes, path: path)
    }

    /// Reads a session from standard input.
    public static func readStandardInput() throws(DocumentError) -> Document {
        let bytes: [UInt8]
        do {
            bytes = try FileSystem.read(descriptor: 0)
        } catch {
            throw .unreadable(path: "standard input", reason: error.description)
        }
        return try Document(bytes, path: "standard input")
    }

    private init(_ bytes: [UInt8], path: String) throws(DocumentError) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .notUTF8(path: path, byte: Self.firstInvalidByte(bytes))
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
