import TestSupport
import Testing

@testable import Recurrent

@Suite struct LossTests {
    /// Logits up to 1e4 come out of a linear layer without weights: its input is the logits, its kernel the identity.
    @Test func softmaxCrossEntropyAgrees() throws {
        let file = try Safetensors(file: Fixtures.path("softmax-cross-entropy"))
        let logits = try #require(file.tensor("logits"))
        let targets = try #require(file.integers("target"))
        let (rows, classes) = (logits.shape[0], logits.shape[1])
        var identity = [Float](repeating: 0, count: classes * classes)
        for k in 0..<classes { identity[k * classes + k] = 1 }
        let model = Model(
            network: Network([.last, TinyTasks.dense(classes)]), inputWidth: classes,
            parameters: [
                Tensor(name: "1.kernel", shape: [classes, classes], values: identity),
                Tensor(name: "1.bias", shape: [classes], values: Array(repeating: 0, count: classes)),
            ])
        let executor = try Executor(
            model: model, isSymbolic: false, maximumBatch: rows, maximumSteps: 1, optimizer: nil, needsInputGradient: true, threads: 1)
        let batch = Batch(
            steps: 1, lengths: Array(repeating: 1, count: rows), inputs: .features(logits.values), targets: .sequenceClasses(targets))
        let losses = try #require(file.tensor("loss_per_row")).values
        let mean = losses.reduce(0.0) { $0 + Double($1) } / Double(rows)
        #expect(abs(executor.forward(batch).loss / mean - 1) < 1e-5)
        #expect(relativeDifference(executor.softmax(logits.values, width: classes), try #require(file.tensor("probability")).values) < 1e-5)
        #expect(relativeDifference(executor.gradients(batch).input, try #require(file.tensor("grad")).values) < 1e-5)
        for row in 0..<rows {
            let one = Batch(
                steps: 1, lengths: [1], inputs: .features(Array(logits.values[(row * classes)..<((row + 1) * classes)])),
                targets: .sequenceClasses([targets[row]]))
            #expect(abs(executor.forward(one).loss - Double(losses[row])) <= 1e-5 * max(1, Double(losses[row])))
        }
    }

    @Test func classWeightsAreAWeightedMean() throws {
        let data = TinyTasks.signs(8)
        let network = Network([TinyTasks.recurrent(.gru(.after), 4), .last, TinyTasks.dense(2)])
        let model = try Model.initial(network: network, for: data, seed: 1)
        let executor = try Executor(
            model: model, isSymbolic: false, maximumBatch: 8, maximumSteps: 6, optimizer: .sgd(momentum: 0, nesterov: false))
        func loss(_ indices: [Int], _ weights: [Float]?) -> Double {
            let batch = Batch(BatchSequence(data, batches: [indices], window: nil).batch(at: 0).rows, from: data.storage)
            var settings = StepSettings()
            settings.classWeights = weights
            return executor.gradients(batch, settings).loss
        }
        guard case .sequenceClasses(let labels, _) = data.storage.targets else { return }
        let single = (0..<8).map { loss([$0], nil) }
        let weights: [Float] = [0.5, 3]
        let total = labels.reduce(0.0) { $0 + Double(weights[Int($1)]) }
        let expected = zip(single, labels).reduce(0.0) { $0 + $1.0 * Double(weights[Int($1.1)]) } / total
        #expect(abs(loss(Array(0..<8), weights) / expected - 1) < 1e-5)
        #expect(abs(loss(Array(0..<8), nil) / (single.reduce(0, +) / 8) - 1) < 1e-5)
    }
}
