import FoundationEssentials

/// The bytes of a file, unpacked if it is gzipped, with its name for errors.
struct SourceFile {
    /// As the user named it.
    let name: String
    /// Memory-mapped if the system supports it.
    let data: Data

    init(name: String, data: Data) {
        self.name = name
        self.data = data
    }

    /// Reads the file at `path`; a leading `~` is the home folder.
    ///
    /// - Parameter accepted: a format that the caller can read, although it is one of `ForeignFormat`.
    /// - Throws: `DataError` if there is no such file, it is a folder, it may not be read, it has another program's format, or its gzip
    ///   stream is corrupt.
    init(path: String, accepting accepted: ForeignFormat? = nil) throws(DataError) {
        guard !path.isEmpty else { throw DataError(.file(.noName)) }
        let location = UserPath.expanded(path)
        var isFolder = false
        guard FileManager.default.fileExists(atPath: location, isDirectory: &isFolder) else {
            throw DataError(.file(.missing), file: path)
        }
        guard !isFolder else { throw DataError(.file(.isFolder), file: path) }
        let packed: Data
        do {
            packed = try Data(contentsOf: URL(filePath: location), options: .mappedIfSafe)
        } catch {
            throw DataError(.file(.unreadable), file: path)
        }
        name = path
        data = Gzip.isGzip(packed) ? try Gzip.unpack(packed, file: path) : packed
        if let foreign = ForeignFormat(of: data), foreign != accepted { throw DataError(.file(.isForeign(foreign)), file: path) }
    }

    /// The file's name without its folder and extensions, for the name of a data set.
    var baseName: String {
        let last = name.split(separator: "/").last.map(String.init) ?? name
        let base = last.prefix { $0 != "." }
        return base.isEmpty ? last : String(base)
    }

    /// Whether there is a file, not a folder, at `path`.
    static func exists(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: UserPath.expanded(path), isDirectory: &isFolder) && !isFolder
    }

    static func isFolder(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: UserPath.expanded(path), isDirectory: &isFolder) && isFolder
    }

    func error(_ problem: DataError.Problem) -> DataError { DataError(problem, file: name) }
}
