import Datasets
import Testing

@testable import Recurrent

/// A run that continues with classes and symbols that it did not know.
struct ModelExtensionTests {
    private func words(_ texts: [String], _ vocabulary: [String], tags: [String]) -> SequenceDataset {
        let ids = texts.map { text in Int32(vocabulary.firstIndex(of: text) ?? 0) }
        return SequenceDataset(
            name: "words", presentation: .symbols, inputs: .symbols(ids: ids, vocabulary: vocabulary),
            targets: .stepClasses(labels: ids.map { $0 % Int32(tags.count) }, names: tags), offsets: [0, ids.count])
    }

    @Test func namesComeAfterThoseThatThereWere() throws {
        let old = words(["b", "a"], ["b", "a"], tags: ["1", "2"])
        let new = words(["c", "a"], ["a", "c", "B"], tags: ["3", "2.0", "1"])
        let kind = old.extended(with: new)
        guard case .symbols(_, let vocabulary) = kind.storage.inputs else { return #expect(Bool(false)) }
        #expect(kind.count == 0 && vocabulary == ["b", "a", "c", "B"] && kind.classNames == ["1", "2", "3"])
        let matched = try new.matched(to: kind)
        guard case .symbols(let ids, _) = matched.storage.inputs, case .stepClasses(let labels, _) = matched.storage.targets else { return }
        #expect(ids == [2, 1] && labels == [1, 2])
    }

    /// The network's outputs for old classes are unchanged until it has trained further: new columns do not change old
    /// ones.
    @Test(arguments: [TinyTasks.recurrent(.gru(.after), 6), .bidirectional(Recurrence(cell: .lstm(forgetBias: 1), units: 3))])
    func oldWeightsStay(_ layer: Layer) throws {
        let old = words(["b", "a"], ["b", "a"], tags: ["1", "2"])
        let kind = old.extended(with: words(["c"], ["a", "c"], tags: ["3", "2"]))
        for layers in [[.embedding(size: 4), layer, TinyTasks.dense(2)], [layer, TinyTasks.dense(2)]] {
            var plan = TinyTasks.plan
            plan.epochs = 2
            let run = try TrainingRun(network: Network(layers), train: old, test: nil, plan: plan)
            run.start()
            run.wait()
            let end = try #require(run.end)
            let network = try Network(layers).extended(by: 1)
            let start = try TrainingStart(end).extended(to: network, for: kind, seed: 3)
            let both = words(["a", "b", "c", "a"], ["b", "a", "c"], tags: ["1", "2", "3"])
            plan.epochs = 2
            let unchanged = try TrainingRun(network: network, train: both, test: nil, plan: plan, start: start)
            unchanged.start()
            unchanged.wait()
            for (before, after) in zip(run.model.parameters, unchanged.model.parameters) {
                let (columns, wider) = (before.shape.last ?? 1, after.shape.last ?? 1)
                for place in before.values.indices {
                    #expect(before.values[place] == after.values[place / columns * wider + place % columns], "\(before.name)")
                }
            }
            #expect(unchanged.snapshot.epoch == 2)
            plan.epochs = 4
            let further = try TrainingRun(network: network, train: both, test: nil, plan: plan, start: start)
            further.start()
            further.wait()
            #expect(further.snapshot.epoch == 4 && further.model.parameters != unchanged.model.parameters)
            #expect(
                further.end?.optimizerState.map(\.shape)
                    == further.end.map { end in
                        (0..<plan.optimizer.stateCount).flatMap { _ in end.weights.map(\.shape) }
                    })
        }
    }

    @Test func theBlankStaysLast() throws {
        let network = Network([TinyTasks.recurrent(.gru(.after), 2), TinyTasks.dense(3)])
        let old = try Model.initial(network: network, inputWidth: 1, seed: 0)
        let wider = try ModelExtension(to: network.extended(by: 2), inputWidth: 1, keepsLastOutput: true, seed: 1)
        let bias = try #require(
            wider.weights(
                old.parameters.map { Tensor(name: $0.name, shape: $0.shape, values: $0.values.indices.map(Float.init)) }
            ).last)
        #expect(bias.values == [0, 1, 0, 0, 2])
    }

    @Test func aNetworkWithoutDenseCannotGrow() {
        let network = Network([TinyTasks.recurrent(.gru(.after), 2)])
        #expect(throws: NetworkError(layer: 0, .cannotGrow(network.layers.last))) { try network.extended(by: 1) }
    }
}
