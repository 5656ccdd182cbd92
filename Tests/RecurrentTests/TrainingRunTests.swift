import Datasets
import Synchronization
import TestSupport
import Testing

@testable import Recurrent

private func bits(_ model: Model) -> [[UInt32]] { model.parameters.map { $0.values.map(\.bitPattern) } }

@Suite struct TrainingRunTests {
    private func run(
        _ network: Network = TinyTasks.classifier, _ train: SequenceDataset = TinyTasks.signs(),
        test: SequenceDataset? = TinyTasks.signs(60, seed: 2),
        plan: TrainingPlan = TinyTasks.plan, changes: [RecordedChange] = []
    ) throws -> TrainingRun {
        let run = try TrainingRun(network: network, train: train, test: test, plan: plan, changes: changes)
        run.start()
        run.wait()
        return run
    }

    @Test func learnsTheSignOfASum() throws {
        var plan = TinyTasks.plan
        plan.epochs = 12
        let epochs = Mutex<[Int]>([])
        let run = try TrainingRun(
            network: TinyTasks.classifier, train: TinyTasks.signs(400), test: TinyTasks.signs(60, seed: 2), plan: plan
        ) { result in
            epochs.withLock { $0.append(result.epoch) }
        }
        #expect(run.snapshot.phase == .waiting)
        #expect(run.snapshot.stepsPerEpoch == 40)
        run.watch(example: 3)
        run.start()
        run.start()
        run.wait()
        let snapshot = run.snapshot
        #expect(snapshot.phase == .finished)
        #expect(snapshot.step == 480)
        #expect(snapshot.losses.bins.reduce(0) { $0 + $1.count } == 480)
        #expect(snapshot.history.map(\.epoch) == Array(1...12))
        #expect(epochs.withLock { $0 } == Array(1...12))
        let test = try #require(snapshot.history.last?.test)
        #expect(test.error ?? 1 < 0.1)
        #expect(test.confusion.reduce(0, +) == 60)
        #expect(try run.model.evaluate(TinyTasks.signs(60, seed: 2)).confusion == test.confusion)
        #expect(snapshot.sequencesPerSecond > 0)
        let stepwisePrediction = try #require(snapshot.stepwisePrediction)
        #expect(
            stepwisePrediction.example == 3 && stepwisePrediction.steps == 6 && stepwisePrediction.width == 2
                && stepwisePrediction.trainingStep == 480)
        #expect(try run.model.stepwisePrediction(TinyTasks.signs(60, seed: 2), example: 3).outputs == stepwisePrediction.outputs)
        for step in 0..<6 { #expect(abs(stepwisePrediction.outputs[2 * step] + stepwisePrediction.outputs[2 * step + 1] - 1) < 1e-5) }

        // Another example can be requested after the end.
        run.watch(example: 5)
        #expect(eventually { run.snapshot.stepwisePrediction?.example == 5 })
        run.watch(example: nil)
        #expect(eventually { run.snapshot.stepwisePrediction == nil })
    }

    /// Watched predictions are those of the weights that the run returns: the running average.
    @Test func averagesAreWatched() throws {
        var plan = TinyTasks.plan
        (plan.epochs, plan.averageDecay) = (2, 0.9)
        let data = TinyTasks.signs(60, seed: 2)
        let run = try TrainingRun(network: TinyTasks.classifier, train: TinyTasks.signs(100), test: data, plan: plan)
        run.watch(example: 3)
        run.start()
        run.wait()
        let watched = try #require(run.snapshot.stepwisePrediction)
        #expect(watched.trainingStep == 20)
        #expect(try run.model.stepwisePrediction(data, example: 3).outputs == watched.outputs)
        let end = try #require(run.end)
        #expect(end.averages == run.model.parameters && end.weights != end.averages)
    }

    /// Epochs shorter than the time between two snapshots are not published one by one, which would copy the whole
    /// history each time.
    @Test func shortEpochsArePublishedTogether() throws {
        var plan = TinyTasks.plan
        plan.epochs = 300
        let run = try TrainingRun(network: TinyTasks.classifier, train: TinyTasks.signs(10), test: TinyTasks.signs(5, seed: 2), plan: plan)
        let clock = ContinuousClock()
        let time = clock.measure {
            run.start()
            run.wait()
        }
        // In addition to those that are due: at the beginning and at the end.
        #expect(run.publications <= Int(time / Publisher.pace) + 3)
        #expect(run.snapshot.phase == .finished)
        #expect(run.snapshot.epoch == 300)
        #expect(run.snapshot.history.map(\.epoch) == Array(1...300))
    }

    @Test func equalPlansGiveEqualBits() throws {
        let first = try run()
        let second = try run()
        #expect(bits(first.model) == bits(second.model))
        #expect(first.snapshot.losses == second.snapshot.losses)
        var plan = TinyTasks.plan
        plan.seed = 8
        #expect(bits(try run(plan: plan).model) != bits(first.model))
    }

    @Test func liveChangesAreRecordedAndReplayed() throws {
        var plan = TinyTasks.plan
        plan.epochs = 100_000
        let live = try TrainingRun(network: TinyTasks.classifier, train: TinyTasks.signs(), test: nil, plan: plan)
        live.start()
        #expect(eventually { live.snapshot.step > 20 })
        live.pause()
        #expect(eventually { live.snapshot.phase == .paused })
        let step = live.snapshot.step
        live.setLearningRate(0.005)
        live.setLearningRate(-1)
        live.watch(example: 2)
        #expect(eventually { live.snapshot.stepwisePrediction?.example == 2 })
        #expect(live.snapshot.step == step)
        live.resume()
        #expect(eventually { live.snapshot.step > step + 20 })
        #expect(live.snapshot.learningRate == 0.005)
        live.stop()
        live.wait()
        #expect(live.snapshot.phase == .stopped)
        #expect(
            live.changes == [
                RecordedChange(step: step, change: .learningRate(0.005)), RecordedChange(step: live.snapshot.step, change: .stop),
            ])

        let replayed = try run(test: nil, plan: plan, changes: live.changes)
        #expect(replayed.snapshot.phase == .stopped)
        #expect(replayed.snapshot.step == live.snapshot.step)
        #expect(replayed.snapshot.gradients.bins.reduce(0) { $0 + $1.count } == replayed.snapshot.step)
        #expect(bits(replayed.model) == bits(live.model))
        #expect(replayed.changes == live.changes)
    }

    @Test func stopsBeforeItBegins() throws {
        let run = try TrainingRun(network: TinyTasks.classifier, train: TinyTasks.signs(), test: nil, plan: TinyTasks.plan)
        run.stop()
        run.start()
        run.wait()
        #expect(run.snapshot.phase == .stopped && run.snapshot.step == 0)
    }

    @Test func patienceAndTheBestWeights() throws {
        var plan = TinyTasks.plan
        plan.epochs = 50
        plan.patience = 2
        plan.keepsBest = true
        plan.learningRate = 0.3
        let run = try run(TinyTasks.classifier, TinyTasks.signs(30), plan: plan)
        let history = run.snapshot.history
        let best = try #require(history.min { ($0.test?.loss ?? 0) < ($1.test?.loss ?? 0) })
        #expect(history.count == min(50, best.epoch + 2))
        #expect(try run.model.evaluate(TinyTasks.signs(60, seed: 2)).loss == best.test?.loss)
    }

    @Test func textIsReadInWindows() throws {
        var plan = TinyTasks.plan
        plan.epochs = 30
        plan.batchSize = 4
        plan.bpttSteps = 20
        let run = try run(TinyTasks.languageModel, TinyTasks.text(), test: TinyTasks.text(200), plan: plan)
        #expect(run.snapshot.stepsPerEpoch == 8)
        let test = try #require(run.snapshot.history.last?.test)
        #expect(test.count == 199)
        #expect(test.bitsPerSymbol < 0.6)
        #expect(test.perplexity < 1.6)
        #expect(run.snapshot.phase == .finished)
    }

    @Test func schedulesFollowTheirFormulas() {
        func factor(_ schedule: LearningRateSchedule, epoch: Int = 0, step: Int = 0, progress: Double = 0, plateaus: Int = 0) -> Double {
            schedule.factor(epoch: epoch, step: step, progress: progress, plateaus: plateaus)
        }
        #expect(factor(.constant, epoch: 9) == 1)
        #expect(factor(.stepDecay(factor: 0.5, epochs: 3), epoch: 7) == 0.25)
        #expect(factor(.exponential(factor: 0.5), epoch: 5) == 1.0 / 32)
        #expect(factor(.warmup(steps: 4), step: 1) == 0.5)
        #expect(factor(.warmup(steps: 4), step: 9) == 1)
        #expect(abs(factor(.cosine, progress: 0) - 1) < 1e-12)
        #expect(abs(factor(.cosine, progress: 1.0 / 3) - 0.75) < 1e-12)
        #expect(abs(factor(.cosine, progress: 1)) < 1e-12)
        // PyTorch's OneCycleLR with its defaults: 0.04, 0.52, 1, 0.500002 and 4e-6 of the greatest rate.
        for (progress, expected) in [(0.0, 0.04), (0.15, 0.52), (0.3, 1), (0.65, 0.500002), (1, 4e-6)] {
            #expect(abs(factor(.oneCycle, progress: progress) - expected) < 1e-12, "\(progress)")
        }
        #expect(factor(.plateau(factor: 0.5, patience: 1), plateaus: 3) == 0.125)
    }

    @Test func aPlateauIsALossThatDoesNotFall() {
        var plateau = LossPlateau()
        let counts = [3.0, 2, 2, 2.5, 1.5, 1.6, .nan, 1.4, 1.5, 1.5, 1.5, 1.5].map { loss in
            plateau.note(loss, patience: 2)
            return plateau.count
        }
        #expect(counts == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4])
        #expect(plateau.isSound(epochs: 12) && !plateau.isSound(epochs: 3))
    }

    @Test func clippedNumbersMoveWeightsNoFurther() throws {
        let data = TinyTasks.signs(40, seed: 3)
        let network = Network([TinyTasks.recurrent(.gru(.after), 5), .last, TinyTasks.dense(2)])
        func changes(clipValue: Float?, clipNorm: Float? = nil) throws -> [Float] {
            var plan = TrainingPlan()
            (plan.epochs, plan.batchSize, plan.optimizer, plan.learningRate) = (1, 40, .sgd(momentum: 0, nesterov: false), 1)
            (plan.clipValue, plan.clipNorm) = (clipValue, clipNorm)
            let run = try TrainingRun(network: network, train: data, test: nil, plan: plan)
            run.start()
            run.wait()
            let first = try Model.initial(network: network, for: data, seed: 0).parameters.flatMap(\.values)
            return zip(run.model.parameters.flatMap(\.values), first).map { $0 - $1 }
        }
        let free = try changes(clipValue: nil)
        let bound: Float = 0.01
        let clipped = try changes(clipValue: bound)
        #expect(free.contains { abs($0) > 2 * bound } && free.contains { abs($0) < bound })
        for (free, clipped) in zip(free, clipped) { #expect(abs(max(-bound, min(bound, free)) - clipped) < 1e-6) }
        // The norm is that of the limited values.
        let both = try changes(clipValue: bound, clipNorm: 0.005)
        #expect(abs(both.reduce(0) { $0 + $1 * $1 }.squareRoot() - 0.005) < 1e-5)
    }

    /// At step t the stepwise prediction is that for the sequence truncated there, whether it is computed at once or
    /// piece by piece.
    @Test(arguments: [
        Network([TinyTasks.recurrent(.gru(.after), 7), .last, TinyTasks.dense(2)]),
        Network([TinyTasks.recurrent(.gru(.after), 7), .mean, TinyTasks.dense(2)]),
        Network([TinyTasks.recurrent(.gru(.after), 7), .attend(units: 3), TinyTasks.dense(2)]),
        Network([TinyTasks.recurrent(.gru(.after), 7), .max, TinyTasks.dense(2)]),
        Network([.bidirectional(Recurrence(cell: .lstm(forgetBias: 1), units: 5)), .last, TinyTasks.dense(2)]),
    ]) func stepwisePredictionIsThatOfThePrefix(_ network: Network) throws {
        let data = TinyTasks.signs(3, varying: true)
        let model = try Model.initial(network: network, for: data, seed: 3)
        let stepwisePrediction = try model.stepwisePrediction(data, example: 1)
        #expect(stepwisePrediction.steps == data.length(1) && stepwisePrediction.outputs.count == stepwisePrediction.steps * 2)
        guard case .features(let values, _) = data.storage.inputs else { return }
        let start = data.steps(1).lowerBound
        for length in 1...stepwisePrediction.steps {
            let prefix = SequenceDataset(
                name: "prefix", presentation: .channels,
                inputs: .features(values: Array(values[(start * 2)..<((start + length) * 2)]), width: 2),
                targets: .sequenceClasses(labels: [0], names: ["minus", "plus"]), offsets: [0, length])
            let whole = try model.stepwisePrediction(prefix, example: 0).outputs
            #expect(Array(whole.suffix(2)) == Array(stepwisePrediction.outputs[((length - 1) * 2)..<(length * 2)]))
        }
    }

    /// A single predictor for all examples, of any length, predicts the same as one made for each.
    @Test func aPredictorServesAllExamples() throws {
        let data = TinyTasks.signs(6, varying: true)
        for layers: [Layer] in [[TinyTasks.recurrent(.gru(.after), 7), .last], [TinyTasks.recurrent(.gru(.before), 7), .mean]] {
            let model = try Model.initial(network: Network(layers + [TinyTasks.dense(2)]), for: data, seed: 3)
            let predictor = try StepwisePredictor(model, data)
            for example in (0..<6).reversed() {
                let (one, other) = (
                    try predictor.prediction(example: example), try model.stepwisePrediction(data.select([example]), example: 0)
                )
                #expect(one.outputs == other.outputs && one.steps == data.length(example) && one.activities == other.activities)
            }
            #expect(throws: NetworkError.self) { try predictor.prediction(example: 6) }
            #expect(throws: NetworkError.self) { try StepwisePredictor(model, TinyTasks.text(9)) }
        }
    }

    /// Besides the states of the whole sequence, the attention weight of each step is shown.
    @Test func attentionIsLookedAt() throws {
        let data = TinyTasks.signs(4, varying: true)
        let network = Network([TinyTasks.recurrent(.gru(.after), 7), .attend(units: 3), TinyTasks.dense(2)])
        let prediction = try Model.initial(network: network, for: data, seed: 3).stepwisePrediction(data, example: 2)
        #expect(prediction.activities.map(\.part) == [.state, .reset, .update, .candidate, .attention])
        let weights = try #require(prediction.activities.last)
        #expect(weights.width == 1 && weights.values.count == data.length(2) && weights.values.allSatisfy { $0 > 0 })
        #expect(abs(weights.values.reduce(0, +) - 1) < 1e-6)
    }

    @Test(arguments: [CellKind.rnn(.tanh), .gru(.after), .gru(.before), .lstm(forgetBias: 1)]) func activitiesAreThoseOfTheSteps(
        _ cell: CellKind
    ) throws {
        let network = Network([TinyTasks.recurrent(cell, 70), TinyTasks.recurrent(cell, 5), .last, TinyTasks.dense(2)])
        let data = TinyTasks.signs(3)
        let activities = try Model.initial(network: network, for: data, seed: 3).stepwisePrediction(data, example: 1).activities
        let gates: [LayerActivity.Part] =
            switch cell {
            case .rnn: []
            case .gru: [.reset, .update, .candidate]
            case .lstm: [.input, .forget, .output, .candidate]
            }
        #expect(activities.map(\.part) == [.state] + gates + [.state] + gates)
        let steps = data.length(1)
        for activity in activities {
            #expect((activity.units == 70 && activity.width == 64) || (activity.units == 5 && activity.width == 5))
            #expect(activity.values.count == steps * activity.width)
            let range: ClosedRange<Float> = activity.part == .state || activity.part == .candidate ? -1...1 : 0...1
            #expect(activity.values.allSatisfy { range.contains($0) && $0 != 0 })
        }
    }

    /// Each direction of a bidirectional layer has its own states and gates; the backward direction begins at the end.
    @Test func bothDirectionsAreLookedAt() throws {
        let data = TinyTasks.signs(3)
        let network = Network([.bidirectional(Recurrence(cell: .lstm(forgetBias: 1), units: 4)), .last, TinyTasks.dense(2)])
        let activities = try Model.initial(network: network, for: data, seed: 3).stepwisePrediction(data, example: 1).activities
        let parts: [LayerActivity.Part] = [.state, .input, .forget, .output, .candidate]
        #expect(activities.map(\.part) == parts + parts)
        let words = TinyTasks.words(3)
        let labeller = Network([.embedding(size: 3), .bidirectional(Recurrence(cell: .gru(.after), units: 4)), TinyTasks.dense(3)])
        let found = try Model.initial(network: labeller, for: words, seed: 3).stepwisePrediction(words, example: 0).activities
        #expect(found.map(\.part) == [.state, .reset, .update, .candidate, .state, .reset, .update, .candidate])
        #expect(found.map(\.direction) == Array(repeating: .forward, count: 4) + Array(repeating: .backward, count: 4))
        #expect(found.allSatisfy { $0.units == 4 && $0.width == 4 && $0.values.count == 4 * words.length(0) })
        // h' = (1 - z) n + z h with h = 0, so the first state in each direction depends on its gates only.
        for (direction, step) in [(0, 0), (4, words.length(0) - 1)] {
            for unit in 0..<4 {
                func value(_ part: Int) -> Float { found[direction + part].values[step * 4 + unit] }
                #expect(abs(value(0) - (1 - value(2)) * value(3)) < 1e-6)
            }
        }
    }

    /// For a text that is one sequence, symbols are counted.
    @Test func speedIsThatOfSymbolsWhereATextIsRead() throws {
        var plan = TinyTasks.plan
        (plan.epochs, plan.bpttSteps, plan.batchSize) = (1, 10, 2)
        let run = try TrainingRun(network: TinyTasks.languageModel, train: TinyTasks.text(200), test: nil, plan: plan)
        run.start()
        run.wait()
        let last = try #require(run.snapshot.history.last)
        let symbols = try #require(last.symbolsPerSecond)
        #expect(last.sequencesPerSecond > 0 && symbols > 5 * last.sequencesPerSecond && symbols <= 10 * last.sequencesPerSecond)
        let other = try TrainingRun(network: TinyTasks.classifier, train: TinyTasks.signs(), test: nil, plan: TinyTasks.plan)
        #expect(other.snapshot.symbolsPerSecond == nil)
    }

    @Test func symbolsNeedALayerThatReadsThem() throws {
        let labels = SequenceDataset.Targets.sequenceClasses(labels: [0, 1], names: ["x", "y"])
        let data = SequenceDataset(
            name: "words", presentation: .symbols, inputs: .symbols(ids: [0, 1, 2], vocabulary: ["a", "b", "c"]), targets: labels,
            offsets: [0, 1, 3])
        let heads: [[Layer]] = [
            [.last], [.mean], [.max], [.first], [.attend(units: 3)], [.residual([TinyTasks.recurrent(.gru(.after), 3)]), .last],
            [.dropout(rate: 0.5), .last],
        ]
        for head in heads {
            #expect(throws: NetworkError.self) { try Network(head + [TinyTasks.dense(2)]).task(for: data) }
        }
        let readers: [[Layer]] = [
            [.embedding(size: 2)], [.dropout(rate: 0.5), TinyTasks.recurrent(.rnn(.tanh), 2)], [TinyTasks.dense(3)],
            [.bidirectional(Recurrence(cell: .gru(.before), units: 2))],
        ]
        for reader in readers {
            let network = Network(reader + [.last, TinyTasks.dense(2)])
            let run = try run(network, data, test: nil)
            #expect(run.snapshot.phase == .finished)
            #expect(try run.model.evaluate(data).count == 2)
            #expect(try run.model.stepwisePrediction(data, example: 1).steps == 2)
        }
    }

    @Test func plansThatCannotBeAreRefused() {
        func isRefused(_ change: (inout TrainingPlan) -> Void) -> Bool {
            var plan = TinyTasks.plan
            change(&plan)
            return (try? TrainingRun(network: TinyTasks.classifier, train: TinyTasks.signs(), test: nil, plan: plan)) == nil
        }
        #expect(!isRefused { _ in })
        #expect(isRefused { $0.epochs = 0 })
        #expect(isRefused { $0.batchSize = 0 })
        #expect(isRefused { $0.batchSize = .max })
        #expect(isRefused { $0.learningRate = .nan })
        #expect(isRefused { $0.clipNorm = 0 })
        #expect(isRefused { $0.clipNorm = .nan })
        #expect(isRefused { $0.weightDecay = -1 })
        #expect(isRefused { $0.bpttSteps = 5 })
        #expect(isRefused { $0.patience = 1 })
        #expect(isRefused { $0.keepsBest = true })
        #expect(isRefused { $0.classWeights = [1] })
        #expect(isRefused { $0.classWeights = [0, 0] })
        #expect(isRefused { $0.schedule = .stepDecay(factor: 1, epochs: 0) })
        #expect(isRefused { $0.schedule = .plateau(factor: 1, patience: 0) })
        #expect(isRefused { $0.clipValue = 0 })
        #expect(isRefused { $0.schedule = .warmup(steps: 0) })
    }
}
