import CellLanguage
import Datasets
import Recurrent

/// What a call of `train` asks for.
struct TrainingCall {
    let network: Network
    /// What to train and to test on, as the run that is gone on with knows it.
    private(set) var data: DataPair
    /// The part to train on.
    private(set) var train: SequenceDataset
    var plan: TrainingPlan
    /// Changes that are made while it trains.
    let changes: [RecordedChange]
    /// The run that is gone on with; nil where a network is trained from the beginning.
    let previous: TrainedRun?
    let start: TrainingStart?

    init(_ arguments: Arguments) throws(CellError) {
        previous = arguments["network"].object()
        start = previous?.start
        network = if let previous { previous.model.network } else { try arguments.value("network") }
        guard let data = try Self.data(arguments, previous) else { throw CellError(Self.missingData(arguments)) }
        guard let train = data.train else { throw CellError(.partOfPairMissing(.train, name: data.name)) }
        (self.data, self.train) = (data, train)
        plan = try TrainingFunctions.plan(arguments, for: train, start: start)
        changes = try arguments.list("changes")
    }

    /// The same on other data of the kind.
    func on(_ data: DataPair) throws(CellError) -> TrainingCall {
        guard let train = data.train else { throw CellError(.partOfPairMissing(.train, name: data.name)) }
        var call = self
        (call.data, call.train) = (data, train)
        return call
    }

    /// Trains in sight of the user, or takes up what an earlier training of the same came to.
    ///
    /// - Parameters:
    ///   - name: what the run is called.
    ///   - onEpoch: called at the end of each epoch, also of those that an earlier training has gone through. It may end the run by `RunningCell.endTraining`.
    /// - Throws: `CellError` where network, data and plan do not belong together.
    func train(_ name: String, in cell: RunningCell, onEpoch: @escaping @Sendable (EpochResult) -> Void) throws(CellError) -> TrainedRun {
        let keeper = KeptTraining(
            RunIdentity(network: network, train: train, test: data.checked, plan: plan, changes: changes, start: start), cell.runs)
        func prepare(_ checkpoint: Checkpoint?) throws(NetworkError) -> TrainingRun {
            try TrainingRun(
                network: network, train: train, test: data.checked, plan: plan, changes: changes, start: start,
                checkpoints: keeper.schedule, resuming: checkpoint, onEpoch: onEpoch)
        }
        let run: TrainingRun
        var past: [EpochResult] = []
        if let checkpoint = keeper.found, let resumed = try? prepare(checkpoint) {
            run = resumed
            past = checkpoint.history.filter { $0.epoch > start?.epoch ?? 0 }
        } else {
            do throws(NetworkError) {
                run = try prepare(nil)
            } catch {
                throw CellError(error)
            }
        }
        cell.train(
            run, name: name, watchedData: data.checked ?? train, checkedOn: data.checkedPart,
            after: { for epoch in past { onEpoch(epoch) } })
        return TrainedRun(
            name: name, model: run.model, data: data, snapshot: run.snapshot, changes: run.changes, given: changes, end: run.end)
    }

    private static func data(_ arguments: Arguments, _ previous: TrainedRun?) throws(CellError) -> DataPair? {
        guard arguments.has("data") else { return previous?.data }
        var pair = try arguments.pair("data")
        if let previous {
            pair.train = if let train = pair.train { try previous.known(train) } else { nil }
            pair.validation = if let validation = pair.validation { try previous.known(validation) } else { nil }
            pair.test = if let test = pair.test { try previous.known(test) } else { nil }
        }
        return pair
    }

    /// That nothing is said of what to train on.
    static func missingData(_ arguments: Arguments) -> Problem {
        .missingArguments(["data"], signature: arguments.function.written)
    }
}
