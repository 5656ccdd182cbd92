import Recurrent
import SessionStore

/// The states of one training run in the session's store: a checkpoint while it goes on, and all that it gave once it has ended. They are found by what the
/// run is made of, so that a cell that asks for the same run again gets it without computing.
struct KeptTraining: Sendable {
    /// What an earlier run of the same identity came to; nil where nothing is kept, or what is kept is damaged.
    let found: Checkpoint?

    /// Least seconds between two checkpoints.
    private static let secondsBetweenCheckpoints = 10.0

    init(_ identity: RunIdentity, _ runs: RunKeeper) {
        guard let ranks = runs.ranks else {
            found = Self.find(identity, runs)
            return
        }
        // What the first rank keeps is that of all. One that does not answer is noticed by whoever trains next.
        let own = ranks.isFirst ? Self.find(identity, runs) : nil
        let bytes = (try? ranks.share(own.flatMap { try? $0.encoded() } ?? [])) ?? []
        found = ranks.isFirst ? own : try? Checkpoint(bytes: bytes)
    }

    private static func find(_ identity: RunIdentity, _ runs: RunKeeper) -> Checkpoint? {
        if let finished = runs.finished {
            return finished.read(identity.digest).flatMap { try? Checkpoint(bytes: $0) }
        }
        guard let store = runs.store else { return nil }
        return read(identity, .finished, in: store) ?? read(identity, .checkpoint, in: store)
    }

    /// Reads a state. One that is damaged is set aside, so that it is not tried again.
    private static func read(_ identity: RunIdentity, _ stage: SessionStore.RunStage, in store: SessionStore) -> Checkpoint? {
        let digest = identity.digest
        guard let bytes = store.readRun(digest, stage) else { return nil }
        do throws(SafetensorsError) {
            return try Checkpoint(bytes: bytes)
        } catch {
            store.setAsideRun(digest, stage)
            return nil
        }
    }

    /// Keeps a run's states, of several ranks at the first, or at the next where that has died; nil where nothing is kept.
    static func schedule(of identity: RunIdentity, in runs: RunKeeper) -> CheckpointSchedule? {
        guard runs.store != nil else {
            guard runs.mayInherit else { return nil }
            return CheckpointSchedule(seconds: .infinity) { checkpoint in
                if !checkpoint.isEnd { try runs.inherit(checkpoint.encoded, of: identity.digest) }
            }
        }
        return CheckpointSchedule(seconds: secondsBetweenCheckpoints) { checkpoint in
            // The session may have been saved under another name since the run began.
            guard let store = runs.store else { return }
            guard checkpoint.isEnd else { return try store.writeRun(checkpoint.encoded(), identity.digest, .checkpoint) }
            // Its cell will say all changes that were made, and is the cell that asks for it again.
            try store.writeRun(checkpoint.encoded(), checkpoint.replayIdentity.digest, .finished)
            store.removeRun(identity.digest, .checkpoint)
            store.limitRuns(toBytes: store.runLimit)
        }
    }
}
