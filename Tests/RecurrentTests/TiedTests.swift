import Datasets
import Testing

@testable import Recurrent

/// An embedding whose weights are also those of the output layer: consistency and training.
@Suite struct TiedTests {
    private func problem(_ layers: [Layer]) -> NetworkError? {
        do throws(NetworkError) {
            _ = try Network(layers).task(for: TinyTasks.text(50))
            return nil
        } catch {
            return error
        }
    }

    @Test func refusals() throws {
        let lstm = TinyTasks.recurrent(.lstm(forgetBias: 1), 6)
        #expect(problem([.embedding(size: 6), lstm, .tied]) == nil)
        #expect(problem([lstm, .tied]) == NetworkError(layer: 1, .noEmbedding(.tied)))
        let input = OutputShape(returnsSequences: true, width: 6)
        #expect(problem([.embedding(size: 5), lstm, .tied]) == NetworkError(layer: 2, .tiedWidth(.tied, size: 5, input: input)))
        #expect(problem([.embedding(size: 6), .tied, lstm])?.problem == .notLast(.tied))
        #expect(problem([.embedding(size: 6), .residual([.tied])])?.problem == .notLast(.tied))
        #expect(problem([.embedding(size: 6), lstm, .last, .tied])?.layer == 2)
        let open = try Network([.embedding(size: 6), lstm, .tied]).summary(features: nil)
        #expect(open.width == nil && open.parameters.perFeature == 7)
    }

    /// A frozen embedding is unchanged, whatever else is trained; a frozen bias does not affect the table.
    @Test(arguments: [0, 2]) func freezing(_ layer: Int) throws {
        let network = Network([.embedding(size: 6), TinyTasks.recurrent(.lstm(forgetBias: 1), 6), .tied])
        let data = TinyTasks.text(120)
        var plan = TinyTasks.plan
        (plan.bpttSteps, plan.frozenLayers, plan.epochs) = (7, [layer], 1)
        let run = try TrainingRun(network: network, train: data, test: nil, plan: plan)
        let before = run.model.parameters
        run.start()
        run.wait()
        let after = run.model.parameters
        #expect((before.first == after.first) == (layer == 0))
        #expect((before.last == after.last) == (layer == 2))
    }

    @Test func itsLossFalls() throws {
        let network = Network([.embedding(size: 8), TinyTasks.recurrent(.lstm(forgetBias: 1), 8), .tied])
        let data = TinyTasks.text()
        var plan = TinyTasks.plan
        (plan.bpttSteps, plan.epochs, plan.learningRate, plan.batchSize) = (8, 10, 0.05, 5)
        let run = try TrainingRun(network: network, train: data, test: data, plan: plan)
        let first = try run.model.evaluate(data).loss
        run.start()
        run.wait()
        #expect(try run.model.evaluate(data).loss < first / 4)
    }
}
