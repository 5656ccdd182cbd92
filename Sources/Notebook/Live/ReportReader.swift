import SessionStore
import Synchronization

/// What another process publishes of a session, as it changes: also when that process goes.
final class ReportReader: Sendable {
    private let reports: PublishedReports
    private let known = Mutex<(report: SessionReport, isGoingOn: Bool)?>(nil)

    init(_ reports: PublishedReports) {
        self.reports = reports
    }

    /// The session as it is to be shown now; nil where nothing has changed since this was called last.
    func next() -> SessionReport? {
        let isGoingOn = reports.isGoingOn
        let news = reports.next().flatMap(SessionReport.init)
        return known.withLock { known in
            guard let report = news ?? known?.report, news != nil || known?.isGoingOn != isGoingOn else { return nil }
            known = (report, isGoingOn)
            return isGoingOn ? report : report.abandoned
        }
    }
}

extension SessionManager {
    /// Follows what another process publishes of the session that it works on, for as long as somebody holds this one.
    func follow(_ reports: PublishedReports) {
        let reader = ReportReader(reports)
        if let report = reader.next() { core.withLock { $0.follow(report) } }
        Repetition.every(milliseconds: Self.millisecondsBetweenReports, label: "unroll.watch") { [weak self] in
            guard let self else { return false }
            if let report = reader.next() { core.withLock { $0.follow(report) } }
            return core.withLock { $0.isFollowing }
        }
    }

    /// Lists the runs of an earlier process, and shows the one that the panel showed last, until there is another: nothing is computed for that.
    func restoreRuns(from reports: PublishedReports) {
        workers.async { [weak self] in
            let report = reports.next().flatMap(SessionReport.init)
            guard let store = self?.core.withLock({ $0.keeping.store }) else { return }
            let files = store.runFiles()
            let kept = store.runIndex.flatMap(RunIndex.init)?.runs ?? []
            let runs = kept.compactMap { run in
                run.live(in: store, files, cell: CellID(0)).map { (source: run.source, digest: run.digest, live: $0) }
            }
            self?.core.withLock { $0.restoreRuns(from: report?.abandoned, runs) }
        }
    }

    /// Half of what lies between two reports at least.
    private static let millisecondsBetweenReports = 250
}
