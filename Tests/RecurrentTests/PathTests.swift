import Datasets
import Foundation
import TestSupport
import Testing

@testable import Recurrent

/// Conditional random fields: learning, evaluation and errors.
@Suite struct PathTests {
    private static let network = Network([.embedding(size: 4), TinyTasks.dense(3)])

    private static func trained(_ loss: Loss) throws -> Model {
        var plan = TinyTasks.plan
        (plan.epochs, plan.learningRate, plan.loss) = (20, 0.1, loss)
        let data = TinyTasks.chained(60)
        let run = try TrainingRun(network: network.ready(for: loss), train: data, test: data, plan: plan)
        run.start()
        run.wait()
        return run.model
    }

    /// Each step's own word leaves two classes open; its neighbours decide between them.
    @Test func neighboursDecide() throws {
        let data = TinyTasks.chained(60)
        let (alone, together) = (try Self.trained(.standard), try Self.trained(.crf))
        let (one, all) = (try alone.evaluate(data), try together.evaluate(data))
        #expect(try #require(one.error) > 0.25)
        #expect(try #require(all.error) < 0.02)
        #expect(all.count == one.count && all.ranks[0] >= 0.98 * Double(all.count))
        // The best path appears everywhere: in evaluations, predictions and reviews.
        let predictor = try SequencePredictor(together, data)
        guard case .stepClasses(let labels, _) = data.storage.targets else { return }
        var wrong = 0
        predictor.forEachWithPath { sequence, shares, path in
            guard let path else { return #expect(Bool(false)) }
            for (step, place) in data.steps(sequence).enumerated() {
                if Int(labels[place]) != path[step] { wrong += 1 }
                #expect(abs(shares[step * 3..<step * 3 + 3].reduce(0, +) - 1) < 1e-5)
            }
        }
        #expect(Double(wrong) == (try #require(all.error) * Double(all.count)).rounded())
        let stepwise = try StepwisePredictor(together, data).prediction(example: 3)
        let path = try #require(stepwise.path)
        #expect(path.indices.map(stepwise.best) == path && stepwise.alone?.count == path.count)
        let review = try together.review(data, bins: 10, worst: 1)
        #expect(review.worst.count == 1 && review.calibration != nil)
    }

    @Test func withoutTransitionsItIsTheUsualLoss() throws {
        let data = TinyTasks.weighed(TinyTasks.words(20))
        let plain = try Model.initial(network: Self.network, for: data, seed: 3)
        let paths = try Model.initial(network: Self.network.ready(for: .crf), for: data, seed: 3, loss: .crf)
        let (one, all) = (try plain.evaluate(data), try paths.evaluate(data))
        #expect(abs(one.loss - all.loss) < 1e-5 && one.error == all.error && one.weight == all.weight && one.ranks == all.ranks)
    }

    /// The probability of the known classes is that of all paths that agree with them.
    @Test func stepsWithoutAClassMayHaveAny() throws {
        let data = TinyTasks.words(12)
        guard case .stepClasses(let labels, let names) = data.storage.targets, case .symbols(let ids, let vocabulary) = data.storage.inputs
        else { return }
        let example = try #require((0..<12).first { data.length($0) > 4 })
        let steps = data.steps(example)
        func one(_ change: (inout [Int32]) -> Void) -> SequenceDataset {
            var own = Array(labels[steps])
            change(&own)
            return SequenceDataset(
                name: "one", presentation: .symbols, inputs: .symbols(ids: Array(ids[steps]), vocabulary: vocabulary),
                targets: .stepClasses(labels: own, names: names), offsets: [0, steps.count])
        }
        var model = try Model.initial(network: Self.network.ready(for: .crf), for: data, seed: 3, loss: .crf)
        var random = SeededGenerator(seed: 2)
        for index in model.parameters.indices {
            for place in model.parameters[index].values.indices {
                model.parameters[index].values[place] += Float.random(in: -1...1, using: &random)
            }
        }
        func sum(_ data: SequenceDataset) throws -> Double {
            let found = try model.evaluate(data)
            return found.loss * Double(found.count)
        }
        let gap = one { ($0[1], $0[3]) = (-1, -1) }
        var probability = 0.0
        for first in 0..<Int32(3) {
            for second in 0..<Int32(3) { probability += exp(-(try sum(one { ($0[1], $0[3]) = (first, second) }))) }
        }
        #expect(abs(try sum(gap) + log(probability)) < 1e-4)
        #expect(try model.evaluate(gap).count == steps.count - 2)
        #expect(abs(try model.evaluate(one { $0 = $0.map { _ in -1 } }).loss) < 1e-6)
    }

    @Test func refusals() throws {
        let data = TinyTasks.words(10)
        let network = Self.network.ready(for: .crf)
        func problem(_ data: SequenceDataset, _ network: Network, _ loss: Loss = .crf, _ change: (inout TrainingPlan) -> Void = { _ in })
            -> NetworkError.Problem?
        {
            var plan = TinyTasks.plan
            plan.loss = loss
            change(&plan)
            do throws(NetworkError) {
                _ = try TrainingRun(network: network, train: data, test: nil, plan: plan)
                return nil
            } catch {
                return error.problem
            }
        }
        #expect(problem(data, network) == nil)
        #expect(problem(data, network, .standard) == .transitionsWithoutPaths(.standard))
        #expect(problem(data, Self.network) == .pathsWithoutTransitions)
        #expect(problem(data, network) { $0.bpttSteps = 4 } == .plan(.windowOfLabels))
        #expect(problem(data, network) { $0.classWeights = [1, 2, 1] } == .plan(.weightsOfPaths))
        #expect(
            problem(TinyTasks.signs(10), Network([TinyTasks.recurrent(.gru(.after), 3), .last, TinyTasks.dense(2), .transitions]))
                == .noPaths(data: "signs"))
        let once = Network([.embedding(size: 4), .last, TinyTasks.dense(3)]).ready(for: .crf)
        #expect(problem(data, once) == .outputOnce(width: 3, data: "words", task: .labelling(classes: 3)))
        #expect(throws: NetworkError(layer: 1, .notLast(.transitions))) {
            try Network([.embedding(size: 2), .transitions, TinyTasks.dense(3)]).summary(features: 4)
        }
        #expect(throws: NetworkError(layer: 0, .notLast(.transitions))) {
            try Network([.residual([.transitions])]).summary(features: 4)
        }
        let model = try Model.initial(network: network, for: data, seed: 1, loss: .crf)
        #expect(throws: NetworkError(.needsWholeSequence)) { try StepReader(model, data) }
    }
}
