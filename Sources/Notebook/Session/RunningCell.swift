import Datasets
import Recurrent
import Synchronization

/// One run of one cell: what the evaluator tells the session while it works, and what it is told.
final class RunningCell: Sendable {
    let cell: CellID
    /// The entry's version when the run began.
    let version: Int
    /// Where the states of the cell's training runs are kept; nil where nothing is.
    private let copy: UnsavedCopy?
    private let source: String
    private let session: WeakSession
    private let work = Mutex(Work())

    private struct Work {
        var isInterrupted = false
        var isCutShort = false
        var training: TrainingRun?
        var trainings = 0
    }

    init(cell: CellID, version: Int, source: String, copy: UnsavedCopy?, session: WeakSession) {
        self.cell = cell
        self.version = version
        self.source = source
        self.copy = copy
        self.session = session
    }

    /// Whether the user has asked for the end.
    var isInterrupted: Bool { work.withLock { $0.isInterrupted } }

    /// Whether something ended before it was done, since the user asked for the end.
    var isCutShort: Bool { work.withLock { $0.isCutShort } }

    func cutShort() {
        work.withLock { $0.isCutShort = true }
    }

    /// Asks for the end: a training run stops after its step, all else after the statement.
    func interrupt() {
        let training = work.withLock { work in
            work.isInterrupted = true
            return work.training
        }
        training?.stop()
    }

    /// Adds a block to what the cell prints.
    func print(_ block: OutputBlock) {
        update { $0.blocks.append(block) }
    }

    /// Prints a block in place of the last one, which has grown.
    func replaceLast(with block: OutputBlock) {
        update { output in
            output.blocks[max(0, output.blocks.count - 1)...] = [block]
        }
    }

    /// Adds a line to the table of epochs that ends the output, or begins one.
    func print(_ epoch: EpochResult) {
        update { output in
            if case .epochs(var table)? = output.blocks.last {
                table.rows.append(epoch)
                output.blocks[output.blocks.count - 1] = .epochs(table)
            } else {
                output.blocks.append(.epochs(EpochTable(rows: [epoch])))
            }
        }
    }

    /// Says below the table of epochs why it ended where it did.
    func print(remark: String) {
        update { output in
            if case .epochs(var table)? = output.blocks.last {
                table.remark = remark
                output.blocks[output.blocks.count - 1] = .epochs(table)
            } else {
                output.blocks.append(.text(remark))
            }
        }
    }

    /// The file for the state of the cell's next training run; nil where none can be kept.
    func nextCheckpoint() -> String? {
        let ordinal = work.withLock { work in
            work.trainings += 1
            return work.trainings
        }
        guard let folder = copy?.prepareFolder() else { return nil }
        return folder.checkpoint(of: source, ordinal: ordinal)
    }

    /// Removes the state of a run that has ended.
    func removeCheckpoint(_ file: String) {
        copy?.remove(file)
    }

    /// Trains to the end, in sight of the user.
    ///
    /// - Parameter watched: the data whose examples can be watched.
    func train(_ run: TrainingRun, name: String, watchedData: SequenceDataset) {
        let isInterrupted = work.withLock { work in
            work.training = run
            return work.isInterrupted
        }
        session.manager?.activate(ActiveRun(name: name, cell: cell, run: run, watchedData: watchedData))
        run.start()
        if isInterrupted { run.stop() }
        run.wait()
        work.withLock { $0.training = nil }
    }

    private func update(_ change: (inout CellOutput) -> Void) {
        session.manager?.updateOutput(of: self, change)
    }
}

/// The manager, for as long as someone else keeps it.
struct WeakSession: Sendable {
    weak let manager: SessionManager?
}

/// The run that the live panel shows.
struct ActiveRun: Sendable {
    var name: String
    var cell: CellID
    var run: TrainingRun
    var watchedData: SequenceDataset
    var watchedExample = 0

    var live: LiveRun {
        LiveRun(
            name: name, cell: cell, snapshot: run.snapshot, watchedExample: SequenceExample(dataset: watchedData, index: watchedExample),
            layerNames: run.model.network.layers.map(\.written), changes: run.changes)
    }
}
