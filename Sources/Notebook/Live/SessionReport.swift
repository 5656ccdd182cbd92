import Datasets
import FoundationEssentials
import Recurrent

/// What a process that works on a session tells whoever looks at it from another: the session at one moment, as fronts show it.
struct SessionReport: Sendable, VersionedJSON {
    /// The document, part by part.
    var document: DocumentChange
    /// Of each part, how far it is and what it has printed; of prose, nothing to speak of.
    var cells: [Cell]
    /// The run that trains, or did last; nil before the first.
    var run: Run?
    /// The place of the topmost cell that runs; nil where none does.
    var runningCell: Int?
    /// Whether any cell is queued or running.
    var isBusy: Bool
    /// When it was made, in seconds since 1970.
    var time: Double
    /// Reports of other versions are not read.
    var version = Self.currentVersion

    static let currentVersion = 1

    struct Cell: Sendable, Codable, Equatable {
        var status: CellStatus
        /// Nil where the document says it.
        var output: String?
    }

    /// A training run.
    struct Run: Sendable, Codable {
        var name: String
        /// The place of the cell that trains.
        var cell: Int
        var snapshot: TrainingSnapshot
        var example: SingleSequence?
        var layerNames: [String]
        var changes: [RecordedChange]
        /// Nil in reports of earlier versions.
        var gradients: GradientHistory?
        var continuedAt: [Int]?
        /// What its kept state is called.
        var digest: String?
        /// What its epochs were checked on.
        var part: String?
    }

    /// - Parameters:
    ///   - session: the session, with what its cells have printed until now.
    ///   - run: what the live panel shows.
    ///   - digest: what the run's kept state is called.
    init(_ session: Session, run: LiveRun?, digest: String? = nil, runningCell: CellID?, time: Double) {
        document = PendingDocument(session.document).whole
        cells = session.entries.map { Cell(status: $0.status, output: $0.unrecordedOutput) }
        self.run = run.flatMap { run in session.index(of: run.cell).map { Run(run, digest, cell: $0) } }
        self.runningCell = runningCell.flatMap(session.index)
        isBusy = session.pending > 0
        self.time = time
    }

    /// The report as it is to be seen when the process that made it has gone: nothing goes on.
    var abandoned: SessionReport {
        var report = self
        (report.isBusy, report.runningCell) = (false, nil)
        for place in cells.indices where cells[place].status.isPending { report.cells[place].status = .idle }
        if let phase = run?.snapshot.phase, !phase.isEnd { report.run?.snapshot.phase = .suspended }
        return report
    }
}

extension SessionReport.Run {
    fileprivate init(_ run: LiveRun, _ digest: String?, cell: Int) {
        self.init(
            name: run.name, cell: cell, snapshot: run.snapshot,
            example: run.watchedExample.flatMap { SingleSequence(of: $0.dataset, at: $0.index) }, layerNames: run.layerNames,
            changes: run.changes, gradients: run.snapshot.gradients, continuedAt: run.snapshot.continuedAt, digest: digest,
            part: run.checkedPart.rawValue)
    }

    /// The run as the live panel shows it.
    func live(of cell: CellID) -> LiveRun {
        var snapshot = snapshot
        if let gradients { snapshot.gradients = gradients }
        snapshot.continuedAt = continuedAt ?? []
        return LiveRun(
            name: name, cell: cell, snapshot: snapshot,
            watchedExample: example.flatMap { example in example.dataset.flatMap { SequenceExample(dataset: $0, index: example.index) } },
            layerNames: layerNames, changes: changes, checkedPart: part.flatMap(DataPart.init) ?? .test)
    }
}

extension Session.Entry {
    /// What the cell has printed, where the document does not say it.
    fileprivate var unrecordedOutput: String? {
        guard case .cell(let cell) = element, hasRun || !output.isEmpty else { return nil }
        let printed = output.plain
        return printed == cell.output ?? "" ? nil : printed
    }
}
