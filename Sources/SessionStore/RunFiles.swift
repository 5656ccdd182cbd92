public import Files
import SystemPackage

/// The states of a session's training runs, each in a file named after a digest of what the run was made from.
extension SessionStore {
    /// The default limit on the size of a session's finished runs, in bytes.
    private static let usualLimit = 2_000_000_000

    /// The greatest total size of this session's finished runs, in bytes.
    public var runLimit: Int {
        let text = (try? disk.read(folder.runLimit, limit: 64)).map { String(decoding: $0, as: UTF8.self) }
        return text.flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil } ?? Self.usualLimit
    }

    /// Sets the greatest total size of this session's finished runs, in bytes.
    ///
    /// - Throws: `StoreError` if the limit cannot be saved.
    public func setRunLimit(_ bytes: Int) throws(StoreError) {
        try keepRuns { () throws(DiskError) in
            try disk.makeFolders(folder.path)
            try disk.replace(folder.runLimit, with: Array(String(max(0, bytes)).utf8))
        }
        limitRuns(toBytes: runLimit)
    }

    /// Writes something about runs, with the session's lock.
    private func keepRuns(_ body: () throws(DiskError) -> Void) throws(StoreError) {
        guard !isClosed else { throw .unwritable(DiskError(.badFileDescriptor, file)) }
        if !hasBegun { try holdLock() }
        try StoreError.writing(file, body)
    }

    /// Whether a run has finished.
    public enum RunStage: String, Sendable, CaseIterable {
        /// A state from which the run can continue.
        case checkpoint
        /// The final state.
        case finished
    }

    /// The file of a run's state.
    public struct RunFile: Sendable, Equatable {
        /// A digest of what the run was made from, in letters and digits.
        public var digest: String
        /// Whether the run has finished.
        public var stage: RunStage
        /// The size of the file in bytes.
        public var bytes: Int
        /// Grows with the time of the file's last change, in lexicographic order.
        public var age: [Int]
    }

    /// Replaces a run's saved state.
    ///
    /// - Throws: `StoreError`; the previous state is then kept.
    public func writeRun(_ bytes: [UInt8], _ digest: String, _ stage: RunStage) throws(StoreError) {
        try keepRuns { () throws(DiskError) in
            try disk.makeFolders(folder.runs)
            try disk.replace(path(digest, stage), with: bytes)
        }
    }

    /// Replaces the checkpoint of an unfinished run without the session's lock: for one of several processes that
    /// compute a session's runs when the process that holds the session is gone.
    ///
    /// - Parameters:
    ///   - bytes: the checkpoint.
    ///   - digest: a digest of what the run was made from.
    ///   - file: the session's file.
    ///   - disk: the disk with the session's files.
    /// - Throws: `DiskError`; the previous state is then kept.
    public static func keepRun(
        _ bytes: [UInt8], _ digest: String, of file: FilePath, on disk: any Disk = SystemDisk()
    ) throws(DiskError) {
        let folder = SessionFolder(of: disk.resolve(file))
        try disk.makeFolders(folder.runs)
        try disk.replace(folder.run(digest, .checkpoint), with: bytes)
    }

    /// A run's state; nil if none is kept or it cannot be read.
    public func readRun(_ digest: String, _ stage: RunStage) -> [UInt8]? {
        try? disk.read(path(digest, stage), limit: .max)
    }

    /// The beginning of a run's state; nil if none is kept or it cannot be read.
    ///
    /// - Parameters:
    ///   - run: the file of the run's state.
    ///   - count: from the first eight bytes of the file, the number of bytes to read; nil to read none.
    public func readBeginning(of run: RunFile, count: ([UInt8]) -> Int?) -> [UInt8]? {
        let path = path(run.digest, run.stage)
        guard let first = try? disk.readBeginning(of: path, count: 8), let count = count(first) else { return nil }
        return try? disk.readBeginning(of: path, count: min(count, run.bytes))
    }

    /// Removes the saved state of a run.
    public func removeRun(_ digest: String, _ stage: RunStage) {
        try? disk.remove(path(digest, stage))
    }

    /// Renames a state that cannot be resumed, so that it is not tried again.
    public func setAsideRun(_ digest: String, _ stage: RunStage) {
        try? disk.rename(path(digest, stage), to: folder.runs.appending("\(digest).damaged"))
    }

    /// The saved states of all runs, the latest first.
    public func runFiles() -> [RunFile] {
        let names = (try? disk.names(in: folder.runs)) ?? []
        let files = names.compactMap { name -> RunFile? in
            let parts = name.split(separator: ".")
            guard parts.count == 2, let stage = RunStage(rawValue: String(parts[1])),
                let status = (try? disk.status(of: folder.runs.appending(name))) ?? nil
            else { return nil }
            return RunFile(digest: String(parts[0]), stage: stage, bytes: status.size, age: Array(status.version.dropFirst(2)))
        }
        return files.sorted { $1.age.lexicographicallyPrecedes($0.age) }
    }

    /// Removes the oldest finished runs, but never the latest, until the total size is at most `limit`.
    ///
    /// - Returns: the number of runs removed.
    @discardableResult
    public func limitRuns(toBytes limit: Int) -> Int {
        let files = runFiles().filter { $0.stage == .finished }
        var (sum, removed) = (0, 0)
        for (place, file) in files.enumerated() {
            sum += file.bytes
            guard place > 0, sum > limit else { continue }
            removeRun(file.digest, .finished)
            removed += 1
        }
        return removed
    }

    /// Copies the saved runs of another session, except those that were copied before and have not changed since.
    ///
    /// - Returns: all runs that were there.
    /// - Throws: `StoreError` if one cannot be copied.
    @discardableResult
    public func copyRuns(from other: SessionStore, except known: [RunFile] = []) throws(StoreError) -> [RunFile] {
        let files = other.runFiles()
        for file in files where !known.contains(file) {
            guard let bytes = other.readRun(file.digest, file.stage) else { continue }
            try writeRun(bytes, file.digest, file.stage)
        }
        return files
    }

    /// Replaces the list of the runs that were shown. It may be lost in a power failure.
    ///
    /// - Parameter index: nil to remove the list.
    /// - Throws: `StoreError`; the previous list then remains.
    public func keepRunIndex(_ index: [UInt8]?) throws(StoreError) {
        guard !isClosed else { return }
        guard let index else {
            try? disk.remove(folder.runIndex)
            return
        }
        try keepRuns { () throws(DiskError) in
            try disk.makeFolders(folder.path)
            try disk.replace(folder.runIndex, with: PublishedReports.sealed(index), isLasting: false)
        }
    }

    /// The saved list; nil if there is none or it is damaged.
    public var runIndex: [UInt8]? { (try? disk.read(folder.runIndex, limit: Self.greatestIndex)).flatMap(PublishedReports.opened) }

    /// The greatest size of the list, in bytes.
    private static let greatestIndex = 1 << 28

    private func path(_ digest: String, _ stage: RunStage) -> FilePath { folder.run(digest, stage) }
}
