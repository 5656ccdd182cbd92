import Files
import SystemPackage

/// The contents of a simulated disk: what programs see, what is durable, and all states in between that a power failure
/// may leave.
struct SimulatedContents: Sendable {
    /// A file or folder, independent of its name.
    private struct Node: Sendable {
        var isFolder = false
        var bytes: [UInt8] = []
        /// What is certain to survive a power failure.
        var durable: [UInt8] = []
        /// The system has given up the bytes from here on: a later sync does not write them.
        var givenUp: Int?
    }

    /// A change of names that is not durable yet.
    private enum NameChange: Sendable {
        case set(Path, node: Int)
        case rename(Path, to: Path)
        case remove(Path)

        /// The folder whose sync makes it durable.
        var folder: Path {
            switch self {
            case .set(let path, _), .rename(let path, _), .remove(let path): path.folder
            }
        }
    }

    /// A path whose components are found without parsing it each time.
    private struct Path: Sendable, Hashable {
        let text: String

        init(_ path: FilePath) { text = path.string }
        private init(text: String) { self.text = text }

        var isRoot: Bool { text == "/" }

        /// The parent folder; that of the root is the root.
        var folder: Path {
            guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")), slash > text.startIndex else { return Path(text: "/") }
            return Path(text: String(text[..<slash]))
        }

        var name: String { text.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(text[text.index(after: $0)...]) } ?? text }

        /// Whether it is this folder or inside it.
        func isInside(_ folder: Path) -> Bool {
            folder.isRoot || self == folder || text.utf8.starts(with: Array((folder.text + "/").utf8))
        }
    }

    private var nodes: [Node] = []
    private var names: [Path: Int] = [:]
    private var durableNames: [Path: Int] = [:]
    private var pending: [NameChange] = []

    // MARK: What programs see

    var files: [FilePath: [UInt8]] {
        Dictionary(uniqueKeysWithValues: names.filter { !nodes[$0.value].isFolder }.map { (FilePath($0.key.text), nodes[$0.value].bytes) })
    }

    func status(of path: FilePath) -> FileStatus? {
        guard let node = names[Path(path)] else { return nil }
        let (isFolder, bytes) = (nodes[node].isFolder, nodes[node].bytes)
        return FileStatus(
            kind: isFolder ? .folder : .file, size: bytes.count, permissions: FilePermissions(rawValue: 0o644),
            owner: .init(user: 0, group: 0),
            version: [node, bytes.count, Int(truncatingIfNeeded: Checksum.of(bytes))])
    }

    func node(of path: FilePath) throws(DiskError) -> Int {
        guard let node = names[Path(path)] else { throw DiskError(.noSuchFileOrDirectory, path) }
        guard !nodes[node].isFolder else { throw DiskError(.isDirectory, path) }
        return node
    }

    func bytes(of path: FilePath) throws(DiskError) -> [UInt8] { nodes[try node(of: path)].bytes }

    func stands(_ node: Int, at path: FilePath) -> Bool { names[Path(path)] == node }

    func names(in folder: FilePath) -> [String] {
        let folder = Path(folder)
        return names.keys.filter { $0 != folder && $0.folder == folder }.map(\.name)
    }

    // MARK: Changes

    private func checkFolder(above path: FilePath) throws(DiskError) {
        guard let node = names[Path(path).folder], nodes[node].isFolder else { throw DiskError(.noSuchFileOrDirectory, path) }
    }

    private mutating func make(_ change: NameChange) {
        Self.apply(change, to: &names)
        pending.append(change)
    }

    private static func apply(_ change: NameChange, to names: inout [Path: Int]) {
        switch change {
        case .set(let path, let node): names[path] = node
        case .rename(let path, let other): if let node = names.removeValue(forKey: path) { names[other] = node }
        case .remove(let path): names[path] = nil
        }
    }

    mutating func create(_ path: FilePath, isFolder: Bool = false) throws(DiskError) -> Int {
        try checkFolder(above: path)
        guard names[Path(path)] == nil else { throw DiskError(.fileExists, path) }
        nodes.append(Node(isFolder: isFolder))
        make(.set(Path(path), node: nodes.count - 1))
        return nodes.count - 1
    }

    mutating func makeFolder(_ path: FilePath) throws(DiskError) {
        guard names[Path(path)] == nil else { return }
        _ = try create(path, isFolder: true)
    }

    mutating func rename(_ path: FilePath, to other: FilePath) throws(DiskError) {
        try checkFolder(above: other)
        guard names[Path(path)] != nil else { throw DiskError(.noSuchFileOrDirectory, path) }
        make(.rename(Path(path), to: Path(other)))
    }

    mutating func remove(_ path: FilePath) {
        if names[Path(path)] != nil { make(.remove(Path(path))) }
    }

    mutating func removeFolder(_ path: FilePath) throws(DiskError) {
        guard names[Path(path)] != nil else { throw DiskError(.noSuchFileOrDirectory, path) }
        guard names(in: path).isEmpty else { throw DiskError(.directoryNotEmpty, path) }
        make(.remove(Path(path)))
    }

    mutating func write(_ bytes: [UInt8], to node: Int) { nodes[node].bytes += bytes }

    mutating func cut(_ node: Int, to count: Int) {
        let bytes = nodes[node].bytes
        nodes[node].bytes = Array(bytes.prefix(count)) + [UInt8](repeating: 0, count: max(0, count - bytes.count))
        if let start = nodes[node].givenUp, start >= count { nodes[node].givenUp = nil }
    }

    // MARK: Durability

    mutating func sync(_ node: Int) {
        var bytes = nodes[node].bytes
        if let start = nodes[node].givenUp, start < bytes.count {
            bytes.replaceSubrange(start..., with: repeatElement(0, count: bytes.count - start))
        }
        nodes[node].durable = bytes
    }

    mutating func giveUpUnsynced(_ node: Int) {
        let start = Self.commonCount(nodes[node].durable, nodes[node].bytes)
        if start < nodes[node].bytes.count { nodes[node].givenUp = min(start, nodes[node].givenUp ?? start) }
    }

    mutating func sync(folder: FilePath) {
        let folder = Path(folder)
        for change in pending where change.folder == folder { Self.apply(change, to: &durableNames) }
        pending.removeAll { $0.folder == folder }
    }

    mutating func makeDurableFolder(_ path: FilePath) { makeDurableFolder(Path(path)) }

    private mutating func makeDurableFolder(_ path: Path) {
        if names[path] != nil { return }
        if !path.isRoot { makeDurableFolder(path.folder) }
        nodes.append(Node(isFolder: true))
        (names[path], durableNames[path]) = (nodes.count - 1, nodes.count - 1)
    }

    /// Puts a file at a path, or removes what is there, including its contents.
    mutating func replaceDurably(_ path: FilePath, with bytes: [UInt8]?) {
        let path = Path(path)
        guard let bytes else {
            for name in names.keys where name.isInside(path) { (names[name], durableNames[name]) = (nil, nil) }
            pending.removeAll { $0.folder.isInside(path) }
            return
        }
        nodes.append(Node(bytes: bytes, durable: bytes))
        (names[path], durableNames[path]) = (nodes.count - 1, nodes.count - 1)
    }

    // MARK: After a power failure

    /// What may be found of the bytes of a file that were not synced.
    private enum Unsynced: CaseIterable {
        /// The bytes as last synced; as written; with half of what was added; with the new length, but zeros.
        case lost, written, half, zeros
    }

    /// All states that may be found: first with everything written, then only with what was synced, then with the name
    /// changes made up to each moment, each with all possible contents of files.
    func afterDeath() -> [SimulatedContents] {
        var found: [SimulatedContents] = []
        var seen: Set<[String]> = []
        func add(_ names: [Path: Int], _ unsynced: Unsynced) {
            let contents = fixed(names, unsynced)
            let description = contents.names.filter { !contents.nodes[$0.value].isFolder }.map { path, node in
                let bytes = contents.nodes[node].bytes
                return "\(path.text) \(Checksum.of(bytes)) \(bytes.count)"
            }.sorted()
            if seen.insert(description).inserted { found.append(contents) }
        }
        add(names, .written)
        add(durableNames, .lost)
        var names = durableNames
        for change in pending {
            for unsynced in Unsynced.allCases { add(names, unsynced) }
            Self.apply(change, to: &names)
        }
        for unsynced in Unsynced.allCases { add(names, unsynced) }
        return found
    }

    private func fixed(_ names: [Path: Int], _ unsynced: Unsynced) -> SimulatedContents {
        var contents = self
        contents.pending = []
        for node in nodes.indices {
            let (durable, bytes) = (nodes[node].durable, nodes[node].bytes)
            let common = Self.commonCount(durable, bytes)
            switch unsynced {
            case .lost: contents.nodes[node].bytes = durable
            case .written: break
            case .half: contents.nodes[node].bytes = Array(bytes.prefix(common + (bytes.count - common) / 2))
            case .zeros: contents.nodes[node].bytes = Array(bytes.prefix(common)) + [UInt8](repeating: 0, count: bytes.count - common)
            }
            (contents.nodes[node].durable, contents.nodes[node].givenUp) = (contents.nodes[node].bytes, nil)
        }
        // What is in a folder whose own name was lost cannot be found.
        let isReachable = { (path: Path) in
            var above = path.folder
            while !above.isRoot {
                if names[above] == nil { return false }
                above = above.folder
            }
            return true
        }
        contents.names = names.filter { isReachable($0.key) }
        contents.durableNames = contents.names
        return contents
    }

    private static func commonCount(_ a: [UInt8], _ b: [UInt8]) -> Int { zip(a, b).prefix { $0 == $1 }.count }
}
