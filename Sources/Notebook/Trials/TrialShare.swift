import Recurrent
import Synchronization

/// Ranks that train one trial while others train others.
final class TrialShare: Sendable {
    let ranks: RankGroup
    private let state: Mutex<Checkpoint?>

    /// - Parameter kept: what an earlier try of the trial came to.
    init(_ ranks: RankGroup, from kept: Checkpoint?) {
        self.ranks = ranks
        state = Mutex(kept)
    }

    /// What the trial has come to, at the first of the ranks.
    var latest: Checkpoint? { state.withLock { $0 } }

    /// Takes what the trial comes to, and keeps it where states are kept; nil but at the first of the ranks.
    func schedule(keeping own: CheckpointSchedule?) -> CheckpointSchedule? {
        guard ranks.isFirst else { return nil }
        return CheckpointSchedule(seconds: own?.seconds ?? .infinity) { checkpoint in
            self.state.withLock { $0 = checkpoint }
            try own?.write(checkpoint)
        }
    }
}
