import TestSupport
import Testing

@testable import Recurrent

@Suite struct OptimizerTests {
    /// The optimizer from the names of constants in a case's metadata.
    private func optimizer(_ name: String, _ metadata: [String: String]) throws -> Optimizer {
        func number(_ key: String, _ standard: Float) -> Float { metadata[key].flatMap(Float.init) ?? standard }
        switch name {
        case "optimizer-sgd", "optimizer-sgd-momentum", "optimizer-sgd-nesterov":
            return .sgd(momentum: number("momentum", 0), nesterov: metadata["nesterov"] == "true")
        case "optimizer-rmsprop-tf1": return .rmsprop(decay: number("decay", 0.9), epsilon: number("epsilon", 1e-10), form: .tensorflow)
        case "optimizer-rmsprop-torch": return .rmsprop(decay: number("decay", 0.99), epsilon: number("epsilon", 1e-8), form: .pytorch)
        case "optimizer-adam", "optimizer-adam-clip":
            return .adam(beta1: number("beta1", 0.9), beta2: number("beta2", 0.999), epsilon: number("epsilon", 1e-8))
        case "optimizer-adamw":
            return .adamw(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: number("weight_decay", 0.01))
        case "optimizer-adagrad": return .adagrad(epsilon: number("epsilon", 1e-10))
        default: throw ReferenceCase.Problem(description: "unknown optimizer \(name)")
        }
    }

    /// A linear layer gets the case's gradients through suitable targets: with one unit vector in each row as input,
    /// the gradient of weight (i, j) is 2 (output - target) / (rows * columns). A row of zeros cancels the bias's
    /// gradient.
    @Test(arguments: Fixtures.optimizerCases) func trajectory(_ name: String) throws {
        let file = try Safetensors(file: Fixtures.path(name))
        func values(_ name: String) throws -> [Float] { try #require(file.tensor(name)).values }
        let steps = try #require(file.metadata["steps"].flatMap(Int.init))
        let (rows, columns) = (5, 3)
        let network = Network([.last, TinyTasks.dense(columns)])
        let bias = Tensor(name: "1.bias", shape: [columns], values: [0, 0, 0])
        let model = Model(
            network: network, inputWidth: rows,
            parameters: [Tensor(name: "1.kernel", shape: [rows, columns], values: try values("parameter.0")), bias])
        let executor = try Executor(
            model: model, isSymbolic: false, maximumBatch: rows + 1, maximumSteps: 1, optimizer: optimizer(name, file.metadata), threads: 1)
        var settings = StepSettings()
        settings.learningRate = try #require(file.metadata["lr"].flatMap(Float.init))
        settings.clipNorm = file.metadata["clip_global_norm"].flatMap(Float.init).flatMap { $0 > 0 ? $0 : nil }
        var inputs = [Float](repeating: 0, count: (rows + 1) * rows)
        for row in 0..<rows { inputs[row * rows + row] = 1 }
        let scale = Float((rows + 1) * columns) / 2

        for step in 0..<steps {
            let gradient = try values("gradient.\(step)")
            let parameters = executor.parameters
            var targets: [Float] = []
            for row in 0..<rows {
                for column in 0..<columns {
                    let place = row * columns + column
                    targets.append(parameters[0].values[place] + parameters[1].values[column] - scale * gradient[place])
                }
            }
            for column in 0..<columns {
                let sum = (0..<rows).reduce(Float(0)) { $0 + gradient[$1 * columns + column] }
                targets.append(parameters[1].values[column] + scale * sum)
            }
            settings.step = step
            let batch = Batch(
                steps: 1, lengths: Array(repeating: 1, count: rows + 1), inputs: .features(inputs), targets: .sequenceValues(targets))
            let result = executor.trainingStep(batch, settings)
            let norm = gradient.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
            #expect(abs(Double(result.gradientNorm) / norm - 1) < 1e-5)
            #expect(relativeDifference(executor.parameters[0].values, try values("parameter.\(step + 1)")) < 1e-5, "step \(step)")
        }
    }

    @Test func weightDecayAddsToTheGradient() throws {
        let model = Model(
            network: Network([.last, TinyTasks.dense(1)]), inputWidth: 1,
            parameters: [Tensor(name: "1.kernel", shape: [1, 1], values: [2]), Tensor(name: "1.bias", shape: [1], values: [0])])
        let executor = try Executor(
            model: model, isSymbolic: false, maximumBatch: 1, maximumSteps: 1, optimizer: .sgd(momentum: 0, nesterov: false), threads: 1)
        var settings = StepSettings()
        settings.learningRate = 0.5
        settings.weightDecay = 0.25
        _ = executor.trainingStep(Batch(steps: 1, lengths: [1], inputs: .features([1]), targets: .sequenceValues([2])), settings)
        #expect(executor.parameters[0].values == [2 - 0.5 * 0.25 * 2])
    }
}
