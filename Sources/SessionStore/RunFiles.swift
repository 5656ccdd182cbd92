public import Files
import SystemPackage

/// The states of a session's training runs, each a file of its own that is found by what the run was made from.
extension SessionStore {
    /// Bytes that the runs of a session that have ended may take, where nothing else is said.
    private static let usualLimit = 2_000_000_000

    /// Bytes that the runs of this session that have ended may take together.
    public var runLimit: Int {
        let text = (try? disk.read(folder.runLimit, limit: 64)).map { String(decoding: $0, as: UTF8.self) }
        return text.flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil } ?? Self.usualLimit
    }

    /// Sets how many bytes they may take from now on.
    ///
    /// - Throws: `StoreError` where that cannot be kept.
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

    /// Whether a run has ended.
    public enum RunStage: String, Sendable, CaseIterable {
        /// It goes on from this state.
        case checkpoint
        /// It has ended.
        case finished
    }

    /// A run's state on disk.
    public struct RunFile: Sendable, Equatable {
        /// What the run was made from, as a short name of letters and digits.
        public var digest: String
        /// Whether the run has ended.
        public var stage: RunStage
        /// How large the file is.
        public var bytes: Int
        /// A number that is the greater the later the file was written.
        public var age: [Int]
    }

    /// Puts a run's state in the place of the one before.
    ///
    /// - Throws: `StoreError`; then the state before is kept.
    public func writeRun(_ bytes: [UInt8], _ digest: String, _ stage: RunStage) throws(StoreError) {
        try keepRuns { () throws(DiskError) in
            try disk.makeFolders(folder.runs)
            try disk.replace(path(digest, stage), with: bytes)
        }
    }

    /// Puts the state of a run that goes on in the place of the one before, without the session's lock: for one of several processes that compute a session's runs, where the one that
    /// holds the session is gone.
    ///
    /// - Parameter file: the session's file.
    /// - Throws: `DiskError`; then the state before is kept.
    public static func keepRun(
        _ bytes: [UInt8], _ digest: String, of file: FilePath, on disk: any Disk = SystemDisk()
    ) throws(DiskError) {
        let folder = SessionFolder(of: disk.resolve(file))
        try disk.makeFolders(folder.runs)
        try disk.replace(folder.run(digest, .checkpoint), with: bytes)
    }

    /// A run's state; nil where none is kept, or it cannot be read.
    public func readRun(_ digest: String, _ stage: RunStage) -> [UInt8]? {
        try? disk.read(path(digest, stage), limit: .max)
    }

    /// The beginning of a run's state; nil where none is kept, or it cannot be read.
    ///
    /// - Parameter count: how many bytes are wanted of a file that begins with these eight; nil for none.
    public func readBeginning(of run: RunFile, count: ([UInt8]) -> Int?) -> [UInt8]? {
        let path = path(run.digest, run.stage)
        guard let first = try? disk.readBeginning(of: path, count: 8), let count = count(first) else { return nil }
        return try? disk.readBeginning(of: path, count: min(count, run.bytes))
    }

    /// Removes what is kept of a run.
    public func removeRun(_ digest: String, _ stage: RunStage) {
        try? disk.remove(path(digest, stage))
    }

    /// Renames a state that cannot be taken up, so that it is not tried again.
    public func setAsideRun(_ digest: String, _ stage: RunStage) {
        try? disk.rename(path(digest, stage), to: folder.runs.appending("\(digest).damaged"))
    }

    /// What is kept of runs, the latest first.
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

    /// Removes the oldest of the runs that have ended, but for the latest, until all together are no larger than this.
    ///
    /// - Returns: how many were removed.
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

    /// Takes over what is kept of another session's runs, but for what was taken over before and has not changed since.
    ///
    /// - Returns: all that was there.
    /// - Throws: `StoreError` where one cannot be copied.
    @discardableResult
    public func copyRuns(from other: SessionStore, except known: [RunFile] = []) throws(StoreError) -> [RunFile] {
        let files = other.runFiles()
        for file in files where !known.contains(file) {
            guard let bytes = other.readRun(file.digest, file.stage) else { continue }
            try writeRun(bytes, file.digest, file.stage)
        }
        return files
    }

    /// Keeps the list of the runs that were seen, in place of the one before. After a loss of power it may be gone.
    ///
    /// - Parameter index: nil for none.
    /// - Throws: `StoreError`; then the one before stands.
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

    /// The list that was kept; nil where there is none, or it is damaged.
    public var runIndex: [UInt8]? { (try? disk.read(folder.runIndex, limit: Self.greatestIndex)).flatMap(PublishedReports.opened) }

    /// Bytes of the list at most.
    private static let greatestIndex = 1 << 28

    private func path(_ digest: String, _ stage: RunStage) -> FilePath { folder.run(digest, stage) }
}
