import Datasets
import Recurrent

/// Where weights and data of a run that has ended are found again.
struct RunOrigin: Sendable {
    private enum Key: Sendable {
        case digest(String)
        case identity(RunIdentity)
    }

    private let key: Key
    /// The weights, while they are held.
    var model: Model?
    /// What the run was checked on, where that is at hand.
    let data: SequenceDataset?

    /// Of a run that has ended here.
    init(_ active: ActiveRun) {
        var identity = active.run.identity
        // One that is to go on is found by what it was given.
        if active.run.snapshot.phase.isEnd, active.run.snapshot.phase != .suspended { identity.changes = active.run.changes }
        key = .identity(identity)
        (model, data) = (active.run.model, active.watchedData)
    }

    /// Of a run that an earlier process has left.
    init(digest: String) {
        (key, model, data) = (.digest(digest), nil, nil)
    }

    /// What its kept state is called.
    ///
    /// - Complexity: O(sequences) for a run that has ended here.
    var digest: String {
        switch key {
        case .digest(let digest): digest
        case .identity(let identity): identity.digest
        }
    }

    /// Bytes of the weights that are held.
    var bytes: Int { model.map { $0.parameters.reduce(0) { $0 + $1.values.count * MemoryLayout<Float>.stride } } ?? 0 }
}
