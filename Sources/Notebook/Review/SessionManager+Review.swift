import Datasets
import Recurrent
import SessionStore
import Synchronization
import SystemPackage
import TextFormatting

/// Looking again at what runs say: at the one that trains, at any that has ended, and at those that an earlier process has left.
extension SessionManager {
    /// Has what a run says of its examples looked at again, for fronts that show it; `LiveRun` tells what was found. Nothing is done where nothing has
    /// changed since. Weights of a run that is not held any more are read from the disk, and the cells that make its data are evaluated aside, in the background.
    ///
    /// - Parameter number: which of the session's runs; nil for the one that trains, or did last.
    package func lookAgain(at subject: ReviewSubject = .all, of number: Int? = nil) {
        let (active, ended) = core.withLock { core -> (ActiveRun?, RunHistory.Ended?) in
            if let active = core.active, number == nil || number == active.number { return (active, nil) }
            if let followed = core.followed?.run { return (nil, followed.ended) }
            return (nil, (number ?? core.restoredRun?.number).flatMap { core.lookAt($0) })
        }
        if let active {
            guard active.watchedData.count > 0 else { return }
            return active.reviewer.look(at: subject, active.run, active.watchedData, example: active.watchedExample, on: workers)
        }
        guard let ended else { return }
        ended.reviewer.look(at: subject, ended.live, on: workers) { [weak self] needsData, failed, tell in
            guard let self else { return .failure(RunReviewer.Obstacle(sentence: "", key: [])) }
            return Result { () throws(RunReviewer.Obstacle) in try material(of: ended, needsData: needsData, unless: failed, tell) }
        }
    }

    /// Weights and data of a run that has ended. Not for the thread that draws.
    ///
    /// - Parameters:
    ///   - failed: the key of what stood in the way the last time: what leads to the same is not tried.
    ///   - tell: told what is done.
    /// - Throws: what stands in the way.
    func material(
        of ended: RunHistory.Ended, needsData: Bool, unless failed: [String]?, _ tell: (String) -> Void
    ) throws(RunReviewer.Obstacle) -> RunReviewer.Material {
        if let model = ended.origin.model, let data = ended.origin.data { return .init(model: model, data: data) }
        let (store, number, followed) = core.withLock { core in
            (
                core.keeping.store, core.session.index(of: ended.live.cell).map { core.session.number(of: $0) } ?? 0,
                core.isFollowing ? core.keeping.location : nil
            )
        }
        let name = ended.live.name
        // What another process keeps is read beside it.
        let elsewhere = followed.map { FinishedRuns(of: FilePath($0)) }
        let digest = ended.origin.digest
        guard let checkpoint = store?.checkpoint(digest) ?? elsewhere?.checkpoint(digest) else {
            let remedy = followed == nil ? "run cell \(number) to train it again" : "the notebook that has the session can train it again"
            throw .init(sentence: "The weights of \(name) are no longer stored: \(remedy).", key: [])
        }
        guard needsData else {
            guard let example = ended.live.watchedExample else { throw .init(sentence: "No example of \(name) is stored.", key: []) }
            return .init(model: checkpoint.completed, data: example.dataset)
        }
        let data =
            if let data = ended.origin.data {
                data
            } else {
                try self.data(
                    of: checkpoint.identity, ended.live, number, store?.finishedRuns ?? elsewhere, unless: failed, ended.reviewer, tell)
            }
        return .init(model: checkpoint.completed, data: data)
    }

    /// What a run was checked on, from cells that have run, or from evaluating those that make it.
    private func data(
        of identity: RunIdentity, _ live: LiveRun, _ number: Int, _ finished: FinishedRuns?, unless failed: [String]?,
        _ reviewer: RunReviewer, _ tell: (String) -> Void
    ) throws(RunReviewer.Obstacle) -> SequenceDataset {
        let fingerprints = identity.data.map(\.fingerprint)
        if let known = recoveredData.withLock({ $0.first { $0.fingerprints == fingerprints } }) { return known.data }
        guard let finished, let recovery = core.withLock({ $0.session.dataRecovery(of: live.cell) }) else {
            throw .init(sentence: "The data of \(live.name) is not available: run cell \(number) to read it again.", key: [])
        }
        let key = recovery.key
        if key == failed, let sentence = reviewer.obstacle?.sentence { throw .init(sentence: sentence, key: key) }
        let search = DataSearch(identity.data)
        var problem: DataRecovery.Problem?
        do throws(DataRecovery.Problem) {
            try recovery.look(for: search, in: finished, overrides: overrides) {
                tell("The data of cell \($0.number) is being read again.")
            }
        } catch {
            problem = error
        }
        if let found = search.found {
            recoveredData.withLock { known in
                known = [RecoveredData(fingerprints: fingerprints, data: found)] + known.prefix(RecoveredData.most - 1)
            }
            return found
        }
        if search.hasSeenOther {
            throw .init(
                sentence: "The data has changed since \(live.name) was trained: run cell \(number) to train on the new data.", key: key
            )
        }
        if let problem, !problem.isLast {
            let reason = problem.reason.split(separator: "\n").first.map { " (\($0))" } ?? ""
            throw .init(sentence: "Cell \(problem.number) does not give the data of \(live.name)\(reason): run it to see why.", key: key)
        }
        throw .init(sentence: "Cell \(number) no longer names the data of \(live.name): run it to train again.", key: key)
    }
}

/// Data that was come by again for runs of an earlier process.
struct RecoveredData: Sendable {
    /// Of what was trained and checked on.
    var fingerprints: [UInt64]
    /// What was checked on.
    var data: SequenceDataset

    /// How many are held at most.
    static let most = 2
}

extension SessionStore {
    /// What is kept of a run; nil where nothing is, or it is damaged.
    fileprivate func checkpoint(_ digest: String) -> Checkpoint? {
        for stage in [RunStage.finished, .checkpoint] {
            if let bytes = readRun(digest, stage), let checkpoint = try? Checkpoint(bytes: bytes) { return checkpoint }
        }
        return nil
    }
}

extension FinishedRuns {
    /// What is kept of a run, also of one that is to go on; nil where nothing is, or it is damaged.
    fileprivate func checkpoint(_ digest: String) -> Checkpoint? {
        [read(digest), readUnfinished(digest)].lazy.compactMap { $0.flatMap { try? Checkpoint(bytes: $0) } }.first
    }
}
