import Charts
import Recurrent

/// What fronts draw of a run; each is made when it is asked for.
extension LiveRun {
    /// The losses in training and in testing so far.
    package var lossChart: LossChart { snapshot.lossChart(changes: changes, checkedOn: checkedPart.rawValue) }

    /// The run's loss in training, to be laid over another's chart.
    package var overlay: LossChart.Overlay {
        let chart = lossChart
        return LossChart.Overlay(number: number, name: name, losses: chart.losses, epochs: chart.epochs, step: chart.step)
    }

    /// The loss in training from the first step to the last.
    ///
    /// - Parameter width: columns.
    package func sparkline(width: Int) -> Sparkline {
        let losses = snapshot.losses.bins.compactMap { $0.count > 0 ? $0.sum / Double($0.count) : nil }
        return Sparkline(values: losses.isEmpty ? snapshot.history.map(\.trainLoss) : losses, width: width)
    }

    /// The least loss where the run was checked, and after which epoch; nil before the first check.
    package var best: (epoch: Int, loss: Double)? { lossChart.best.map { ($0.epoch, $0.loss) } }

    /// The example that is watched, and what the network makes of it.
    ///
    /// - Parameter cursor: the step that is looked at, from 0; nil for none.
    package func exampleChart(cursor: Int?) -> ExampleChart {
        var chart = ExampleChart(
            sequence: watchedExample?.picture, outputs: watchedExample.flatMap { watchedPrediction?.stepwiseOutputs(of: $0) },
            sample: snapshot.sample, missing: missing, cursor: cursor)
        let said = watchedPrediction?.parts ?? []
        chart.targets = (watchedExample?.targets ?? []).enumerated().map { place, target in
            let outputs = said.indices.contains(place) ? said[place].stepwiseOutputs(of: target.example) : nil
            return (
                target.name,
                ExampleChart(sequence: target.example.picture, outputs: outputs, sample: [], missing: missing, cursor: cursor)
            )
        }
        return chart
    }

    /// Why nothing is known of what the network makes of the example, where that is so.
    private var missing: ExampleChart.Missing {
        guard snapshot.step > 0 || isOver else { return .notYet }
        if isReviewable { return .reading }
        return isOver ? reviewProblem.map(ExampleChart.Missing.problem) ?? .elsewhere : .elsewhere
    }

    /// What the recurrent layers hold while they read the example.
    ///
    /// - Parameter cursor: the step that is looked at, from 0; nil for none.
    package func activityChart(cursor: Int?) -> ActivityChart {
        var chart = ActivityChart(
            strips: watchedPrediction?.activities.map(\.strip) ?? [], steps: watchedPrediction?.steps ?? 0, cursor: cursor)
        chart.missing = watchedPrediction == nil ? missing : nil
        return chart
    }

    /// Whether there are classes that one may be taken for another of.
    package var hasClasses: Bool {
        latestTest == nil ? isTested && watchedExample?.classNames.isEmpty == false : confusionChart.isSound
    }

    /// Whether steps are tested one by one, as far as that is known.
    package var hasErrorByStep: Bool {
        if let latestTest { return latestTest.stepErrors != nil }
        guard isTested, let targets = watchedExample?.dataset.storage.targets else { return isTested }
        return switch targets {
        case .stepClasses, .stepValues, .nextSymbol, .sequenceClasses, .several: true
        case .sequenceValues, .sequenceLabels, .labelSequences: false
        }
    }

    /// What views of a test wait for.
    package var awaitedTest: String { "the first test follows epoch \(snapshot.epoch + 1)" }

    /// Which classes the latest test took for which; not sound where there was none, or nothing to confuse.
    package var confusionChart: ConfusionChart {
        ConfusionChart(
            counts: (latestTest?.confusion ?? []).map { Int($0.rounded()) },
            names: (watchedExample?.classNames ?? []).map { $0 == " " ? "space" : $0 })
    }

    /// The last step's gradient, layer by layer, and what it was before.
    package var gradientChart: GradientChart {
        GradientChart(layers: layerNames, norms: snapshot.layerGradientNorms, history: snapshot.gradients.chart)
    }

    /// The errors of the latest test by time step; nil where steps are not tested one by one.
    ///
    /// - Parameter cursor: the step that is looked at, from 0; nil for none.
    package func errorByStepChart(cursor: Int?) -> ErrorByStepChart? {
        guard let latestTest else { return ErrorByStepChart(errors: []) }
        return latestTest.stepErrors.map {
            ErrorByStepChart(errors: $0.errors, counts: latestTest.countByStep ?? [], measure: $0.measure, cursor: cursor)
        }
    }

    /// The epochs that have ended.
    package var epochRows: EpochRows { EpochRows(epochs: snapshot.history.map(\.figures), checkedOn: checkedPart.rawValue) }

    /// While another example is chosen, the last prediction is still about the one before.
    private var watchedPrediction: StepwisePrediction? {
        snapshot.stepwisePrediction.flatMap { $0.example == watchedExample?.index ? $0 : nil }
    }
}

extension Evaluation {
    /// How wrong it is at each time step; nil where steps are not tested one by one.
    fileprivate var stepErrors: (errors: [Float], measure: ErrorByStepChart.Measure)? {
        if let valueErrorByStep { return (valueErrorByStep, .distance) }
        return errorByStep.isEmpty ? nil : (errorByStep, .share)
    }
}
