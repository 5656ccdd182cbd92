import FoundationEssentials
import SessionStore
import Synchronization

/// Publishes what a session does beside its file, where other processes see it: at most twice a second, only where something has changed, and for no more than
/// a hundredth of the time.
final class ReportPublisher: Sendable {
    private static let milliseconds = 500
    private static let greatestShare = 0.01

    private let state = Mutex(State())

    private struct State: Sendable {
        var published: Moment?
        var nextTime = ContinuousClock.now
        var indexed: RunIndex.Moment?
    }

    /// What tells one report from the next.
    struct Moment: Sendable, Equatable {
        var revision: Int
        var step: Int?
        var epoch: Int?
        var isOver: Bool?
        var predictionStep: Int?
        var example: Int?
    }

    /// Publishes a session for as long as somebody holds it.
    static func start(_ manager: SessionManager) {
        let publisher = ReportPublisher()
        Repetition.every(milliseconds: milliseconds, label: "unroll.report") { [weak manager] in
            guard let manager else { return false }
            if publisher.state.withLock({ ContinuousClock.now >= $0.nextTime }) { publisher.publish(manager) }
            return true
        }
    }

    /// Publishes the session as it is, unless it is as it was.
    func publish(_ manager: SessionManager) {
        let start = ContinuousClock.now
        keepIndex(manager)
        guard let (store, moment, makeReport) = manager.report(unless: state.withLock({ $0.published })),
            let report = Optional(makeReport()), let bytes = report.bytes
        else { return }
        // Nobody depends on a report: one that cannot be written is left out.
        try? store.publish(bytes, isLasting: report.run != nil)
        let end = ContinuousClock.now
        state.withLock { ($0.published, $0.nextTime) = (moment, end + (end - start) / Self.greatestShare) }
    }

    /// Keeps the list of the runs that have ended, where it is another one.
    private func keepIndex(_ manager: SessionManager) {
        let (store, runs) = manager.core.withLock { core in (core.isRestoring ? nil : core.keeping.store, core.endedRuns()) }
        guard let store else { return }
        let moment = RunIndex.Moment(store: ObjectIdentifier(store), runs: runs.map(\.ended.live.number), sources: runs.map(\.source))
        let known = state.withLock { $0.indexed }
        // Who has none does not forget those of others.
        guard known != moment, known != nil || !runs.isEmpty else { return }
        try? store.keepRunIndex(runs.isEmpty ? nil : RunIndex(runs).bytes)
        state.withLock { $0.indexed = moment }
    }
}

extension SessionManager {
    /// Where to publish, and what; nil where nothing is kept, or nothing has changed since `moment`.
    fileprivate func report(
        unless moment: ReportPublisher.Moment?
    ) -> (store: SessionStore, moment: ReportPublisher.Moment, report: () -> SessionReport)? {
        let (store, session, active, restored, running) = core.withLock { core in
            core.takeOutputs()
            return (
                core.isRestoring ? nil : core.keeping.store, core.session, core.active, core.restoredRun.flatMap { core.lookAt($0.number) },
                core.runningCell
            )
        }
        guard let store else { return nil }
        let live = active?.live ?? restored?.live
        let snapshot = live?.snapshot
        let now = ReportPublisher.Moment(
            revision: session.revision, step: snapshot?.step, epoch: snapshot?.epoch, isOver: live?.isOver,
            predictionStep: snapshot?.stepwisePrediction?.trainingStep, example: live?.watchedExample?.index)
        guard now != moment else { return nil }
        return (
            store, now,
            {
                let digest = active.map { RunOrigin($0).digest } ?? restored?.origin.digest
                return SessionReport(session, run: live, digest: digest, runningCell: running, time: Date.now.timeIntervalSince1970)
            }
        )
    }
}
