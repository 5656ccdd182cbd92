import Charts
import Datasets

@testable import Notebook
@testable import Recurrent
@testable import TerminalUI

/// Runs and examples for tests, from simple formulas.
enum Pictures {
    /// Images of `steps` rows: a slanted stroke for each class.
    static func images(classes: Int = 10, steps: Int = 28, features: Int = 28) -> SequenceDataset {
        var values: [Float] = []
        for kind in 0..<classes {
            for step in 0..<steps {
                for feature in 0..<features {
                    let place = Float(features) / 2 + (Float(kind) - Float(classes) / 2) * (Float(step) / Float(steps) - 0.5)
                    values.append(max(0, 1 - abs(Float(feature) - place) / 3))
                }
            }
        }
        return SequenceDataset(
            name: "images", presentation: .imageRows, inputs: .features(values: values, width: features),
            targets: .sequenceClasses(labels: (0..<classes).map(Int32.init), names: (0..<classes).map(String.init)),
            offsets: (0...classes).map { $0 * steps })
    }

    /// Plausible predictions of a network: equal probabilities at first, then more and more certain of `kind`.
    static func stepwisePrediction(steps: Int, width: Int, kind: Int, example: Int = 0) -> StepwisePrediction {
        var outputs: [Float] = []
        for step in 0..<steps {
            let sure = Float(step + 1) / Float(steps)
            for other in 0..<width { outputs.append(other == kind ? sure : (1 - sure) / Float(max(1, width - 1))) }
        }
        return StepwisePrediction(
            example: example, outputs: outputs, steps: steps, width: width, trainingStep: 1, activities: activities(steps: steps))
    }

    /// Two layers, each of whose units oscillates at its own frequency.
    static func activities(steps: Int) -> [LayerActivity] {
        [90, 8].flatMap { units in
            [LayerActivity.Part.state, .update, .reset].map { part in
                let width = min(units, 64)
                let values = (0..<steps * width).map { index in
                    let swing = Float((index / width * (index % width + 1)) % 17) / 16
                    return part == .state ? 2 * swing - 1 : swing
                }
                return LayerActivity(
                    layer: .recurrent(Recurrence(cell: .gru(.after), units: units)), part: part, units: units, width: width, values: values)
            }
        }
    }

    /// A run of `steps` steps, with an epoch every `perEpoch` steps, whose loss falls from 2.3.
    static func snapshot(steps: Int, perEpoch: Int = 100, epochs: Int = 10, classes: Int = 10) -> TrainingSnapshot {
        var snapshot = TrainingSnapshot()
        snapshot.phase = .running
        snapshot.epochs = epochs
        snapshot.stepsPerEpoch = perEpoch
        snapshot.step = steps
        snapshot.gradientNorm = 0.75
        snapshot.learningRate = 0.003
        for step in 0..<steps {
            let noise = Float((step * 7919) % 101) / 101 - 0.5
            snapshot.losses.append(2.3 / (1 + Float(step) / 40) * (1 + 0.3 * noise))
            let pull = (1 + noise) / (1 + Float(step) / 80)
            snapshot.gradients.append([pull, 0, pull / 2, 0, pull / 4, 0, 0, pull / 8], isClipped: pull > 0.9)
            guard (step + 1).isMultiple(of: perEpoch) else { continue }
            let epoch = (step + 1) / perEpoch
            let confusion = (0..<classes * classes).map { $0 / classes == $0 % classes ? 90 : ($0 * 31 / epoch) % 7 }
            var test = Evaluation(
                loss: 2.2 / (1 + Double(step) / 40) + 0.05, error: 0.5 / Double(epoch), count: 1000,
                confusion: confusion.map { Double($0) },
                classes: classes)
            test.errorByStep = (0..<28).map { 0.9 / Float($0 + 1) }
            snapshot.history.append(
                .init(epoch: epoch, step: step + 1, trainLoss: 2.3 / (1 + Double(step) / 40), test: test, sequencesPerSecond: 5000))
        }
        snapshot.epoch = snapshot.history.count
        snapshot.layerGradientNorms = [0.5, 0, 0.25, 0, 0.125, 0, 0, 0.0625]
        return snapshot
    }

    static func run(steps: Int = 450, kind: Int = 7) -> LiveRun {
        var snapshot = snapshot(steps: steps)
        snapshot.stepwisePrediction = stepwisePrediction(steps: 28, width: 10, kind: kind, example: kind)
        return LiveRun(name: "run", cell: CellID(1), snapshot: snapshot, watchedExample: SequenceExample(dataset: images(), index: kind))
    }

    /// Eight series of a named feature, whose targets are the values one step later.
    static func series(steps: Int = 60) -> SequenceDataset {
        let count = 8
        func value(_ sequence: Int, _ step: Int) -> Float { Float((step * (sequence + 2)) % 24) / 2 - 3 }
        var details = SequenceDataset.Details()
        (details.featureNames, details.predictsNextStep) = (["temperature"], true)
        func values(from first: Int) -> [Float] { (0..<count * steps).map { value($0 / steps, $0 % steps + first) } }
        return SequenceDataset(
            name: "weather test", presentation: .channels, inputs: .features(values: values(from: 0), width: 1),
            targets: .stepValues(values: values(from: 1), width: 1), offsets: (0...count).map { $0 * steps }, details: details)
    }

    /// A run that predicts values, all of which have been reviewed.
    static func valueRun() -> LiveRun {
        let data = series()
        var snapshot = snapshot(steps: 450)
        for place in snapshot.history.indices {
            var test = Evaluation(loss: 0.2, error: nil, count: 480, confusion: [], classes: 0)
            test.r2 = 0.9
            test.valueErrorByStep = (0..<60).map { 3 / Float($0 + 1) }
            test.countByStep = (0..<60).map { 8 - $0 / 10 }
            snapshot.history[place].test = test
        }
        snapshot.stepwisePrediction = StepwisePrediction(
            example: 2, outputs: (0..<60).map { Float(($0 * 4) % 24) / 2 - 3 }, steps: 60, width: 1, trainingStep: 450)
        var run = LiveRun(name: "run", cell: CellID(1), snapshot: snapshot, watchedExample: SequenceExample(dataset: data, index: 2))
        let values = (0..<480).map { place -> ValueComparison in
            let truth = Double((place % 60 * (place / 60 + 2)) % 24) / 2 - 3
            let error = Double(place * 7 % 13) / 6 - 1 + (place == 77 ? 4 : 0)
            return ValueComparison(
                sequence: place / 60, step: place % 60 + 1, row: place % 60, column: 0, truth: truth, said: truth + error)
        }
        run.review = RunReview(step: 448, isFinal: false, values: values)
        let truth = (0..<61).map { Double(($0 * 4) % 24) / 2 - 3 }
        var forecast = Forecast(
            sequence: 0, start: 0, feature: 0, truth: truth, oneStep: [.nan] + truth.dropFirst().map { $0 + 0.5 }, first: 46,
            values: (46..<76).map { Double(($0 * 4) % 24) / 2.5 - 3 })
        forecast.quantiles = forecast.values.map { [$0 - 1, $0, $0 + 1.5] }
        run.forecast = RunForecast(example: 2, step: 448, isFinal: false, forecasts: [forecast], levels: [0.1, 0.5, 0.9])
        run.contributions = RunContributions(
            example: 2, place: nil, step: 448, isFinal: false,
            attribution: Attribution(
                output: 0, step: 59, values: (0..<60).map { Float(($0 * 7) % 11 - 4) * Float($0) / 300 }, steps: 60, width: 1, said: 1.5,
                base: 0.25, points: 32))
        run.isReviewable = true
        return run
    }

    /// A session in which a network is being trained.
    static var session: SessionState {
        var state = SessionState()
        let run = run()
        let table = EpochTable(rows: run.snapshot.history)
        let example = SequenceExample(dataset: images(), index: 2)
        let cells: [(CellView.Kind, String, CellStatus, [OutputBlock])] = [
            (.prose, "# A first light\n\nA network reads `images` row by row.", .idle, []),
            (.code, "digits = strokes(train: 2000, test: 1000)", .done, [.text("2,000 sequences of 28 steps")]),
            (.code, "digits.test[2]", .stale, example.map { [.example($0)] } ?? []),
            (.code, "net = gru(64) | last | dense(10)  # 漢字", .done, []),
            (.code, "oops(1)", .failed, [.error("error: There is no function `oops`.\n  oops(1)\n  ^^^^")]),
            (.code, "run = train(net, digits, epochs: 10)", .running, [.epochs(table)]),
            (.code, "evaluate(run)", .queued, []),
        ]
        let views = cells.enumerated().map { index, cell in
            CellView(id: CellID(index), kind: cell.0, source: cell.1, status: cell.2, output: CellOutput(cell.3))
        }
        state.cells = ShownCells(views)
        state.runningCell = views.first { $0.status == .running }?.id
        state.activeRun = run
        state.isBusy = true
        state.isModified = true
        state.location = "first.md"
        return state
    }
}
