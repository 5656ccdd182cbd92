import Datasets
import Foundation
import Testing

@testable import Recurrent

/// Label sequences: requirements on the data, training and evaluation.
@Suite struct TranscriptionTests {
    private static let network = Network([.bidirectional(Recurrence(cell: .lstm(forgetBias: 1), units: 8)), TinyTasks.dense(4)])

    private static func data(_ labels: [[Int32]], steps: Int, names: [String] = ["a", "b"]) -> SequenceDataset {
        SequenceDataset(
            name: "lines", presentation: .channels,
            inputs: .features(values: Array(repeating: 0.5, count: labels.count * steps), width: 1),
            targets: .labelSequences(labels: LabelSequences(labels), names: names), offsets: (0...labels.count).map { $0 * steps })
    }

    @Test func learnsWhereLabelsAre() throws {
        let data = TinyTasks.transcripts(60)
        var plan = TinyTasks.plan
        (plan.epochs, plan.learningRate, plan.loss) = (12, 0.03, .ctc(beam: 1))
        let run = try TrainingRun(network: Self.network, train: data, test: data, plan: plan)
        run.start()
        run.wait()
        let evaluation = try run.model.evaluate(data)
        let readings = try #require(evaluation.readings)
        #expect(readings.labelError < 0.1 && evaluation.error == readings.labelError)
        #expect(evaluation.count == Int(readings.labels) && readings.sequences == 60)
        #expect(evaluation.confusion.isEmpty && evaluation.ranks.isEmpty)
        // All alignments of the decoded labels together are more probable than the best one.
        var model = run.model
        model.loss = .ctc(beam: 8)
        let beam = try #require(try model.evaluate(data).readings)
        #expect(beam.labelError < 0.1)
        let review = try model.review(data, bins: 10, worst: 2)
        #expect(review.calibration == nil && review.worst.count == 2)
        guard case .readings(let target, _) = review.worst[0].answer else { return #expect(Bool(false)) }
        guard case .labelSequences(let labels, _) = data.storage.targets else { return #expect(Bool(false)) }
        #expect(target == labels[review.worst[0].sequence].map(Int.init))
    }

    @Test func lossesAreMeansOverSequences() throws {
        let data = TinyTasks.transcripts(7)
        var model = try Model.initial(network: Self.network, for: data, seed: 2)
        model.loss = .ctc(beam: 1)
        let worst = try model.review(data, bins: nil, worst: 7).worst
        let mean = worst.map(\.loss).reduce(0, +) / 7
        #expect(abs(try model.evaluate(data).loss - mean) < 1e-4 * mean)
        let weighed = TinyTasks.weighed(data)
        let weights = (0..<7).map { Double(weighed.weight($0)) }
        let weighedMean = worst.reduce(0) { $0 + $1.loss * weights[$1.sequence] } / weights.reduce(0, +)
        #expect(abs(try model.evaluate(weighed).loss - weighedMean) < 1e-4 * mean)
    }

    @Test func refusals() {
        func problem(_ data: SequenceDataset, _ network: Network, loss: Loss = .ctc(beam: 1), window: Int? = nil) -> NetworkError? {
            var plan = TinyTasks.plan
            (plan.loss, plan.bpttSteps) = (loss, window)
            do throws(NetworkError) {
                _ = try TrainingRun(network: network, train: data, test: nil, plan: plan)
                return nil
            } catch {
                return error
            }
        }
        let network = Network([TinyTasks.recurrent(.gru(.after), 4), TinyTasks.dense(3)])
        #expect(problem(Self.data([[0, 1, 0], []], steps: 3), network) == nil)
        #expect(
            problem(Self.data([[0], [0, 0, 1]], steps: 3), network)
                == NetworkError(.tooManyLabels(3, repeats: 1, sequence: 1, steps: 3, data: "lines")))
        #expect(
            problem(Self.data([[0, 2]], steps: 3), network) == NetworkError(.classOutside(2, sequence: 0, data: "lines", classes: 2)))
        #expect(problem(Self.data([[0, 1]], steps: 3), network, window: 2) == NetworkError(.plan(.windowOfLabels)))
        #expect(problem(Self.data([[0, 1]], steps: 3), network, loss: .focal(2)) == NetworkError(.lossOfClasses(.focal(2), data: "lines")))
        #expect(problem(TinyTasks.words(5), network) == NetworkError(.noLabelSequences(data: "words")))
        #expect(problem(Self.data([[0, 1]], steps: 3), network, loss: .ctc(beam: 0)) == NetworkError(.plan(.loss(.ctc(beam: 0)))))
        let narrow = Network([TinyTasks.recurrent(.gru(.after), 4), TinyTasks.dense(2)])
        let task = SequenceTask.transcription(labels: 2)
        #expect(
            problem(Self.data([[0, 1]], steps: 3), narrow)
                == NetworkError(
                    layer: 1,
                    .outputWidth(OutputShape(returnsSequences: true, width: 2), data: "lines", task: task, last: TinyTasks.dense(2))))
    }

    /// Whatever a network outputs, loss and gradient stay finite.
    @Test func surenessOfWhatIsWrongIsFinite() throws {
        let data = Self.data([[0, 1, 0]], steps: 40)
        var model = Model(
            network: Network([TinyTasks.dense(3)]), inputWidth: 1,
            parameters: [
                Tensor(name: "0.kernel", shape: [1, 3], values: [-3e4, -2e4, 3e4]), Tensor(name: "0.bias", shape: [3], values: [0, 0, 0]),
            ])
        model.loss = .ctc(beam: 1)
        let executor = try Executor(
            model: model, isSymbolic: false, maximumBatch: 1, maximumSteps: 40, optimizer: .sgd(momentum: 0, nesterov: false), threads: 1)
        let slice = SequenceSlice(sequence: 0, steps: 0..<40, end: 40)
        let found = executor.gradients(Batch([slice], from: data.storage))
        // Three of the 40 steps have a label; there are 9,880 ways to choose them, all at the same cost.
        #expect(abs(found.loss - (30_000 + 25_000 + 30_000 - log(9_880))) < 0.1)
        #expect(found.parameters.allSatisfy { $0.values.allSatisfy(\.isFinite) })
    }
}
