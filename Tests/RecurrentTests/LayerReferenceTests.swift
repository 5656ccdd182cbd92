import Foundation
import TestSupport
import Testing

@testable import Recurrent

/// Agreement with PyTorch in double precision, to 1e-5 of the largest magnitude compared: for layers and losses that
/// its own modules lack, with autograd through their formulas and the same masks as here.
@Suite struct LayerReferenceTests {
    private static let folder = Bundle.module.bundleURL.appending(path: "Fixtures/Layers")
    static let names: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".safetensors") }.map { String($0.dropLast(".safetensors".count)) }.sorted()

    @Test func noCaseIsLeftOut() { #expect(Self.names.count == 34) }

    @Test(arguments: names) func agrees(_ name: String) throws {
        let file = try Safetensors(file: Self.folder.appending(path: name + ".safetensors").path)
        func tensor(_ name: String) throws -> Tensor { try #require(file.tensor(name)) }
        let network = try network(file)
        let (symbols, targets) = (file.integers("symbols"), try #require(file.integers("target")))
        let lengths = (file.integers("lengths") ?? []).map(Int.init)
        let steps = try symbols.map { $0.count / lengths.count } ?? tensor("x").shape[1]
        let width = try file.metadata["vocabulary"].flatMap { Int($0) } ?? tensor("x").shape[2]
        var model = Model(network: network, inputWidth: width, parameters: named("weight.", file))
        model.loss = loss(file.metadata["loss"] ?? "")
        let isLabelling = file.metadata["task"] == "label"
        let batch = Batch(
            steps: steps, lengths: lengths, inputs: try symbols.map { .symbols($0) } ?? .features(tensor("x").values),
            targets: isLabelling ? .stepClasses(targets) : .sequenceClasses(targets))
        let executor = try Executor(
            model: model, isSymbolic: symbols != nil, maximumBatch: lengths.count, maximumSteps: steps,
            optimizer: .sgd(momentum: 0, nesterov: false), needsInputGradient: symbols == nil, threads: 2)
        var settings = StepSettings()
        settings.classWeights = file.metadata["class_weights"].flatMap { try? JSONDecoder().decode([Float].self, from: Data($0.utf8)) }
        let found = executor.gradients(batch, settings)
        #expect(abs(found.loss / Double(try tensor("loss").values[0]) - 1) < 1e-5, "loss")
        #expect(found.parameters.map(\.name) == network.parameterShapes(features: width).map(\.name))
        var greatest = 0.0
        for own in found.parameters {
            let difference = relativeDifference(own.values, try tensor("grad." + own.name).values)
            #expect(difference < 1e-5, "gradient of \(own.name)")
            greatest = max(greatest, difference)
        }
        let difference = symbols == nil ? relativeDifference(found.input, try tensor("grad.x").values) : 0
        if ProcessInfo.processInfo.environment["UNROLL_SHOW_DEVIATIONS"] != nil { print("\(name): \(max(greatest, difference))") }
        #expect(difference < 1e-5, "gradient of the input")
        // Without masks the outputs can be compared, too.
        guard !name.contains("dropout"), !name.contains("zoneout"), !name.contains("all") else { return }
        let outputs = executor.forward(batch, classWeights: settings.classWeights)
        #expect(relativeDifference(outputs.outputs, try tensor("logits").values) < 1e-5, "outputs")
        #expect(abs(outputs.loss / Double(try tensor("loss").values[0]) - 1) < 1e-5)
        if let attention = file.tensor("attention") { try compareAttention(model, batch, attention) }
    }

    /// Compares the attention weights of each sequence, which is read alone.
    private func compareAttention(_ model: Model, _ batch: Batch, _ expected: Tensor) throws {
        let executor = try Executor(model: model, isSymbolic: false, maximumBatch: 1, maximumSteps: batch.steps, optimizer: nil)
        for (row, length) in batch.lengths.enumerated() {
            var alone = batch
            alone.rows = [batch.rows[row]]
            alone.targets = .none
            _ = executor.forward(alone)
            let weights = try #require(executor.activities(steps: length).first { $0.part == .attention })
            let start = row * batch.steps
            #expect(relativeDifference(weights.values, Array(expected.values[start..<start + length])) < 1e-5)
        }
    }

    private func named(_ prefix: String, _ file: Safetensors) -> [Tensor] {
        file.tensors.filter { $0.name.hasPrefix(prefix) }.map {
            Tensor(name: String($0.name.dropFirst(prefix.count)), shape: $0.shape, values: $0.values)
        }
    }

    private func loss(_ text: String) -> Loss {
        let number = Float(text.drop { $0 != "(" }.dropFirst().dropLast()) ?? 0
        return text.hasPrefix("smoothing") ? .smoothing(number) : text.hasPrefix("focal") ? .focal(number) : .standard
    }

    private func network(_ file: Safetensors) throws -> Network {
        let data = Data((file.metadata["layers"] ?? "").utf8)
        let layers = try #require(try JSONSerialization.jsonObject(with: data) as? [[Any]])
        let network = Network(try layers.map(layer))
        #expect(network.identity == file.metadata["network"])
        return network
    }

    private func layer(_ layer: [Any]) throws -> Layer {
        switch layer[0] as? String {
        case "recurrent": .recurrent(try recurrence(layer[1]))
        case "bidirectional": .bidirectional(try recurrence(layer[1]))
        case "dense": .dense(units: try #require(layer[1] as? Int), activation: .linear)
        case "conv":
            .conv(
                channels: try #require(layer[1] as? Int), width: try #require(layer[2] as? Int),
                stride: try #require(layer[3] as? Int),
                activation: try #require(Activation(rawValue: layer[4] as? String ?? "")))
        case "pool":
            .pool(
                width: try #require(layer[1] as? Int), stride: try #require(layer[2] as? Int),
                kind: try #require(Pooling(rawValue: layer[3] as? String ?? "")))
        case "attend": .attend(units: layer[1] as? Int)
        case "embedding": .embedding(size: try #require(layer[1] as? Int))
        case "tied": .tied
        case "join": .join(try #require(layer[1] as? [[[Any]]]).map { try $0.map(self.layer) })
        case "max": .max
        case "first": .first
        default: .last
        }
    }

    private func recurrence(_ value: Any) throws -> Recurrence {
        let options = try #require(value as? [String: Any])
        let cell: CellKind =
            switch options["cell"] as? String {
            case "gru": .gru(options["reset"] as? String == "before" ? .before : .after)
            case "lstm": .lstm(forgetBias: 1)
            default: .rnn(.tanh)
            }
        return Recurrence(
            cell: cell, units: try #require(options["units"] as? Int), recurrentDropout: (options["dropout"] as? NSNumber)?.floatValue ?? 0,
            zoneout: (options["zoneout"] as? NSNumber)?.floatValue ?? 0, normalization: options["norm"] == nil ? nil : .layer,
            projection: options["projection"] as? Int)
    }
}
