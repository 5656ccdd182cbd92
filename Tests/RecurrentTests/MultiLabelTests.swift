import Datasets
import Testing

@testable import Recurrent

/// Sequences that may have any number of labels.
struct MultiLabelTests {
    private static let network = Network([TinyTasks.recurrent(.gru(.after), 8), .last, TinyTasks.dense(3)])

    @Test func theLabelsAreLearned() throws {
        let data = TinyTasks.labels(200)
        var plan = TinyTasks.plan
        (plan.epochs, plan.batchSize) = (25, 20)
        let run = try TrainingRun(network: Self.network, train: data, test: data, plan: plan)
        run.start()
        run.wait()
        let evaluation = try run.model.evaluate(data)
        let labels = try #require(evaluation.labels)
        #expect(labels.count == 3 && evaluation.confusion.isEmpty && evaluation.ranks.isEmpty && evaluation.r2 == nil)
        #expect(evaluation.classScores[0].f1 ?? 0 > 0.9 && evaluation.classScores[1].f1 ?? 0 > 0.9)
        #expect(run.snapshot.history.first?.test?.loss ?? 0 > evaluation.loss)
    }

    /// The figures against those counted from the probabilities.
    @Test func figuresAreThoseOfTheProbabilities() throws {
        let data = TinyTasks.labels(30)
        let model = try Model.initial(network: Self.network, for: data, seed: 4)
        guard case .sequenceLabels(let wanted, _) = data.storage.targets else { return #expect(Bool(false)) }
        var said: [[Float]] = []
        try SequencePredictor(model, data).forEach { _, outputs in said.append(outputs) }
        #expect(said.allSatisfy { $0.count == 3 && $0.allSatisfy { 0...1 ~= $0 } })
        var (right, real, claimed, exact, loss) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for (row, probabilities) in said.enumerated() {
            let truth = wanted[row * 3..<row * 3 + 3].map { $0 > 0 }
            let found = probabilities.map { $0 > 0.5 }
            right += Double(zip(truth, found).count { $0 && $1 })
            real += Double(truth.count { $0 })
            claimed += Double(found.count { $0 })
            exact += truth == found ? 1 : 0
            for (isReal, probability) in zip(truth, probabilities) {
                loss -= ReproducibleMath.log(Double(isReal ? probability : 1 - probability)) / 90
            }
        }
        let evaluation = try model.evaluate(data)
        #expect(abs(evaluation.loss - loss) < 1e-5)
        #expect(evaluation.exactMatch.map { abs($0 - exact / 30) < 1e-12 } == true)
        #expect(evaluation.microF1.map { abs($0 - 2 * right / (real + claimed)) < 1e-12 } == true)
        let worst = try model.review(data, bins: nil, worst: 2).worst
        #expect(worst.count == 2 && worst[0].loss >= worst[1].loss)
        if case .labels(let target, _)? = worst.first?.answer { #expect(target.allSatisfy { 0..<3 ~= $0 }) } else { #expect(Bool(false)) }
        // One step at a time gives the same result as a sequence.
        let stepwise = try model.stepwisePrediction(data, example: 3).outputs
        #expect(Array(stepwise.suffix(3)) == said[3])
    }

    @Test func aCheckpointKeepsTheCounts() throws {
        let evaluation = try Model.initial(network: Self.network, for: TinyTasks.labels(), seed: 4).evaluate(TinyTasks.labels())
        #expect(StableJSON.value(Evaluation.self, from: try StableJSON.text(evaluation)) == evaluation)
        #expect(evaluation.isSound)
    }

    @Test func whatDoesNotFitIsSaid() throws {
        let data = TinyTasks.labels()
        let wide = Network([TinyTasks.recurrent(.gru(.after), 4), .last, TinyTasks.dense(2)])
        #expect(throws: NetworkError.self) { try Model.initial(network: wide, for: data, seed: 1).evaluate(data) }
        #expect(try Self.network.task(for: data) == .multiLabel(labels: 3))
    }
}
