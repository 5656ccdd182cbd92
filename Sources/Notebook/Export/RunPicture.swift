import Charts

/// A picture of a run that stands alone.
package enum RunPicture: String, CaseIterable, Sendable {
    /// The loss in training and testing over the steps.
    case loss
    /// Which classes the last test took for which.
    case confusion
    /// The errors of the last test by time step.
    case errors
    /// The last step's gradient, layer by layer.
    case gradient

    /// The chart, and how many rows it takes; nil where the run has nothing of the kind.
    func chart(_ run: LiveRun) -> (chart: any Drawable, rows: Int)? {
        switch self {
        case .loss: return run.snapshot.losses.bins.isEmpty ? nil : (run.lossChart, Self.rows)
        case .confusion:
            let chart = run.confusionChart
            return chart.isSound ? (chart, (run.watchedExample?.classNames.count ?? 0) + 2) : nil
        case .errors:
            guard let chart = run.errorByStepChart(cursor: nil), !chart.errors.isEmpty else { return nil }
            return (chart, Self.rows)
        case .gradient:
            let norms = run.snapshot.layerGradientNorms
            return norms.isEmpty ? nil : (run.gradientChart, norms.count + 2)
        }
    }

    /// Rows of a chart with axes.
    static let rows = 16
}

extension TrainedRun {
    /// The run as the panel beside the notebook shows it.
    func live(cell: CellID) -> LiveRun {
        LiveRun(
            name: name, cell: cell, snapshot: snapshot,
            watchedExample: (data.checked ?? data.train).flatMap { SequenceExample(dataset: $0, index: 0) },
            layerNames: model.network.layers.map(\.written), changes: changes, checkedPart: data.watchedPart)
    }
}
