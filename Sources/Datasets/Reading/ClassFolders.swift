import FoundationEssentials

/// The files of a folder with a subfolder for each class, the usual form of sets of recordings and of documents.
///
/// If there are the folders `train` and `test` (or `validation`, and other names for them), they contain the class folders. Otherwise files
/// named `validation_list.txt` and `testing_list.txt` may list the files of these parts, as in Speech Commands. Folders whose names begin
/// with `_` or a dot are ignored. The order of classes, folders and files does not depend on the file system.
struct ClassFolders {
    /// The kind of files to find.
    enum Kind: CaseIterable {
        case recordings, documents

        /// The extension of their names, without `.gz`.
        var ending: String {
            switch self {
            case .recordings: ".wav"
            case .documents: ".txt"
            }
        }

        func recognizes(_ name: String) -> Bool {
            let name = name.lowercased()
            return name.hasSuffix(ending) || name.hasSuffix(ending + ".gz")
        }
    }

    /// The files of a part, each with the name of its class, in the byte order of their paths.
    typealias Files = [(path: String, label: String)]

    private(set) var train: Files
    private(set) var validation: Files?
    private(set) var test: Files?
    private(set) var notes: [DataNote] = []
    /// The folder's name, used as the name of the data.
    let name: String
    private let folder: String

    private static let partNames = (
        train: ["train", "training"], validation: ["validation", "valid", "val", "dev"], test: ["test", "testing"]
    )

    /// - Parameters:
    ///   - test: another folder of classes, for testing.
    ///   - ignored: the names of folders that are not classes.
    /// - Throws: `DataError` if there are no such folders, they cannot be read or contain no files, or if lists name files that do not
    ///   exist.
    /// - Complexity: O(files log files).
    init(_ folder: String, test: String? = nil, ignored: Set<String> = [], kind: Kind) throws(DataError) {
        self.folder = folder
        name = folder.split(separator: "/").last.map(String.init) ?? folder
        let entries = try Self.entries(of: folder)
        func first(_ names: [String]) -> String? {
            names.lazy.compactMap { name in entries.folders.first { $0.lowercased() == name } }.first
        }
        var scan = Scan(kind: kind, ignored: ignored)
        let parts = (first(Self.partNames.train), first(Self.partNames.validation), first(Self.partNames.test))
        if let trainFolder = parts.0, parts.1 != nil || parts.2 != nil {
            train = try scan.files(in: Self.join(folder, trainFolder))
            if let part = parts.1 { validation = try scan.files(in: Self.join(folder, part)) }
            if let part = parts.2 { self.test = try scan.files(in: Self.join(folder, part)) }
        } else {
            train = try scan.files(in: folder)
            try takeLists(folder, entries.files, ignored: ignored)
        }
        if let test {
            guard self.test == nil else { throw DataError(.folder(.severalTests), file: folder) }
            self.test = try scan.files(in: test)
        }
        notes = scan.notes + notes
    }

    /// Moves the listed files out of the training files.
    private mutating func takeLists(_ folder: String, _ files: [String], ignored: Set<String>) throws(DataError) {
        let prefix = Self.join(folder, "").utf8.count
        var places = Dictionary(
            train.enumerated().map { (String(decoding: $1.path.utf8.dropFirst(prefix), as: UTF8.self), $0) },
            uniquingKeysWith: { first, _ in first })
        func take(_ list: String) throws(DataError) -> [Int]? {
            guard files.contains(list) else { return nil }
            var taken: [Int] = []
            for line in try TextLines(SourceFile(path: Self.join(folder, list))) where !line.isBlank {
                let path = String(decoding: line.bytes, as: UTF8.self)
                if let label = path.split(separator: "/").first, ignored.contains(String(label)) { continue }
                guard let place = places.removeValue(forKey: path) else { throw line.error(.folder(.listed(path))) }
                taken.append(place)
            }
            return taken.isEmpty ? nil : taken.sorted()
        }
        let validationPlaces = try take("validation_list.txt")
        let testPlaces = try take("testing_list.txt")
        guard validationPlaces != nil || testPlaces != nil else { return }
        let taken = Set((validationPlaces ?? []) + (testPlaces ?? []))
        guard taken.count < train.count else { throw DataError(.folder(.allListed), file: folder) }
        validation = validationPlaces.map { $0.map { train[$0] } }
        test = testPlaces.map { $0.map { train[$0] } }
        train = train.indices.filter { !taken.contains($0) }.map { train[$0] }
        notes.append(.listedParts(validation: validationPlaces?.count ?? 0, test: testPlaces?.count ?? 0))
    }

    /// Searches class folders, and collects what has to be reported.
    private struct Scan {
        let kind: Kind
        let ignored: Set<String>
        private var leftOut: Set<String> = []
        private var empty: Set<String> = []
        private var others = (count: 0, example: "")

        init(kind: Kind, ignored: Set<String>) {
            self.kind = kind
            self.ignored = ignored
        }

        mutating func files(in folder: String) throws(DataError) -> Files {
            var files: Files = []
            let (folders, loose) = try ClassFolders.entries(of: folder)
            for label in folders where !ignored.contains(label) {
                try Cancellation.check()
                if label.hasPrefix("_") {
                    leftOut.insert(label)
                    continue
                }
                let path = ClassFolders.join(folder, label)
                let names = try ClassFolders.entries(of: path).files
                let chosen = names.filter(kind.recognizes)
                if chosen.isEmpty { empty.insert(label) }
                if chosen.count < names.count, let example = names.first(where: { !kind.recognizes($0) }) {
                    if others.count == 0 { others.example = label + "/" + example }
                    others.count += names.count - chosen.count
                }
                files += chosen.map { (ClassFolders.join(path, $0), label) }
            }
            guard !files.isEmpty else {
                throw DataError(.folder(.noFiles(ending: kind.ending, beside: loose.count(where: kind.recognizes))), file: folder)
            }
            return files
        }

        var notes: [DataNote] {
            var notes: [DataNote] = []
            if !leftOut.isEmpty { notes.append(.foldersLeftOut(leftOut.sorted(), isEmpty: false)) }
            if !empty.isEmpty { notes.append(.foldersLeftOut(empty.sorted(), isEmpty: true)) }
            if others.count > 0 { notes.append(.filesLeftOut(others.count, example: others.example, ending: kind.ending)) }
            return notes
        }
    }

    // MARK: Reading folders

    private static func join(_ folder: String, _ name: String) -> String { folder.hasSuffix("/") ? folder + name : folder + "/" + name }

    /// The contents of a folder, except for hidden ones, in byte order.
    private static func entries(of folder: String) throws(DataError) -> (folders: [String], files: [String]) {
        guard !folder.isEmpty else { throw DataError(.file(.noName)) }
        let location = UserPath.expanded(folder)
        var isFolder = false
        guard FileManager.default.fileExists(atPath: location, isDirectory: &isFolder) else {
            throw DataError(.folder(.missing), file: folder)
        }
        guard isFolder else { throw DataError(.folder(.isFile), file: folder) }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: location) else {
            throw DataError(.folder(.unreadable), file: folder)
        }
        var (folders, files): ([String], [String]) = ([], [])
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) where !name.hasPrefix(".") {
            var isFolder = false
            guard FileManager.default.fileExists(atPath: join(location, name), isDirectory: &isFolder) else { continue }
            if isFolder { folders.append(name) } else { files.append(name) }
        }
        return (folders, files)
    }

    /// A file's path relative to a folder; its full path if it is elsewhere.
    private static func name(of path: String, from folder: String) -> String {
        let prefix = join(folder, "")
        return path.hasPrefix(prefix) ? String(decoding: path.utf8.dropFirst(prefix.utf8.count), as: UTF8.self) : path
    }

    /// The names of the sequences of a part.
    func names(_ files: Files) -> [String] { files.map { Self.name(of: $0.path, from: folder) } }

    /// The files of a kind in a folder: all those in class folders if there are any, else those directly in it; with their paths relative
    /// to it.
    ///
    /// - Throws: `DataError` if there are none.
    static func files(in folder: String, kind: Kind) throws(DataError) -> [(path: String, name: String)] {
        func named(_ files: [String]) -> [(path: String, name: String)] { files.map { ($0, name(of: $0, from: folder)) } }
        do throws(DataError) {
            let folders = try ClassFolders(folder, kind: kind)
            return named((folders.train + (folders.validation ?? []) + (folders.test ?? [])).map(\.path))
        } catch {
            guard case .folder(.noFiles) = error.problem else { throw error }
            let loose = try entries(of: folder).files.filter(kind.recognizes)
            guard !loose.isEmpty else { throw error }
            return named(loose.map { join(folder, $0) })
        }
    }

    /// The kinds of files in class folders.
    static func kinds(in folder: String) throws(DataError) -> [Kind] {
        var kinds: [Kind] = []
        for kind in Kind.allCases {
            do throws(DataError) {
                _ = try ClassFolders(folder, kind: kind)
                kinds.append(kind)
            } catch {
                guard case .folder(.noFiles) = error.problem else { throw error }
            }
        }
        return kinds
    }
}

extension ClassFolders {
    /// A dataset for each part, made by `make` from the part's files and the classes of its labels.
    ///
    /// - Throws: `DataError` if a part has a class that the training part lacks, and the errors of `make`.
    func pair(
        notes: [DataNote] = [], _ make: (Files, _ targets: SequenceDataset.Targets, _ name: String) throws(DataError) -> SequenceDataset
    ) throws(DataError) -> DataPair {
        let classes = ClassIndex(found: train.map(\.label))
        func dataset(_ files: Files?) throws(DataError) -> SequenceDataset? {
            guard let files else { return nil }
            var labels: [Int32] = []
            for file in files {
                guard let label = classes.exactly(file.label) else {
                    throw DataError(.value(.unknownClass(file.label, expected: classes.names)), file: file.path)
                }
                labels.append(label)
            }
            return try make(files, .sequenceClasses(labels: labels, names: classes.names), name)
        }
        return DataPair(
            name: name, train: try dataset(train), validation: try dataset(validation), test: try dataset(test), notes: self.notes + notes)
    }
}
