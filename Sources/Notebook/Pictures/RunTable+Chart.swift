import Charts
import Recurrent

extension RunTable {
    /// Rows of the picture.
    static let chartRows = 12

    /// The losses of all runs after each epoch; nil where there is nothing to compare.
    var chart: RunCurvesChart? {
        let trials = runs.trials
        guard trials.count > 1, trials.contains(where: { $0.run.snapshot.history.count > 1 }) else { return nil }
        let tests = trials.contains { $0.run.result?.test != nil }
        let curves = trials.map { trial in
            RunCurvesChart.Curve(
                trial.run.snapshot.history.compactMap { epoch in
                    (tests ? epoch.test?.loss : epoch.trainLoss).map { (epoch.epoch, $0) }
                })
        }
        let part = trials.first?.run.data.checkedPart.rawValue ?? "test"
        return RunCurvesChart(
            curves, runs.purpose == .spread ? .spread : .curves(best: runs.bestPlace), figure: tests ? part + " loss" : "train loss")
    }
}
