import CSignalStack
import CellLanguage
import Datasets
import Dispatch
import Foundation
import Recurrent
import Synchronization

/// One run of one cell: what the evaluator tells the session while it works, and what it is told.
///
/// What the cell prints is kept here until somebody looks, so that a training run never waits for the session.
final class RunningCell: Sendable {
    let cell: CellID
    /// The entry's version when the run began.
    let version: Int
    /// Whether it computes on all cores: known also when the cell has been removed and the run has not ended yet.
    let usesAllCores: Bool
    /// Where the states of the cell's training runs are kept.
    let runs: RunKeeper
    /// How far the present statement is, where it makes, reads or evaluates data.
    let progress = WorkProgress()
    private let session: WeakSession
    private let work = Mutex(Work())
    private let printed = Mutex(Printed())

    private struct Work {
        var isInterrupted = false
        var isCutShort = false
        var isSuspended = false
        /// More than one where they are too small for all cores.
        var trainings: [TrainingRun] = []
    }

    /// What the cell has printed, and in how many pieces.
    struct Printed: Sendable {
        var output = CellOutput()
        var count = 0
    }

    init(cell: CellID, version: Int, code: CellCode, runs: RunKeeper, session: WeakSession) {
        self.cell = cell
        self.version = version
        usesAllCores = code.usesAllCores
        self.runs = runs
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
        let trainings = work.withLock { work in
            work.isInterrupted = true
            return work.trainings
        }
        for training in trainings { training.stop() }
    }

    /// Whether it ends only to go on when the session is opened next.
    var isSuspended: Bool { work.withLock { $0.isSuspended } }

    /// Asks for the end, to go on later: a training run keeps its state after its step.
    func suspend() {
        let trainings = work.withLock { work in
            (work.isInterrupted, work.isSuspended) = (true, true)
            return work.trainings
        }
        for training in trainings { training.suspend() }
    }

    /// Ends the training runs of the present alone, after their step; the cell goes on.
    func endTraining() {
        for training in work.withLock({ $0.trainings }) { training.stop() }
    }

    // MARK: Printing

    /// All that was printed; nil where that is what was printed when the count was this.
    func printed(since count: Int) -> Printed? {
        printed.withLock { $0.count == count ? nil : $0 }
    }

    /// All that was printed.
    var output: CellOutput { printed.withLock { $0.output } }

    /// Adds a block to what the cell prints.
    func print(_ block: OutputBlock) {
        update { $0.append(block) }
    }

    /// Prints a block in place of the last one, which has grown.
    func replaceLast(with block: OutputBlock) {
        update { blocks in
            if !blocks.isEmpty { blocks.removeLast() }
            blocks.append(block)
        }
    }

    /// Adds a line to the table of epochs that ends the output, or begins one.
    ///
    /// - Complexity: O(1), whatever the table holds; the epochs after somebody has looked cost a copy of the table, which is bounded.
    ///
    /// - Parameter part: what the epoch was checked on.
    func print(_ epoch: EpochResult, checkedOn part: DataPart) {
        update { blocks in
            var table = Self.takeTable(&blocks) ?? EpochTable(checkedOn: part)
            table.append(epoch)
            blocks.append(.epochs(table))
        }
    }

    /// Says below the table of epochs why it ended where it did.
    func print(remark: String) {
        update { blocks in
            guard var table = Self.takeTable(&blocks) else { return blocks.append(.text(remark)) }
            table.remark = remark
            blocks.append(.epochs(table))
        }
    }

    /// Takes the table at the end out of the blocks, so that it can be changed in place.
    private static func takeTable(_ blocks: inout [OutputBlock]) -> EpochTable? {
        guard case .epochs(let table)? = blocks.last else { return nil }
        blocks.removeLast()
        return table
    }

    private func update(_ change: (inout [OutputBlock]) -> Void) {
        printed.withLock { printed in
            change(&printed.output.blocks)
            printed.count += 1
        }
    }

    // MARK: Training

    /// Trains to the end, in sight of the user.
    ///
    /// - Parameters:
    ///   - watchedData: the data whose examples can be watched.
    ///   - part: what each epoch is checked on.
    ///   - past: called before the run goes on: what it has been through may end it at once.
    func train(
        _ run: TrainingRun, name: String, watchedData: SequenceDataset, checkedOn part: DataPart,
        after past: () -> Void = {}
    ) {
        let (isInterrupted, isSuspended) = work.withLock { work in
            work.trainings.append(run)
            return (work.isInterrupted, work.isSuspended)
        }
        session.manager?.activate(ActiveRun(name: name, cell: cell, run: run, watchedData: watchedData, checkedPart: part), by: self)
        past()
        run.start()
        if isSuspended { run.suspend() } else if isInterrupted { run.stop() }
        run.wait()
        work.withLock { $0.trainings.removeAll { $0 === run } }
    }
}

extension RunningCell {
    /// Has the first of several ranks write files; the others wait until they are there.
    ///
    /// - Parameters:
    ///   - result: what the others have in place of what `write` gives.
    ///   - write: writes the files.
    /// - Throws: `CellError` where they cannot be written, at all ranks.
    func onFirstRank<Result>(elsewhere result: Result, _ write: () throws(CellError) -> Result) throws(CellError) -> Result {
        guard let ranks = runs.ranks else { return try write() }
        guard ranks.isFirst else {
            // Where the first does not answer, whoever trains next notices.
            guard let answer = try? ranks.share([]), answer == [0] else { return result }
            throw CellError(.told("The first rank could not write the file."))
        }
        do throws(CellError) {
            let result = try write()
            _ = try? ranks.share([1])
            return result
        } catch {
            _ = try? ranks.share([0])
            throw error
        }
    }

    /// Has the first of several ranks make data; the others are told of it.
    ///
    /// - Throws: `CellError` where it cannot be made, at all ranks.
    func onFirstRank(_ make: () throws(CellError) -> Value) throws(CellError) -> Value {
        guard let ranks = runs.ranks else { return try make() }
        guard ranks.isFirst else {
            guard let message = try? ranks.share([]) else { throw CellError(.told("The first rank does not answer.")) }
            return try DataMessage.value(of: message, ranks)
        }
        do throws(CellError) {
            let value = try make()
            _ = try? ranks.share(try DataMessage.bytes(of: value, ranks))
            return value
        } catch {
            _ = try? ranks.share(DataMessage.bytes(of: error))
            throw error
        }
    }

    /// Calls `body` on so many threads at once, and returns when all have come to their end.
    func sideBySide(_ count: Int, _ body: @escaping @Sendable () -> Void) {
        let group = DispatchGroup()
        for number in 0..<count {
            group.enter()
            let thread = Thread {
                signalStackUse()
                body()
                group.leave()
            }
            thread.name = "unroll trial \(number + 1)"
            thread.start()
        }
        group.wait()
    }
}

/// The manager, for as long as someone else keeps it.
struct WeakSession: Sendable {
    weak let manager: SessionManager?
}
