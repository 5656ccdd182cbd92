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
    /// The folder that the run is logged in; nil for none.
    var log: String?

    init(_ arguments: Arguments) throws(CellError) {
        previous = arguments["network"].object()
        let extended = try Self.extended(arguments)
        guard let data = try Self.data(arguments, previous, extended?.kind) else { throw CellError(Self.missingData(arguments)) }
        guard let train = data.train else { throw CellError(.partOfPairMissing(.train, name: data.name)) }
        (self.data, self.train) = (data, train)
        plan = try TrainingFunctions.plan(arguments, for: train, start: previous?.start)
        if let extended, let previous {
            let (start, seed) = (previous.start, plan.seed)
            network = extended.network.ready(for: plan.loss)
            do throws(NetworkError) {
                self.start = try start.extended(to: extended.network, for: extended.kind, seed: seed)
            } catch {
                throw CellError(error)
            }
        } else {
            let network: Network = if let previous { previous.model.network } else { try arguments.value("network") }
            self.network = network.ready(for: plan.loss)
            start = previous?.start
        }
        changes = try arguments.list("changes")
        log = try arguments.optionalText("log")
    }

    /// The same on other data of the kind.
    func on(_ data: DataPair) throws(CellError) -> TrainingCall {
        guard let train = data.train else { throw CellError(.partOfPairMissing(.train, name: data.name)) }
        var call = self
        (call.data, call.train) = (data, train)
        return call
    }

    /// Trains in sight of the user.
    ///
    /// - Parameters:
    ///   - name: what the run is called.
    ///   - kept: what an earlier training of the same came to, from which it goes on; nil for the beginning.
    ///   - threads: the number of threads, which changes no bit.
    ///   - share: which of the ranks compute, where these are not all.
    ///   - onBegin: called when `RunningCell.endTraining` reaches the run, before its first step.
    ///   - onEpoch: called at the end of each epoch, also of those that an earlier training has gone through. It may end the run by `RunningCell.endTraining`.
    ///   - onProblem: called with what is to be said of a log that cannot be written, at most once.
    /// - Throws: `CellError` where network, data and plan do not belong together.
    func train(
        _ name: String, in cell: RunningCell, from kept: Checkpoint?, threads: Int = Processor.threads, among share: TrialShare? = nil,
        onBegin: () -> Void = {},
        onEpoch: @escaping @Sendable (EpochResult) -> Void, onProblem: (String) -> Void
    ) throws(CellError) -> TrainedRun {
        if let search = cell.runs.search, search.finds(train, checked: data.checked) {
            throw CellError(.told("The data of \(name) has been found."))
        }
        guard cell.runs.finished == nil || kept?.isEnd == true else {
            throw CellError(.told("\(name) has not finished training here: run the session first."))
        }
        let run: TrainingRun
        var past: [EpochResult] = []
        let log = (share?.ranks ?? cell.runs.ranks)?.isFirst ?? true ? self.log.map { folder in runLog(in: folder) } : nil
        if let kept, let resumed = try? prepare(in: cell, resuming: kept, log, threads: threads, among: share, onEpoch) {
            run = resumed
            past = kept.history.filter { $0.epoch > start?.epoch ?? 0 }
        } else {
            do throws(NetworkError) {
                run = try prepare(in: cell, log, threads: threads, among: share, onEpoch)
            } catch {
                throw CellError(error)
            }
        }
        let early = log?.begin(after: past)
        if let early { onProblem(early) }
        cell.train(
            run, name: name, watchedData: data.checked ?? train, checkedOn: data.watchedPart,
            after: {
                onBegin()
                for epoch in past { onEpoch(epoch) }
            })
        if let late = log?.finish(isWhole: run.snapshot.phase == .finished), early == nil { onProblem(late) }
        return TrainedRun(
            name: name, model: run.model, data: data, snapshot: run.snapshot, changes: run.changes, given: changes, end: run.end)
    }

    /// What the training takes of memory; nil where the network cannot be built.
    var memoryDemand: MemoryDemand? {
        try? TrainingDemand.memory(
            of: network, train, batch: plan.batchSize, window: plan.bpttSteps, plan.optimizer, plan.precision,
            copies: (plan.averageDecay == nil ? 0 : 1) + ((plan.accumulatedBatches ?? 1) > 1 ? 1 : 0))
    }

    /// What an earlier training of the same came to that was not stopped; nil where none is kept.
    func kept(in cell: RunningCell) -> Checkpoint? { KeptTraining(identity(changes), cell.runs).found }

    /// What an earlier training of the same came to that was stopped at the end of one of these epochs; nil where none is kept.
    func keptEnd(after epochs: [Int], in cell: RunningCell) -> Checkpoint? {
        guard cell.runs.areKept,
            let steps = (try? prepare(in: cell, nil) { _ in })?.snapshot.stepsPerEpoch
        else { return nil }
        for epoch in epochs {
            let stop = RecordedChange(step: steps * epoch, change: .stop)
            if let found = KeptTraining(identity(changes + [stop]), cell.runs).found, found.isEnd { return found }
        }
        return nil
    }

    /// Keeps the run's states; nil where nothing is kept.
    func schedule(in cell: RunningCell) -> CheckpointSchedule? { KeptTraining.schedule(of: identity(changes), in: cell.runs) }

    private func identity(_ changes: [RecordedChange]) -> RunIdentity {
        RunIdentity(network: network, train: train, test: data.checked, plan: plan, changes: changes, start: start)
    }

    private func prepare(
        in cell: RunningCell, resuming checkpoint: Checkpoint? = nil, _ log: RunLog?, threads: Int = Processor.threads,
        among share: TrialShare? = nil, _ onEpoch: @escaping @Sendable (EpochResult) -> Void
    ) throws(NetworkError) -> TrainingRun {
        // One that was stopped is that of a run which is told to stop there.
        let given = checkpoint.map { $0.isEnd && $0.changes.count > changes.count ? $0.changes : changes } ?? changes
        var noting: (@Sendable (EpochEnd) -> Void)?
        if let log { noting = { end in log.note(end) } }
        return try TrainingRun(
            network: network, train: train, test: data.checked, plan: plan, changes: given, start: start,
            checkpoints: share.map { $0.schedule(keeping: schedule(in: cell)) } ?? schedule(in: cell), resuming: checkpoint,
            threads: threads, ranks: share?.ranks ?? cell.runs.ranks, onEpoch: onEpoch, onEpochEnd: noting)
    }

    private func runLog(in folder: String) -> RunLog {
        RunLog(
            folder, Model(network: network, inputWidth: train.features, parameters: [], precision: plan.precision, loss: plan.loss), train,
            part: data.checked == nil ? nil : data.checkedPart.rawValue, startEpoch: start?.epoch ?? 0)
    }

    /// What a run becomes that is to know the classes and symbols of new data too; nil where that is not asked for.
    ///
    /// - Throws: `CellError` where there is no run, or its network cannot have more outputs.
    static func extended(_ arguments: Arguments) throws(CellError) -> (network: Network, kind: SequenceDataset)? {
        guard arguments.isGiven("extend"), try arguments.boolean("extend") else { return nil }
        guard let run = arguments["network"].object(TrainedRun.self) else {
            throw CellError(
                .told("extend: is for a run that continues, as in train(run, data, extend: true): a new network knows all of its data."))
        }
        guard let own = run.knownData, let new = arguments["data"].trainingPart else { return nil }
        let kind = own.extended(with: new)
        do throws(NetworkError) {
            return (try run.model.network.extended(by: kind.classNames.count - own.classNames.count), kind)
        } catch {
            throw CellError(error)
        }
    }

    /// - Parameter kind: data with all names that a run is to know; nil for those that it knows.
    private static func data(
        _ arguments: Arguments, _ previous: TrainedRun?, _ kind: SequenceDataset?
    ) throws(CellError) -> DataPair? {
        guard arguments.has("data") else {
            // A run that was loaded alone knows the names of its data, but has none.
            return previous.flatMap { ($0.knownData?.count ?? 0) > 0 ? $0.data : nil }
        }
        var pair = try arguments.pair("data")
        if let previous {
            func known(_ data: SequenceDataset?) throws(CellError) -> SequenceDataset? {
                guard let data, let kind else { return try data.map { data throws(CellError) in try previous.known(data) } }
                return try CellError.rethrowing { () throws(DataError) in try data.matched(to: kind) }
            }
            (pair.train, pair.validation, pair.test) = (try known(pair.train), try known(pair.validation), try known(pair.test))
        }
        return pair
    }

    /// That nothing is said of what to train on.
    static func missingData(_ arguments: Arguments) -> Problem {
        .missingArguments(["data"], function: arguments.function.name, signature: arguments.function.written)
    }
}
