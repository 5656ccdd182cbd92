import Files
public import SystemPackage

/// The states of a session's training runs that have ended, to be read alone: whoever works on the session meanwhile is not disturbed.
public struct FinishedRuns: Sendable {
    private let folder: SessionFolder
    private let disk = SystemDisk()

    /// Those of the session in a file.
    public init(of file: FilePath) {
        folder = SessionFolder(of: disk.resolve(file))
    }

    fileprivate init(in folder: SessionFolder) { self.folder = folder }

    /// A run's state by what it was made from; nil where none is kept, or it cannot be read.
    public func read(_ digest: String) -> [UInt8]? {
        try? disk.read(folder.run(digest, .finished), limit: .max)
    }

    /// The state from which a run is to go on; nil where none is kept, or it cannot be read.
    public func readUnfinished(_ digest: String) -> [UInt8]? {
        try? disk.read(folder.run(digest, .checkpoint), limit: .max)
    }
}

extension SessionStore {
    /// Those of this session.
    public var finishedRuns: FinishedRuns { FinishedRuns(in: folder) }
}
