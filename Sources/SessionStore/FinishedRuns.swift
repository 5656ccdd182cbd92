import Files
public import SystemPackage

/// The states of a session's finished training runs, read-only: reading them does not disturb a process that works on
/// the session.
public struct FinishedRuns: Sendable {
    private let folder: SessionFolder
    private let disk = SystemDisk()

    /// The finished runs of the session in a file.
    public init(of file: FilePath) {
        folder = SessionFolder(of: disk.resolve(file))
    }

    fileprivate init(in folder: SessionFolder) { self.folder = folder }

    /// A run's state by the digest of what the run was made from; nil if none is kept or it cannot be read.
    public func read(_ digest: String) -> [UInt8]? {
        try? disk.read(folder.run(digest, .finished), limit: .max)
    }

    /// The state from which a run is to go on; nil where none is kept, or it cannot be read.
    public func readUnfinished(_ digest: String) -> [UInt8]? {
        try? disk.read(folder.run(digest, .checkpoint), limit: .max)
    }
}

extension SessionStore {
    /// The finished runs of this session.
    public var finishedRuns: FinishedRuns { FinishedRuns(in: folder) }
}
