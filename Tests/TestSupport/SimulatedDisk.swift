public import Files
import Synchronization
public import SystemPackage

/// A disk in memory that can fail at any operation, or lose its power there. What was not synced may then be lost: a
/// file's bytes are durable after `WritableFile.sync`, names only after `sync(folder:)`.
public final class SimulatedDisk: Disk {
    /// A fault in the operations, which are counted from 1.
    public enum Fault: Sendable, Equatable {
        /// No fault.
        case none
        /// `count` operations from number `at` on are refused; a refused write leaves half of its bytes.
        case fails(at: Int, code: Errno, count: Int)
        /// From operation `at` on the disk is full: creating or lengthening a file is refused.
        case isFull(at: Int)
        /// Operation `at` is the last, completed or in part; all later ones are refused and change nothing.
        case dies(at: Int, isWhole: Bool)
    }

    private let state: Mutex<State>

    private struct State: Sendable {
        var contents = SimulatedContents()
        var count = 0
        var fault = Fault.none
        var isDead = false
        /// The paths of lock files that are held.
        var held: Set<FilePath> = []
        var readOnly: Set<FilePath> = []
    }

    /// The outcome of an operation.
    private enum Verdict {
        case whole, part(Errno)
    }

    /// An empty disk with these folders and all their parents, whose names are durable.
    public init(folders: [FilePath] = ["/home"]) {
        var state = State()
        for folder in folders { state.contents.makeDurableFolder(folder) }
        self.state = Mutex(state)
    }

    private init(_ contents: SimulatedContents) {
        var state = State()
        state.contents = contents
        self.state = Mutex(state)
    }

    // MARK: Control by tests

    /// The number of operations so far.
    public var operationCount: Int { state.withLock { $0.count } }

    /// Whether the last operation has been performed.
    public var isDead: Bool { state.withLock { $0.isDead } }

    /// Sets the fault from now on.
    public func set(_ fault: Fault) { state.withLock { $0.fault = fault } }

    /// Makes all changes of names in a folder fail.
    public func makeReadOnly(_ folder: FilePath) { state.withLock { _ = $0.readOnly.insert(folder) } }

    /// All paths, sorted, with the bytes of files.
    public var files: [FilePath: [UInt8]] { state.withLock { $0.contents.files } }

    /// Acts as another program: puts a durable file at a path, or removes what is there, including its contents.
    public func replaceFromOutside(_ path: FilePath, with bytes: [UInt8]?) {
        state.withLock { $0.contents.replaceDurably(path, with: bytes) }
    }

    /// The disk as it may be found after a power failure: all distinct states that a file system can show. The first
    /// has everything that was written, as when only the process has died; the second only what was synced.
    public func afterDeath() -> [SimulatedDisk] { state.withLock { $0.contents.afterDeath().map(SimulatedDisk.init) } }

    // MARK: Operations

    /// Counts an operation, and returns its outcome.
    private static func begin(_ state: inout State, _ path: FilePath, needsRoom: Bool) throws(DiskError) -> Verdict {
        if state.isDead { throw DiskError(.ioError, path) }
        state.count += 1
        switch state.fault {
        case .none: return .whole
        case .fails(let at, let code, let count):
            return state.count >= at && state.count - at < count ? .part(code) : .whole
        case .isFull(let at):
            return needsRoom && state.count >= at ? .part(.noSpace) : .whole
        case .dies(let at, let isWhole):
            guard state.count >= at else { return .whole }
            state.isDead = true
            return isWhole ? .whole : .part(.ioError)
        }
    }

    /// Performs an operation that succeeds or fails as a whole.
    private func operate<Result: Sendable>(
        _ path: FilePath, needsRoom: Bool = false, changes folder: FilePath? = nil, _ body: (inout State) throws(DiskError) -> Result
    ) throws(DiskError) -> Result {
        let result = state.withLock { state -> Swift.Result<Result, DiskError> in
            do throws(DiskError) {
                if case .part(let code) = try Self.begin(&state, path, needsRoom: needsRoom) { throw DiskError(code, path) }
                if let folder, state.readOnly.contains(folder) { throw DiskError(.permissionDenied, path) }
                return .success(try body(&state))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// The properties of what is at a path; its version changes whenever its bytes do.
    public func status(of path: FilePath) throws(DiskError) -> FileStatus? {
        try operate(path) { state throws(DiskError) in state.contents.status(of: path) }
    }

    /// The path itself, since there are no links.
    public func resolve(_ path: FilePath) -> FilePath { path }

    /// Reads all bytes of a file.
    public func read(_ path: FilePath, limit: Int) throws(DiskError) -> [UInt8] {
        try operate(path) { state throws(DiskError) in
            let bytes = try state.contents.bytes(of: path)
            guard bytes.count <= limit else { throw DiskError(.fileTooLarge, path) }
            return bytes
        }
    }

    /// Reads the first bytes of a file.
    public func readBeginning(of path: FilePath, count: Int) throws(DiskError) -> [UInt8] {
        try operate(path) { state throws(DiskError) in Array(try state.contents.bytes(of: path).prefix(count)) }
    }

    /// Creates a file.
    public func create(_ path: FilePath, permissions: FilePermissions, owner: FileStatus.Owner?) throws(DiskError) -> any WritableFile {
        let node = try operate(path, needsRoom: true, changes: path.removingLastComponent()) { state throws(DiskError) in
            try state.contents.create(path)
        }
        return SimulatedFile(disk: self, path: path, node: node)
    }

    /// Opens a file for appending.
    public func append(to path: FilePath, keeping count: Int) throws(DiskError) -> any WritableFile {
        let node = try operate(path) { state throws(DiskError) in
            let node = try state.contents.node(of: path)
            state.contents.cut(node, to: count)
            return node
        }
        return SimulatedFile(disk: self, path: path, node: node)
    }

    /// Renames a file.
    public func rename(_ path: FilePath, to other: FilePath) throws(DiskError) {
        try operate(other, changes: other.removingLastComponent()) { state throws(DiskError) in try state.contents.rename(path, to: other) }
    }

    /// Removes a file.
    public func remove(_ path: FilePath) throws(DiskError) {
        try operate(path, changes: path.removingLastComponent()) { state throws(DiskError) in state.contents.remove(path) }
    }

    /// Creates a folder.
    public func makeFolder(_ path: FilePath) throws(DiskError) {
        try operate(path, needsRoom: true, changes: path.removingLastComponent()) { state throws(DiskError) in
            try state.contents.makeFolder(path)
        }
    }

    /// Removes an empty folder.
    public func removeFolder(_ path: FilePath) throws(DiskError) {
        try operate(path, changes: path.removingLastComponent()) { state throws(DiskError) in try state.contents.removeFolder(path) }
    }

    /// The names in a folder.
    public func names(in folder: FilePath) throws(DiskError) -> [String] {
        try operate(folder) { state throws(DiskError) in state.contents.names(in: folder) }
    }

    /// Makes the names in a folder durable.
    public func sync(folder: FilePath) throws(DiskError) {
        try operate(folder) { state throws(DiskError) in state.contents.sync(folder: folder) }
    }

    /// Always true.
    public func isWritable(_ path: FilePath) -> Bool { true }

    /// Locks a file.
    public func lock(_ path: FilePath) throws(DiskError) -> (any DiskLock)? {
        let node = try operate(path, needsRoom: true, changes: path.removingLastComponent()) { state throws(DiskError) -> Int? in
            guard !state.held.contains(path) || state.contents.status(of: path) == nil else { return nil }
            let node = state.contents.status(of: path) == nil ? try state.contents.create(path) : try state.contents.node(of: path)
            state.held.insert(path)
            return node
        }
        return node.map { SimulatedFile(disk: self, path: path, node: $0) }
    }

    // MARK: Open files

    fileprivate func write(_ bytes: [UInt8], to node: Int, _ path: FilePath) throws(DiskError) {
        let result = state.withLock { state -> Result<Void, DiskError> in
            do throws(DiskError) {
                switch try Self.begin(&state, path, needsRoom: true) {
                case .whole: state.contents.write(bytes, to: node)
                case .part(let code):
                    state.contents.write(Array(bytes.prefix(bytes.count / 2)), to: node)
                    throw DiskError(code, path)
                }
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    fileprivate func cut(_ node: Int, to count: Int, _ path: FilePath) throws(DiskError) {
        try operate(path) { state throws(DiskError) in state.contents.cut(node, to: count) }
    }

    fileprivate func sync(_ node: Int, _ path: FilePath) throws(DiskError) {
        let result = state.withLock { state -> Result<Void, DiskError> in
            do throws(DiskError) {
                if case .part(let code) = try Self.begin(&state, path, needsRoom: false) {
                    // As in Linux, the system gives up what it could not write, and reports it only once.
                    state.contents.giveUpUnsynced(node)
                    throw DiskError(code, path)
                }
                state.contents.sync(node)
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    fileprivate func isStanding(_ node: Int, at path: FilePath) -> Bool { state.withLock { $0.contents.stands(node, at: path) } }

    fileprivate func letGo(of path: FilePath, _ node: Int) {
        state.withLock { state in
            guard !state.isDead, state.contents.stands(node, at: path) else { return }
            state.held.remove(path)
            state.contents.remove(path)
        }
    }
}

private struct SimulatedFile: WritableFile, DiskLock {
    let disk: SimulatedDisk
    let path: FilePath
    let node: Int

    func write(_ bytes: [UInt8]) throws(DiskError) { try disk.write(bytes, to: node, path) }

    func write(_ text: String) throws(DiskError) {
        try disk.cut(node, to: 0, path)
        try disk.write(Array(text.utf8), to: node, path)
    }

    func cut(to count: Int) throws(DiskError) { try disk.cut(node, to: count, path) }

    func sync() throws(DiskError) { try disk.sync(node, path) }

    var isStanding: Bool { disk.isStanding(node, at: path) }

    func release() { disk.letGo(of: path, node) }
}
