import Foundation
import TestSupport
import Testing

@testable import Recurrent

/// Agreement with PyTorch in double precision, to 1e-5 of the largest magnitude compared: of several targets at once,
/// and of step weights.
@Suite struct TargetReferenceTests {
    private static let folder = Bundle.module.bundleURL.appending(path: "Fixtures/Targets")
    static let names: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".safetensors") }.map { String($0.dropLast(".safetensors".count)) }.sorted()

    @Test func noCaseIsLeftOut() { #expect(Self.names.count == 6) }

    /// One of the targets of a case, and the layer that predicts it.
    private struct Head {
        var kind: String
        /// The number of outputs.
        var width: Int

        static let levels: [Float] = [0.1, 0.5, 0.9]

        var loss: Loss {
            switch kind {
            case "focal": .focal(2)
            case "quantiles": .quantiles(Self.levels)
            default: .standard
            }
        }
    }

    private func heads(_ file: Safetensors) throws -> [Head] {
        let all = try JSONSerialization.jsonObject(with: Data((file.metadata["heads"] ?? "").utf8)) as? [[Any]]
        return try #require(all).map { Head(kind: $0[0] as? String ?? "", width: $0[1] as? Int ?? 0) }
    }

    private func targets(_ file: Safetensors, _ index: Int, _ head: Head, ofSteps: Bool) throws -> Batch.Targets {
        let name = "target.\(index)"
        switch head.kind {
        case "class", "focal":
            let labels = try #require(file.integers(name))
            return ofSteps ? .stepClasses(labels) : .sequenceClasses(labels)
        case "value", "quantiles":
            let values = try #require(file.tensor(name)).values
            return ofSteps ? .stepValues(values) : .sequenceValues(values)
        default: return .sequenceLabels(try #require(file.tensor(name)).values)
        }
    }

    @Test(arguments: names) func agrees(_ name: String) throws {
        let file = try Safetensors(file: Self.folder.appending(path: name + ".safetensors").path)
        func tensor(_ name: String) throws -> Tensor { try #require(file.tensor(name)) }
        let (heads, ended) = (try heads(file), file.metadata["ended"] == "true")
        let weights = try JSONDecoder().decode([Float].self, from: Data((file.metadata["weights"] ?? "").utf8))
        let paths = heads.map { [TinyTasks.dense($0.width)] }
        let units = try #require(Int(file.metadata["units"] ?? ""))
        let network = Network(
            [TinyTasks.recurrent(.rnn(.tanh), units)] + (ended ? [.last] : []) + (paths.count > 1 ? [.join(paths)] : paths[0]))
        let (input, lengths) = (try tensor("x"), try #require(file.integers("lengths")).map(Int.init))
        let parameters = network.parameterShapes(features: input.shape[2]).map(\.name)
        var model = Model(
            network: network, inputWidth: input.shape[2],
            parameters: try parameters.map { name in
                let found = try tensor("weight." + name)
                return Tensor(name: name, shape: found.shape, values: found.values)
            })
        if weights.count > 1 { model.loss = .weighted(zip(weights, heads).map { TargetLoss(weight: $0, loss: $1.loss) }) }
        let all = try heads.indices.map {
            (try targets(file, $0, heads[$0], ofSteps: !ended), heads[$0].width / max(1, heads[$0].loss.quantiles.count))
        }
        var batch = Batch(
            steps: input.shape[1], lengths: lengths, inputs: .features(input.values),
            targets: all.count > 1 ? .several(all.map { (targets: $0.0, outputs: $0.1) }) : all[0].0)
        batch.weights = file.tensor("sequence_weights")?.values ?? []
        batch.stepWeights = file.tensor("step_weights")?.values ?? []
        let executor = try Executor(
            model: model, isSymbolic: false, maximumBatch: lengths.count, maximumSteps: input.shape[1],
            optimizer: .sgd(momentum: 0, nesterov: false), needsInputGradient: true, threads: 2)
        let found = executor.gradients(batch)
        let loss = Double(try tensor("loss").values[0])
        #expect(abs(found.loss / loss - 1) < 1e-5, "loss")
        var greatest = 0.0
        for own in found.parameters {
            greatest = max(greatest, relativeDifference(own.values, try tensor("grad." + own.name).values))
        }
        greatest = max(greatest, relativeDifference(found.input, try tensor("grad.x").values))
        #expect(greatest < 1e-5, "\(name): \(greatest)")
        if ProcessInfo.processInfo.environment["UNROLL_SHOW_DEVIATIONS"] != nil { print("\(name): \(greatest)") }
        #expect(abs(executor.forward(batch).loss / loss - 1) < 1e-5)
    }
}
