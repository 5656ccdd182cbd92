import Testing

@testable import Recurrent

@Suite struct DropoutTests {
    /// A linear layer that follows dropout of ones: the gradient of its weights counts the kept elements.
    private func kept(rate: Float, seed: UInt64 = 1, step: Int = 0, threads: Int = 2) throws -> [Float] {
        let (rows, width) = (500, 40)
        let network = Network([.last, .dropout(rate: rate), TinyTasks.dense(1)])
        var model = try Model.initial(network: network, inputWidth: width, seed: 1)
        for index in model.parameters.indices { model.parameters[index].values = model.parameters[index].values.map { _ in 0 } }
        let executor = try Executor(
            model: model, isSymbolic: false, maximumBatch: rows, maximumSteps: 1, optimizer: .sgd(momentum: 0, nesterov: false),
            threads: threads)
        var settings = StepSettings()
        settings.seed = seed
        settings.step = step
        let batch = Batch(
            steps: 1, lengths: Array(repeating: 1, count: rows), inputs: .features(Array(repeating: 1, count: rows * width)),
            targets: .sequenceValues(Array(repeating: -0.5, count: rows)))
        // With output 0 and target -1/2, each row's gradient of the mean squared error is its input / rows.
        return executor.gradients(batch, settings).parameters[0].values
    }

    @Test(arguments: [0, 0.1, 0.5, 0.9] as [Float]) func keepsTheMean(_ rate: Float) throws {
        let columns = try kept(rate: rate)
        let mean = columns.reduce(0, +) / Float(columns.count)
        // 20,000 draws, each 1 / (1 - rate) with probability 1 - rate: five standard errors.
        let variance: Float = rate / (1 - rate) / 20_000
        let tolerance: Float = 5 * variance.squareRoot() + 1e-5
        #expect(abs(mean - 1) <= tolerance)
        if rate > 0 { #expect(Set(columns).count > 5) }
    }

    @Test func dependsOnSeedAndStepAlone() throws {
        let first = try kept(rate: 0.5)
        #expect(try kept(rate: 0.5, threads: 4) == first)
        #expect(try kept(rate: 0.5, seed: 2) != first)
        #expect(try kept(rate: 0.5, step: 1) != first)
    }

    @Test func isOffWhereNothingIsTrained() throws {
        let network = Network([.dropout(rate: 0.5), .last, TinyTasks.dense(1)])
        let model = try Model.initial(network: network, inputWidth: 2, seed: 1)
        let plain = Model(
            network: Network([.last, TinyTasks.dense(1)]), inputWidth: 2,
            parameters: model.parameters.map { Tensor(name: "1." + $0.name.dropFirst(2), shape: $0.shape, values: $0.values) })
        let batch = Batch(steps: 1, lengths: [1, 1], inputs: .features([1, 2, 3, 4]), targets: .none)
        func output(_ model: Model) throws -> [Float] {
            try Executor(model: model, isSymbolic: false, maximumBatch: 2, maximumSteps: 1, optimizer: nil).forward(batch).outputs
        }
        #expect(try output(model) == output(plain))
    }
}
