import Datasets
import Foundation
import Testing

@testable import Recurrent

/// Several targets learned from the same sequences at once.
@Suite struct SeveralTargetsTests {
    private static let heads: Layer = .join([[TinyTasks.dense(2)], [TinyTasks.dense(1)], [TinyTasks.dense(3)]])
    private static let network = Network([TinyTasks.recurrent(.gru(.after), 8), .last, heads])

    private func trained(_ data: SequenceDataset, _ loss: Loss = .standard, network: Network = Self.network) throws -> TrainingRun {
        var plan = TinyTasks.plan
        plan.loss = loss
        let run = try TrainingRun(network: network, train: data, test: data, plan: plan)
        run.start()
        run.wait()
        return run
    }

    /// The figures of each target are those of the target alone, and the loss is their sum.
    @Test func figuresAreThoseOfEachTarget() throws {
        let data = TinyTasks.weighed(TinyTasks.severalTargets())
        var model = try Model.initial(network: Self.network, for: data, seed: 2)
        model.loss = .weighted([1, 0.5, 3])
        let all = try model.evaluate(data)
        let found = try #require(all.targets)
        #expect(found.map(\.name) == ["sign", "mean", "marks"] && all.error == nil && all.count == 48)
        let sum = found[0].evaluation.loss + 0.5 * found[1].evaluation.loss + 3 * found[2].evaluation.loss
        #expect(abs(all.loss - sum) < 1e-12)
        for index in 0..<3 {
            // A network with only the outputs of this target.
            let prefix = "2.\(index).0."
            let own = model.parameters.filter { $0.name.hasPrefix("0.") || $0.name.hasPrefix(prefix) }.map {
                Tensor(
                    name: $0.name.hasPrefix(prefix) ? "2." + $0.name.dropFirst(prefix.count) : $0.name, shape: $0.shape, values: $0.values)
            }
            guard case .join(let paths) = Self.heads else { return }
            let alone = Model(
                network: Network(Array(Self.network.layers.dropLast()) + paths[index]), inputWidth: 2, parameters: own)
            let single = try alone.evaluate(data.target(index))
            #expect(single == found[index].evaluation)
            let (several, one) = (
                try model.review(data, target: index, bins: 4, worst: 5), try alone.review(data.target(index), bins: 4, worst: 5)
            )
            #expect(several == one)
        }
        let values = try model.valueReview(data, target: 1, training: data)
        #expect(values.network.count == 60 && values.lastValue == nil)
    }

    /// A target that does not count changes nothing else.
    @Test func aTargetWithoutWeightIsNotLearned() throws {
        let data = TinyTasks.severalTargets()
        let model = try Model.initial(network: Self.network, for: data, seed: 2)
        func gradients(_ loss: Loss) throws -> [Tensor] {
            var model = model
            model.loss = loss
            let rows = (0..<data.count).map {
                SequenceSlice(sequence: $0, steps: data.steps($0), end: data.steps($0).upperBound)
            }
            let executor = try Executor(
                model: model, isSymbolic: false, maximumBatch: data.count, maximumSteps: 9, optimizer: .sgd(momentum: 0, nesterov: false))
            return executor.gradients(Batch(rows, from: data.storage)).parameters
        }
        let (whole, first, second, third) = (
            try gradients(.standard), try gradients(.weighted([1, 0, 0])), try gradients(.weighted([0, 1, 0])),
            try gradients(.weighted([0, 0, 1]))
        )
        for (index, tensor) in whole.enumerated() {
            for place in tensor.values.indices {
                let sum = first[index].values[place] + second[index].values[place] + third[index].values[place]
                #expect(abs(tensor.values[place] - sum) < 1e-6, "\(tensor.name)")
            }
            if tensor.name.hasPrefix("2.1.") { #expect(first[index].values.allSatisfy { $0 == 0 }) }
        }
    }

    @Test func allAreLearned() throws {
        let data = TinyTasks.severalTargets(120)
        let run = try trained(data, .weighted([1, 1, 1]))
        let history = run.snapshot.history
        let (first, last) = (try #require(history.first?.test?.targets), try #require(history.last?.test?.targets))
        for (before, after) in zip(first, last) { #expect(after.evaluation.loss < before.evaluation.loss, "\(after.name)") }
        // The default weights are 1.
        #expect(try trained(data).model.parameters == run.model.parameters)
        #expect(try trained(data, .weighted([1, 2, 1])).model.parameters != run.model.parameters)
    }

    @Test func predictionsStandSideBySide() throws {
        let data = TinyTasks.severalTargetsOfSteps(12)
        let network = Network([
            .embedding(size: 4), TinyTasks.recurrent(.gru(.after), 5), .join([[TinyTasks.dense(3)], [TinyTasks.dense(1)]]),
        ])
        let model = try Model.initial(network: network, for: data, seed: 2)
        let whole = try model.stepwisePrediction(data, example: 3)
        #expect(whole.width == 4 && whole.parts.map(\.width) == [3, 1])
        var steps = 0
        try SequencePredictor(model, data, target: 0).forEach { sequence, outputs in
            #expect(outputs.count == 3 * data.length(sequence))
            for row in stride(from: 0, to: outputs.count, by: 3) { #expect(abs(outputs[row..<row + 3].reduce(0, +) - 1) < 1e-5) }
            if sequence == 3 { #expect(outputs == whole.parts[0].outputs) }
            steps += outputs.count / 3
        }
        #expect(steps == data.storage.offsets[12])
        try SequencePredictor(model, data, target: 1).forEach { sequence, outputs in
            if sequence == 3 { #expect(outputs == whole.parts[1].outputs) }
        }
    }

    /// The quantiles of a target are its own outputs, in ascending order.
    @Test func targetsHaveLossesOfTheirOwn() throws {
        let data = TinyTasks.severalTargets(60)
        let network = Network([
            TinyTasks.recurrent(.gru(.after), 8), .last, .join([[TinyTasks.dense(2)], [TinyTasks.dense(3)], [TinyTasks.dense(3)]]),
        ])
        let loss = Loss.weighted([
            TargetLoss(weight: 1, loss: .focal(1)), TargetLoss(weight: 0.5, loss: .quantiles([0.1, 0.5, 0.9])), 0,
        ])
        let run = try trained(data, loss, network: network)
        let targets = try #require(run.snapshot.history.last?.test?.targets)
        #expect(targets[1].evaluation.r2 != nil && targets[1].evaluation.error == nil && targets[0].evaluation.error != nil)
        let said = try run.model.stepwisePrediction(data, example: 2).parts
        #expect(said.map(\.width) == [2, 3, 3] && said[1].quantiles == [0.1, 0.5, 0.9] && said[0].quantiles == nil)
        try SequencePredictor(run.model, data, target: 1).forEach { _, outputs in
            #expect(outputs.count == 3 && outputs[0] <= outputs[1] && outputs[1] <= outputs[2])
        }
        #expect(try run.model.valueReview(data, target: 1, training: nil).quantiles?.levels == [0.1, 0.5, 0.9])
        // Saved runs and files contain the loss of each.
        let coded = try JSONDecoder().decode(Loss.self, from: JSONEncoder().encode(loss))
        #expect(coded == loss)
    }

    @Test func whatCannotBeIsRefused() throws {
        let data = TinyTasks.severalTargets(12)
        func problem(_ data: SequenceDataset, _ loss: Loss = .standard, _ network: Network = Self.network) -> NetworkError.Problem? {
            do throws(NetworkError) {
                _ = try network.task(for: data, loss: loss)
                return nil
            } catch {
                return error.problem
            }
        }
        #expect(problem(data) == nil && problem(data, .weighted([1, 0, 2])) == nil)
        #expect(problem(data, .weighted([1, 2])) == .targetWeights(2, targets: ["sign", "mean", "marks"], data: "three"))
        #expect(problem(data, .focal(2)) == .lossOfOneTarget(.focal(2), data: "three"))
        #expect(
            problem(data, .weighted([TargetLoss(weight: 1, loss: .quantiles([0.5])), 1, 1])) == .quantilesOfClasses(data: "sign of three"))
        #expect(
            problem(data, .weighted([TargetLoss(weight: 1, loss: .ctc(beam: 1)), 1, 1]))
                == .lossOfOneTarget(.ctc(beam: 1), data: "three"))
        #expect(problem(data, .crf, Self.network.ready(for: .crf)) == .lossOfOneTarget(.crf, data: "three"))
        #expect(
            problem(TinyTasks.signs(4), .weighted([1, 2]), TinyTasks.classifier) == .targetWeights(2, targets: [], data: "signs"))
        guard case .outputWidth(_, _, .several(let tasks), _)? = problem(data, .standard, TinyTasks.classifier) else {
            return #expect(Bool(false))
        }
        #expect(tasks == [.classification(classes: 2), .sequenceRegression(width: 1), .multiLabel(labels: 3)])
        let words = TinyTasks.words(5)
        let mixed = SequenceDataset(
            name: "mixed", presentation: .symbols, inputs: words.storage.inputs,
            targets: .several([
                .init(name: "tag", values: words.storage.targets),
                .init(name: "kind", values: .sequenceClasses(labels: [0, 1, 0, 1, 0], names: ["a", "b"])),
            ]), offsets: words.storage.offsets)
        #expect(problem(mixed, .standard, Network([.embedding(size: 2), TinyTasks.dense(5)])) == .mixedTargets(["tag"], data: "mixed"))
        var plan = TinyTasks.plan
        plan.classWeights = [1, 2]
        #expect(throws: NetworkError(.plan(.weightsWithoutClasses))) {
            try TrainingRun(network: Self.network, train: data, test: nil, plan: plan)
        }
        let model = try Model.initial(network: Self.network, for: data, seed: 1)
        #expect(throws: NetworkError(.severalNotExplained(["sign", "mean", "marks"]))) { try model.attribution(data, example: 0) }
    }
}

/// The weight of a step in the loss, the gradient and the figures.
@Suite struct StepWeightTests {
    private static let network = Network([.embedding(size: 3), TinyTasks.recurrent(.gru(.after), 6), TinyTasks.dense(3)])

    private func weighed(_ data: SequenceDataset, _ weight: (Int) -> Float) -> SequenceDataset {
        var details = data.storage.details
        details.stepWeights = (0..<data.storage.offsets[data.count]).map(weight)
        return SequenceDataset(
            name: data.name, presentation: data.presentation, inputs: data.storage.inputs, targets: data.storage.targets,
            offsets: data.storage.offsets, details: details)
    }

    private func trained(_ data: SequenceDataset, _ network: Network = Self.network) throws -> TrainingRun {
        let run = try TrainingRun(network: network, train: data, test: data, plan: TinyTasks.plan)
        run.start()
        run.wait()
        return run
    }

    @Test func weightsOfOneGiveTheBitsOfNoWeights() throws {
        let words = TinyTasks.words()
        guard case .symbols(let ids, _) = words.storage.inputs else { return }
        let values = SequenceDataset(
            name: "values", presentation: .channels, inputs: .features(values: ids.map(Float.init), width: 1),
            targets: .stepValues(values: ids.map { $0 == 3 ? .nan : Float($0) / 4 }, width: 1), offsets: words.storage.offsets)
        for (data, network) in [(words, Self.network), (values, Network([TinyTasks.recurrent(.gru(.after), 5), TinyTasks.dense(1)]))] {
            let (own, other) = (try trained(weighed(data) { _ in 1 }, network), try trained(data, network))
            #expect(own.model.parameters == other.model.parameters)
            #expect(own.snapshot.history.map(\.trainLoss) == other.snapshot.history.map(\.trainLoss))
            #expect(own.snapshot.history.map { $0.test?.loss } == other.snapshot.history.map { $0.test?.loss })
            #expect(weighed(data) { $0 == 0 ? 2 : 1 }.fingerprint != weighed(data) { _ in 1 }.fingerprint)
        }
    }

    /// A weight of 0 equals a step without a class; the same weight at all steps of a sequence equals a weight of the
    /// sequence.
    @Test func weightsMeanWhatTheySay() throws {
        let data = TinyTasks.words()
        guard case .stepClasses(let labels, let names) = data.storage.targets else { return }
        let gaps = SequenceDataset(
            name: data.name, presentation: data.presentation, inputs: data.storage.inputs,
            targets: .stepClasses(labels: labels.indices.map { $0 % 3 == 0 ? -1 : labels[$0] }, names: names), offsets: data.storage.offsets
        )
        let model = try Model.initial(network: Self.network, for: data, seed: 2)
        let (own, other) = (try model.evaluate(weighed(data) { $0 % 3 == 0 ? 0 : 1 }), try model.evaluate(gaps))
        #expect(own.loss == other.loss && own.error == other.error && own.count == other.count && own.confusion == other.confusion)
        #expect(own.weight == Double(own.count) && other.weight == nil)
        #expect(
            try model.review(weighed(data) { $0 % 3 == 0 ? 0 : 1 }, bins: 4, worst: 3) == model.review(gaps, bins: 4, worst: 3))
        let ofSequences = TinyTasks.weighed(data)
        let ofSteps = weighed(data) { step in
            ofSequences.weight(data.storage.offsets.lastIndex { $0 <= step } ?? 0)
        }
        #expect(try trained(ofSequences).model.parameters == trained(ofSteps).model.parameters)
        let twice = weighed(ofSequences) { _ in 2 }
        #expect(twice.weight(1, step: 0) == 1 && ofSequences.weight(1) == 0.5)
        #expect(abs(try model.evaluate(twice).loss - model.evaluate(ofSequences).loss) < 1e-12)
    }

    /// Read window by window, with the state carried on, each step keeps its target and weight.
    @Test func windowsKeepStepsAndTheirWeights() throws {
        let data = TinyTasks.weighedSteps(TinyTasks.severalTargetsOfSteps(20))
        let network = Network([
            .embedding(size: 4), TinyTasks.recurrent(.gru(.after), 5), .join([[TinyTasks.dense(3)], [TinyTasks.dense(1)]]),
        ])
        let model = try Model.initial(network: network, for: data, seed: 3)
        let (whole, task) = (try model.evaluate(data), try network.task(for: data))
        let executor = try Executor(model: model, isSymbolic: true, maximumBatch: 20, maximumSteps: 5, optimizer: nil)
        let windows = executor.evaluate(data, .evaluation(of: data, batchSize: 20, window: 5), task: task)
        for (own, other) in zip(try #require(windows.targets), try #require(whole.targets)) {
            let (a, b) = (own.evaluation, other.evaluation)
            #expect(abs(a.loss - b.loss) < 1e-6 && a.error == b.error && a.count == b.count && a.weight == b.weight, "\(own.name)")
            #expect(a.confusion == b.confusion && abs((a.r2 ?? 0) - (b.r2 ?? 0)) < 1e-6)
        }
    }

    @Test func whatCannotBeWeighedIsRefused() throws {
        let signs = weighed(TinyTasks.signs(4)) { _ in 1 }
        #expect(throws: NetworkError(.stepWeightsWithoutSteps(data: "signs"))) { try TinyTasks.classifier.task(for: signs) }
        let words = weighed(TinyTasks.words(4)) { _ in 1 }
        #expect(throws: NetworkError(.stepWeightsOfPaths(data: "words"))) {
            try Self.network.ready(for: .crf).task(for: words, loss: .crf)
        }
    }
}
