import Recurrent
import Synchronization

/// The checkpoints of a run as bytes, as a folder would hold them.
final class KeptCheckpoints: Sendable {
    private let all = Mutex<[[UInt8]]>([])

    /// Checkpoints as often as possible, unless specified otherwise.
    func schedule(
        seconds: Double = 0, share: Double = .infinity, onWrite: @escaping @Sendable (Checkpoint) throws -> Void = { _ in }
    ) -> CheckpointSchedule {
        CheckpointSchedule(seconds: seconds, share: share) { checkpoint in
            let bytes = try checkpoint.encoded()
            self.all.withLock { $0.append(bytes) }
            try onWrite(checkpoint)
        }
    }

    var count: Int { all.withLock { $0.count } }

    /// The bytes of the latest checkpoint; empty if there is none yet.
    var latest: [UInt8] { all.withLock { $0.last ?? [] } }

    /// The latest checkpoint, decoded.
    func checkpoint() throws -> Checkpoint { try Checkpoint(bytes: latest) }
}
