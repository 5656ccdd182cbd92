import Datasets
import Recurrent
import Synchronization

/// Looks, while cells are evaluated without training, for the data that a run was trained on: it is known by its fingerprints.
final class DataSearch: Sendable {
    private struct State {
        var found: SequenceDataset?
        var hasSeenOther = false
    }

    private let wanted: [RunIdentity.Part.Role: UInt64]
    private let state = Mutex(State())

    /// - Parameter parts: what the run was made of.
    init(_ parts: [RunIdentity.Part]) {
        wanted = Dictionary(parts.map { ($0.role, $0.fingerprint) }) { first, _ in first }
    }

    /// What the run was checked on; nil before it was come upon.
    var found: SequenceDataset? { state.withLock { $0.found } }

    /// Whether a training would have been on other data.
    var hasSeenOther: Bool { state.withLock { $0.hasSeenOther } }

    /// Looks at what would be trained on.
    ///
    /// - Returns: whether this is it.
    func finds(_ train: SequenceDataset, checked: SequenceDataset?) -> Bool {
        let isIt = wanted[.train] == train.fingerprint && wanted[.test] == checked?.fingerprint
        state.withLock { state in
            if isIt { state.found = checked ?? train } else { state.hasSeenOther = true }
        }
        return isIt
    }
}
