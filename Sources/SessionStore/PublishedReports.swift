public import Files
import Synchronization
public import SystemPackage

/// What the process that has a session open reports to read-only viewers: a file that is replaced repeatedly. The last
/// report remains when the session is closed if it is still useful then.
extension SessionStore {
    /// Replaces the published report. The new one may be lost in a power failure.
    ///
    /// - Parameters:
    ///   - report: the bytes of the report.
    ///   - isLasting: whether the report is still useful when the session is next opened.
    /// - Throws: `StoreError`; the previous report then remains.
    public func publish(_ report: [UInt8], isLasting: Bool) throws(StoreError) {
        try queue.sync { () -> Result<Void, StoreError> in
            // An empty session has nothing to report.
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

/// The successive reports on one session.
public final class PublishedReports: Sendable {
    private let file: FilePath
    private let path: FilePath
    private let disk: any Disk
    private let known = Mutex<[Int]?>(nil)

    /// The greatest size of a report, in bytes.
    private static let greatestReport = 1 << 30

    /// The reports on the session of this file.
    public init(of file: FilePath, on disk: any Disk = SystemDisk()) {
        path = SessionFolder(of: disk.resolve(file)).report
        (self.file, self.disk) = (file, disk)
    }

    /// Whether the process that publishes them is still running, as far as is known.
    public var isGoingOn: Bool { SessionStore.owner(of: file, on: disk) != nil }

    /// The latest report, unless it has been returned before; nil if there is none or it is damaged.
    public func next() -> [UInt8]? {
        guard let version = (try? disk.status(of: path))??.version, version != known.withLock({ $0 }),
            let bytes = try? disk.read(path, limit: Self.greatestReport)
        else { return nil }
        known.withLock { $0 = version }
        return Self.opened(bytes)
    }

    // MARK: Bytes

    private static let checksumBytes = 8

    /// A report preceded by its checksum.
    static func sealed(_ report: [UInt8]) -> [UInt8] {
        let checksum = Checksum.of(report)
        return (0..<checksumBytes).map { UInt8(truncatingIfNeeded: checksum >> (8 * UInt64($0))) } + report
    }

    /// The report inside sealed bytes; nil if any byte has changed.
    static func opened(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count >= checksumBytes else { return nil }
        let report = Array(bytes.dropFirst(checksumBytes))
        return sealed(report).prefix(checksumBytes) == bytes.prefix(checksumBytes) ? report : nil
    }
}
