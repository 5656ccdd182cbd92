/// The whole state of a run between two steps, from which it goes on with the same bits as if it had never been interrupted. Of a run that has
/// ended: all that it gave.
public struct Checkpoint: Sendable {
    /// Weights that the run gives: of its end, or of a few steps before while it goes on.
    public internal(set) var completed: Model
    /// What the run is made of, and what was given with it.
    public internal(set) var identity: RunIdentity
    var progress: RunProgress
    /// Weights at this step.
    var weights: [Tensor]
    /// Weights of the best epoch, where they are kept.
    var best: [Tensor]
    /// Running averages of the weights, where they are kept.
    var averages: [Tensor] = []
    var optimizerState: [Tensor]
    var recurrentState: [Tensor]

    /// Epochs completed.
    public var epoch: Int { progress.epoch }
    /// Steps done, over all epochs.
    public var step: Int { progress.step }
    /// Whether the run had ended.
    public var isEnd: Bool { progress.end != nil }
    /// How the run ended; suspended where it can go on.
    public var phase: TrainingSnapshot.Phase { progress.end?.phase ?? .suspended }
    /// Live changes of the run so far, including given ones.
    public var changes: [RecordedChange] { progress.changes }
    /// What epochs ended with so far, as in a snapshot.
    public var history: [EpochResult] { progress.history.results }

    /// About how many bytes of memory its weights take, with what the optimizer remembers of them.
    public var approximateBytes: Int {
        [weights, completed.parameters, best, averages, optimizerState, recurrentState].joined().reduce(0) {
            $0 + $1.values.count * MemoryLayout<Float>.stride
        }
    }

    /// The identity of a run that does the same with nobody there: all changes so far are given with it.
    public var replayIdentity: RunIdentity {
        var identity = identity
        identity.changes = changes
        return identity
    }

    /// What the run looked like, without its data.
    public var snapshot: TrainingSnapshot {
        var snapshot = progress.snapshot
        snapshot.phase = phase
        snapshot.epochs = identity.plan.epochs
        return snapshot
    }

    /// A checkpoint is one of the run that it was made by, and of any that would have come to the same state: what has been changed so far is
    /// what is given with it until this step.
    ///
    /// - Throws: `NetworkError` where it is one of another run.
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
