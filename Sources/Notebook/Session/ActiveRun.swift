import Datasets
import Recurrent

/// The run that the live panel shows. It keeps the data that it trains on until another takes its place, or its cell is removed.
struct ActiveRun: Sendable {
    let name: String
    let cell: CellID
    let run: TrainingRun
    let watchedData: SequenceDataset
    var watchedExample = 0
    private let layerNames: [String]

    init(name: String, cell: CellID, run: TrainingRun, watchedData: SequenceDataset) {
        self.name = name
        self.cell = cell
        self.run = run
        self.watchedData = watchedData
        layerNames = run.model.network.layers.map(\.written)
    }

    /// The run as it is now.
    var live: LiveRun {
        LiveRun(
            name: name, cell: cell, snapshot: run.snapshot, watchedExample: SequenceExample(dataset: watchedData, index: watchedExample),
            layerNames: layerNames, changes: run.changes)
    }
}

extension LiveRun {
    /// Share of the steps that are done, 0...1.
    var progress: Double? {
        let all = Double(snapshot.epochs) * Double(snapshot.stepsPerEpoch)
        return all > 0 ? min(1, Double(snapshot.step) / all) : nil
    }
}
