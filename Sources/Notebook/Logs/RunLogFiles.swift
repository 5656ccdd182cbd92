import Exchange
import Files
import FoundationEssentials
import Recurrent
import SystemPackage

/// The files of a folder that a run is logged in: `metrics.csv`, and one of TensorBoard's event files for each time that the run went on.
///
/// What another training of the same has written stays: lines are added to it. Where the table says something else of an epoch, it is that of another run, and is set aside as
/// `metrics-1.csv`.
struct RunLogFiles {
    private let folder: FilePath
    private let table: MetricsTable
    private let part: String?
    private let disk: any Disk
    /// Lines of the table as it was found, and how many of them this run has.
    private var found: [Substring] = []
    private var shared = 0
    /// The step of the last epoch that is logged.
    private var lastStep = 0
    private var metrics: AppendedFile
    private var events: AppendedFile?
    private var isPrepared = false
    private let startEpoch: Int
    /// Epochs that could not be taken up yet.
    private var backlog: [Epoch] = []

    /// What is written of an epoch.
    struct Epoch {
        var result: EpochResult
        /// What is known besides; nil of an epoch that an earlier training went through.
        var end: EpochEnd?
        /// What is shown beside the figures.
        var values: [EventValue] = []
    }

    /// Most bytes of a table that is read.
    private static let greatestTable = 1 << 28

    /// - Parameters:
    ///   - part: the part that is checked after each epoch; nil for none.
    ///   - hasError: whether predictions are right or wrong.
    ///   - targets: several targets; none where there is but one.
    ///   - startEpoch: epochs that were completed before the run began.
    init(
        _ folder: String, part: String?, hasError: Bool, targets: [MetricsTable.Target] = [], startEpoch: Int,
        disk: any Disk = SystemDisk()
    ) {
        self.folder = FilePath(folder)
        self.part = part
        self.disk = disk
        self.startEpoch = startEpoch
        table = MetricsTable(part: part, hasError: hasError, targets: targets)
        metrics = AppendedFile(self.folder.appending("metrics.csv"))
    }

    /// Takes up an epoch, to be written by `write`.
    mutating func add(_ epoch: Epoch) { backlog.append(epoch) }

    /// Writes what has been taken up, unless it is there.
    ///
    /// - Parameter isWhole: whether no epoch follows, so that lines that are there of more are those of another run.
    /// - Throws: where that cannot be; it is tried again when this is called next.
    mutating func write(isWhole: Bool = false) throws(DiskError) {
        try prepare()
        while let epoch = backlog.first {
            try write(epoch)
            backlog.removeFirst()
        }
        if isWhole, shared < found.count { try begin(keeping: shared) }
        try metrics.flush(disk)
        try events?.flush(disk)
    }

    /// Makes the folder, and reads the table that is there; does nothing where that is done.
    private mutating func prepare() throws(DiskError) {
        guard !isPrepared else { return }
        try disk.makeFolders(folder)
        if let status = try disk.status(of: metrics.path) {
            let text = String(decoding: try disk.read(metrics.path, limit: Self.greatestTable), as: UTF8.self)
            var lines = text.split(separator: "\n", omittingEmptySubsequences: true)
            if lines.first.map({ $0 + "\n" == table.header }) == true {
                lines.removeFirst()
                found = lines
                metrics = AppendedFile(metrics.path, written: status.size)
                let before = lines.prefix { (Self.number($0, 0) ?? .max) <= startEpoch }
                shared = before.count
                lastStep = before.last.flatMap { Self.number($0, 1) } ?? 0
                // A line that was cut short is written anew.
                if !text.hasSuffix("\n") { try begin(keeping: shared) }
            } else {
                try begin(keeping: 0)
            }
        } else {
            metrics.add(Array(table.header.utf8))
        }
        isPrepared = true
    }

    private mutating func write(_ epoch: Epoch) throws(DiskError) {
        let (result, end) = (epoch.result, epoch.end)
        if shared < found.count {
            if table.isRow(found[shared], of: result) {
                shared += 1
                lastStep = result.step
                return
            }
            try begin(keeping: shared)
        }
        metrics.add(Array(table.row(result, learningRate: end?.learningRate, gradientNorm: end?.gradientNorm).utf8))
        let time = Date.now.timeIntervalSince1970
        var events = self.events ?? AppendedFile(folder.appending(EventLog.fileName(time: time)))
        if self.events == nil { events.add(EventLog.beginning(step: lastStep + 1, time: time)) }
        events.add(EventLog.record(scalars(result, end) + epoch.values, step: result.step, time: time))
        self.events = events
        lastStep = result.step
    }

    /// Sets the table that was found aside and begins another with its first lines.
    private mutating func begin(keeping count: Int) throws(DiskError) {
        var number = 1
        while try disk.status(of: folder.appending("metrics-\(number).csv")) != nil { number += 1 }
        try disk.rename(metrics.path, to: folder.appending("metrics-\(number).csv"))
        metrics = AppendedFile(metrics.path)
        metrics.add(Array((table.header + found.prefix(count).map { $0 + "\n" }.joined()).utf8))
        found = []
        shared = 0
    }

    private func scalars(_ result: EpochResult, _ end: EpochEnd?) -> [EventValue] {
        var values: [EventValue] = [
            .scalar("loss/train", result.trainLoss), .scalar("speed/sequences_per_second", result.sequencesPerSecond),
        ]
        if let part, let test = result.test {
            values.append(.scalar("loss/" + part, test.loss))
            if let error = test.error { values.append(.scalar("error/" + part, error)) }
            for target in test.targets ?? [] {
                values.append(.scalar("loss/\(part)/\(target.name)", target.evaluation.loss))
                if let error = target.evaluation.error { values.append(.scalar("error/\(part)/\(target.name)", error)) }
            }
        }
        if let end {
            values.append(.scalar("training/learning_rate", Double(end.learningRate)))
            values.append(.scalar("training/gradient_norm", Double(end.gradientNorm)))
        }
        return values
    }

    private static func number(_ line: Substring, _ column: Int) -> Int? {
        let fields = line.split(separator: ",", maxSplits: column + 1, omittingEmptySubsequences: false)
        return fields.indices.contains(column) ? Int(fields[column]) : nil
    }
}
