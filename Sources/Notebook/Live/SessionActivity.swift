import SessionStore
import SystemPackage
import TextFormatting

/// A session that some process has open, and what it does with it.
public struct SessionActivity: Sendable {
    /// The session's file.
    public var file: String
    /// The process that has it open, such as `process 12 on tower`; nil where none has.
    public var owner: String?
    /// What it does, in words.
    public var activity: String

    /// Of a session's file.
    public init(file: String) { self.init(FilePath(file), SessionStore.owner(of: FilePath(file))) }

    private init(_ file: FilePath, _ owner: LockOwner?) {
        self.file = file.string
        self.owner = owner?.words
        let report = owner == nil ? nil : PublishedReports(of: file).next().flatMap(SessionReport.init)
        activity = report?.activity ?? (owner == nil ? "is not open" : "is open")
    }

    /// The process that has a session open, by number and machine; nil where none has, or it is not known.
    public static func holder(of file: String) -> (process: Int32, host: String)? {
        SessionStore.owner(of: FilePath(file)).map { ($0.process, $0.host) }
    }

    /// All that are open, of this user's sessions.
    public static var all: [SessionActivity] {
        openSessions?.all().map { SessionActivity($0.file, $0.owner) } ?? []
    }

    /// Notes that this user has opened a session, so that `all` finds it. Where that cannot be noted, it is not found.
    public static func note(_ file: String) {
        try? openSessions?.note(FilePath(file))
    }

    private static var openSessions: OpenSessions? {
        UserFolders.state.map { OpenSessions(in: FilePath($0).appending("open")) }
    }
}

extension SessionReport {
    fileprivate var activity: String {
        if let run, !run.snapshot.phase.isEnd {
            let live = run.live(of: CellID(0))
            let left = live.secondsLeft.map { ", \(Figures.duration($0)) left" } ?? ""
            let waiting = cells.count { $0.status == .queued }
            return "training \(run.name), epoch \(live.epochOfAll)\(left)"
                + (waiting > 0 ? ", \(Figures.count(waiting, "cell")) waiting" : "")
        }
        let pending = cells.count(where: \.status.isPending)
        return pending > 0 ? "runs \(Figures.count(pending, "cell"))" : "is open"
    }
}
