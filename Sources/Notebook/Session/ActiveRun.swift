import Datasets
import Recurrent

/// The run that the live panel shows. It keeps the data that it trains on until another takes its place, or its cell is removed.
struct ActiveRun: Sendable {
    let name: String
    let cell: CellID
    let run: TrainingRun
    let watchedData: SequenceDataset
    let checkedPart: DataPart
    /// What finds its mistakes.
    let reviewer = RunReviewer()
    var watchedExample = 0
    /// Which of the session's runs it is.
    var number = 0
    /// What its state is kept by.
    let digest: String
    private let layerNames: [String]

    init(name: String, cell: CellID, run: TrainingRun, watchedData: SequenceDataset, checkedPart: DataPart = .test) {
        self.name = name
        self.cell = cell
        self.run = run
        self.watchedData = watchedData
        self.checkedPart = checkedPart
        digest = run.identity.digest
        layerNames = run.model.network.layers.map(\.written)
    }

    /// The run as it is now.
    var live: LiveRun {
        var live = LiveRun(
            name: name, cell: cell, snapshot: run.snapshot, watchedExample: SequenceExample(dataset: watchedData, index: watchedExample),
            layerNames: layerNames, changes: run.changes, checkedPart: checkedPart)
        live.number = number
        (live.review, live.forecast, live.contributions) = (reviewer.review, reviewer.forecast, reviewer.contributions)
        live.isReviewable = true
        return live
    }
}

extension LiveRun {
    /// Share of the steps that are done, 0...1.
    var progress: Double? {
        let all = min(Double(snapshot.epochs) * Double(snapshot.stepsPerEpoch), snapshot.stopsAt.map(Double.init) ?? .infinity)
        return all > 0 ? min(1, Double(snapshot.step) / all) : nil
    }
}
