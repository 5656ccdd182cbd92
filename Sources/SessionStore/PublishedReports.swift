public import Files
import Synchronization
public import SystemPackage

/// What the process that has a session open tells those that only look at it: a file that is replaced again and again. The last one stays when
/// the session is closed, if it is worth that.
extension SessionStore {
    /// Puts a report in the place of the one before. After a loss of power it may be gone.
    ///
    /// - Parameter isLasting: whether it is worth having when the session is opened next.
    /// - Throws: `StoreError`; then the one before stands.
    public func publish(_ report: [UInt8], isLasting: Bool) throws(StoreError) {
        try queue.sync { () -> Result<Void, StoreError> in
            // Of a session that has nothing yet, there is nothing to tell.
            guard !isClosed, hasBegun || isLasting else { return .success(()) }
            do throws(StoreError) {
                if !hasBegun { try holdLock() }
                try StoreError.writing(file) { () throws(DiskError) in
                    try disk.makeFolders(folder.path)
                    try disk.replace(folder.report, with: PublishedReports.sealed(report), isLasting: false)
                }
                state.withLock { $0.keepsReport = isLasting }
                return .success(())
            } catch {
                return .failure(error)
            }
        }.get()
    }
}

/// The reports on one session, as they come.
public final class PublishedReports: Sendable {
    private let file: FilePath
    private let path: FilePath
    private let disk: any Disk
    private let known = Mutex<[Int]?>(nil)

    /// Bytes of a report at most.
    private static let greatestReport = 1 << 30

    /// Those on the session of this file.
    public init(of file: FilePath, on disk: any Disk = SystemDisk()) {
        path = SessionFolder(of: disk.resolve(file)).report
        (self.file, self.disk) = (file, disk)
    }

    /// Whether the process that makes them is there, as far as is known.
    public var isGoingOn: Bool { SessionStore.owner(of: file, on: disk) != nil }

    /// The latest report, unless it was given before; nil where there is none, or it is damaged.
    public func next() -> [UInt8]? {
        guard let version = (try? disk.status(of: path))??.version, version != known.withLock({ $0 }),
            let bytes = try? disk.read(path, limit: Self.greatestReport)
        else { return nil }
        known.withLock { $0 = version }
        return Self.opened(bytes)
    }

    // MARK: Bytes

    private static let checksumBytes = 8

    /// A report behind its checksum.
    static func sealed(_ report: [UInt8]) -> [UInt8] {
        let checksum = Checksum.of(report)
        return (0..<checksumBytes).map { UInt8(truncatingIfNeeded: checksum >> (8 * UInt64($0))) } + report
    }

    /// The report that was sealed; nil where any byte is another one.
    static func opened(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count >= checksumBytes else { return nil }
        let report = Array(bytes.dropFirst(checksumBytes))
        return sealed(report).prefix(checksumBytes) == bytes.prefix(checksumBytes) ? report : nil
    }
}
