import Datasets
import Testing

@testable import Recurrent

/// Models applied to whole datasets, and to sequences as they arrive: always the same bits.
@Suite struct SequencePredictorTests {
    private static let cases: [(network: Network, data: SequenceDataset)] = [
        (TinyTasks.classifier, TinyTasks.signs(70, varying: true)),
        (
            Network([.bidirectional(Recurrence(cell: .gru(.after), units: 5)), .mean, TinyTasks.dense(2)]),
            TinyTasks.signs(30, varying: true)
        ),
        (Network([.embedding(size: 3), TinyTasks.recurrent(.gru(.before), 5), TinyTasks.dense(3)]), TinyTasks.words()),
        (TinyTasks.languageModel, TinyTasks.text(1000)),
        (
            Network([
                .embedding(size: 4), .recurrent(Recurrence(cell: .lstm(forgetBias: 1), units: 8, zoneout: 0.1, normalization: .layer)),
                .recurrent(Recurrence(cell: .gru(.after), units: 8, recurrentDropout: 0.2, zoneout: 0.2, normalization: .layer)),
                TinyTasks.dense(5),
            ]), TinyTasks.text(1000)
        ),
    ]

    @Test(arguments: [Layer.max, .first, .attend(units: 3)]) func whatNeedsTheWholeIsNotFollowed(_ layer: Layer) throws {
        let data = TinyTasks.signs(30, varying: true)
        let model = try Model.initial(network: Network([.gru(.after, 4), layer, TinyTasks.dense(2)]), for: data, seed: 5)
        #expect(throws: NetworkError(.needsWholeSequence)) { try StepReader(model, data) }
    }

    @Test(arguments: cases.indices) func saysWhatIsSaidOfEachExample(_ index: Int) throws {
        let (network, data) = Self.cases[index]
        let model = try Model.initial(network: network, for: data, seed: 5)
        let predictor = try SequencePredictor(model, data)
        var count = 0
        predictor.forEach { sequence, outputs in
            #expect(sequence == count)
            count += 1
            guard let expected = try? model.stepwisePrediction(data, example: sequence) else { return #expect(Bool(false)) }
            #expect(outputs == (predictor.task.predictsSteps ? expected.outputs : Array(expected.outputs.suffix(expected.width))))
        }
        #expect(count == data.count)
    }

    @Test(arguments: cases.indices) func aStreamHasTheBitsOfTheWhole(_ index: Int) throws {
        let (network, data) = Self.cases[index]
        let model = try Model.initial(network: network, for: data, seed: 5)
        guard index != 1 else {
            #expect(throws: NetworkError(.needsWholeSequence)) { try StepReader(model, data) }
            return
        }
        let reader = try StepReader(model, data)
        for example in [0, data.count - 1] {
            reader.reset()
            let expected = try model.stepwisePrediction(data, example: example)
            var outputs: [Float] = []
            for step in data.steps(example) {
                switch data.storage.inputs {
                case .features(let values, let width): outputs += reader.read(Array(values[step * width..<(step + 1) * width]))
                case .symbols(let ids, _): outputs += reader.read(symbol: ids[step])
                }
            }
            #expect(outputs == expected.outputs)
        }
    }

    /// A file in Unroll's format holds the training state in addition to the weights.
    @Test func aRunInAFileIsTheRun() throws {
        let (train, test) = (TinyTasks.signs(), TinyTasks.signs(40, seed: 2))
        var plan = TinyTasks.plan
        plan.keepsBest = true
        let run = try TrainingRun(network: TinyTasks.classifier, train: train, test: test, plan: plan)
        run.start()
        run.wait()
        let end = try #require(run.end)
        let file = try Safetensors(bytes: try end.file().bytes)
        let held = try #require(try Checkpoint.held(in: file))
        #expect(try held.encoded() == end.encoded())
        #expect(TrainingStart(held).digest == TrainingStart(end).digest)
        let weights = try WeightFile(network: TinyTasks.classifier, inputWidth: 2, file: file, format: .unroll)
        #expect(weights.model.parameters == run.model.parameters && weights.unused.isEmpty)
        #expect(try Checkpoint.held(in: try run.model.weights(format: .unroll)) == nil)
        var broken = file
        broken.tensors.removeLast()
        #expect(throws: SafetensorsError.self) { try Checkpoint.held(in: broken) }
        let description = RunDescription(run.model, plan: plan)
        #expect(RunDescription(text: description.text) == description && description.network == TinyTasks.classifier)
        #expect(RunDescription(text: "{}") == nil)
    }
}
