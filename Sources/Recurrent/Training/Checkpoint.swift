/// The complete state of a run between two steps: a run resumed from it gives the same bits as one that was never interrupted. For a run
/// that has ended, it holds all results.
public struct Checkpoint: Sendable {
    /// The weights that the run returns: those of its end, or of a few steps before while it continues.
    public internal(set) var completed: Model
    /// The definition of the run, including given changes.
    public internal(set) var identity: RunIdentity
    var progress: RunProgress
    /// The weights at this step.
    var weights: [Tensor]
    /// The weights of the best epoch, if they are kept.
    var best: [Tensor]
    /// Running averages of the weights, if they are kept.
    var averages: [Tensor] = []
    var optimizerState: [Tensor]
    var recurrentState: [Tensor]

    /// The number of completed epochs.
    public var epoch: Int { progress.epoch }
    /// The number of completed steps, over all epochs.
    public var step: Int { progress.step }
    /// Whether the run had ended.
    public var isEnd: Bool { progress.end != nil }
    /// How the run ended; `suspended` if it can be resumed.
    public var phase: TrainingSnapshot.Phase { progress.end?.phase ?? .suspended }
    /// The live changes of the run so far, including given ones.
    public var changes: [RecordedChange] { progress.changes }
    /// The results of the epochs so far, as in a snapshot.
    public var history: [EpochResult] { progress.history.results }

    /// The approximate memory of its weights and optimizer state, in bytes.
    public var approximateBytes: Int {
        [weights, completed.parameters, best, averages, optimizerState, recurrentState].joined().reduce(0) {
            $0 + $1.values.count * MemoryLayout<Float>.stride
        }
    }

    /// The identity of a run that repeats this one without intervention: all changes so far are given in advance.
    public var replayIdentity: RunIdentity {
        var identity = identity
        identity.changes = changes
        return identity
    }

    /// A snapshot of the run without its data.
    public var snapshot: TrainingSnapshot {
        var snapshot = progress.snapshot
        snapshot.phase = phase
        snapshot.epochs = identity.plan.epochs
        return snapshot
    }

    /// A checkpoint belongs to the run that made it, and to every run that reaches the same state: one whose given changes up to this step
    /// are those made so far.
    ///
    /// - Throws: `NetworkError` if it belongs to another run.
    func check(belongsTo job: TrainingJob) throws(NetworkError) {
        var unchanged = identity
        unchanged.changes = job.identity.changes
        guard completed.network == job.network, completed.inputWidth == job.train.features, unchanged.isSameRun(as: job.identity),
            identity.changes == job.changes || leads(to: job.changes)
        else { throw NetworkError(.otherCheckpoint) }
        guard !isEnd, !recurrentState.isEmpty else { return }
        let sequences = job.greatestBatch.sequences
        if let state = recurrentState.first(where: { $0.shape.first != sequences }) {
            throw NetworkError(.weights(.state(state.name)))
        }
    }

    private func leads(to given: [RecordedChange]) -> Bool {
        given.starts(with: changes) && given.dropFirst(changes.count).allSatisfy { $0.step >= step }
    }
}
