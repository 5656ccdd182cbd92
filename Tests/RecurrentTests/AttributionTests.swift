import Datasets
import Testing

@testable import Recurrent

/// Integrated gradients: the sum is the output minus the output for zeros, and for linear networks each input's share
/// is known.
@Suite struct AttributionTests {
    private static let lstm = Recurrence(cell: .lstm(forgetBias: 1), units: 6)

    static let networks: [Network] = [
        Network([TinyTasks.recurrent(.gru(.after), 6), .dropout(rate: 0.4), .last, TinyTasks.dense(2)]),
        Network([
            .recurrent(Recurrence(cell: .gru(.after), units: 6, recurrentDropout: 0.3)), .residual([.recurrent(lstm)]), .last,
            TinyTasks.dense(2),
        ]),
        Network([.join([[.recurrent(lstm), .last], [.max]]), TinyTasks.dense(2)]),
        Network([.bidirectional(lstm), .attend(units: nil), TinyTasks.dense(2)]),
        Network([
            .conv(channels: 5, width: 3, stride: 2, activation: .tanh), TinyTasks.recurrent(.gru(.before), 6), .mean, TinyTasks.dense(2),
        ]),
        Network([
            .recurrent(Recurrence(cell: .lstm(forgetBias: 1), units: 6, recurrentDropout: 0.2, zoneout: 0.3)),
            .bidirectional(Recurrence(cell: .gru(.before), units: 4, zoneout: 0.1)), .last, TinyTasks.dense(2),
        ]),
    ]

    @Test(arguments: networks) func nothingIsMissing(_ network: Network) throws {
        let data = TinyTasks.signs(6, varying: true)
        var model = try Model.initial(network: network, for: data, seed: 3)
        for index in model.parameters.indices where model.parameters[index].shape.count == 2 {
            for place in model.parameters[index].values.indices { model.parameters[index].values[place] *= 2 }
        }
        for example in 0..<6 {
            let found = try model.attribution(data, example: example, points: 100)
            #expect(found.values.count == found.steps * 2 && found.steps == data.length(example) && found.step == nil)
            #expect(abs(found.missing) < 2e-3, "\(found.missing)")
            #expect(abs(found.said - found.base) > 1e-3 || found.values.contains { abs($0) > 1e-3 })
            let other = try model.attribution(data, example: example, output: 1 - found.output, points: 100)
            #expect(zip(found.values, other.values).allSatisfy { abs($0 + $1) < 1e-4 })
            #expect(found.said >= 0.5)
        }
    }

    @Test func ofALinearNetworkSharesAreProducts() throws {
        let source = TinyTasks.signs(3)
        guard case .features(let values, _) = source.storage.inputs else { return }
        let data = SequenceDataset(
            name: "sums", presentation: .channels, inputs: source.storage.inputs,
            targets: .sequenceValues(values: [0, 0, 0], width: 1), offsets: source.storage.offsets)
        let model = Model(
            network: Network([.mean, TinyTasks.dense(1)]), inputWidth: 2,
            parameters: [
                Tensor(name: "1.kernel", shape: [2, 1], values: [3, -2]), Tensor(name: "1.bias", shape: [1], values: [0.5]),
            ])
        let found = try model.attribution(data, example: 1, points: 1)
        let own = Array(values[data.steps(1).lowerBound * 2..<data.steps(1).upperBound * 2])
        for (place, share) in found.values.enumerated() {
            #expect(abs(share - own[place] * (place % 2 == 0 ? 3 : -2) / 6) < 1e-6)
        }
        #expect(abs(found.base - 0.5) < 1e-6 && abs(found.missing) < 1e-5)
    }

    /// Each step of a network that labels steps has its own attribution; if the network reads forward, later steps
    /// contribute nothing.
    @Test(arguments: [
        Network([.embedding(size: 4), TinyTasks.recurrent(.gru(.after), 6), TinyTasks.dense(3)]),
        Network([TinyTasks.recurrent(.gru(.after), 6), TinyTasks.dense(3)]),
        Network([.embedding(size: 4), TinyTasks.recurrent(.gru(.after), 6), TinyTasks.dense(3), .transitions]),
    ]) func symbolsHaveOneNumber(_ network: Network) throws {
        let data = TinyTasks.words(20)
        var model = try Model.initial(network: network, for: data, seed: 3, loss: network.ownLoss)
        for index in model.parameters.indices.suffix(network.layers.last == .transitions ? 3 : 0) {
            for place in model.parameters[index].values.indices { model.parameters[index].values[place] = Float(place * 7 % 5) - 2 }
        }
        for place in model.parameters[0].values.indices where model.parameters[0].name.hasSuffix("embedding") {
            model.parameters[0].values[place] *= 20
        }
        let example = try #require((0..<20).first { data.length($0) > 5 })
        let found = try model.attribution(data, example: example, step: 3)
        #expect(found.width == 1 && found.step == 3 && abs(found.missing) < 2e-3)
        // If paths are predicted, later steps contribute.
        #expect(found.values[4...].allSatisfy { $0 == 0 } == (network.layers.last != .transitions))
        #expect(found.values[...3].contains { abs($0) > 1e-3 })
    }

    /// Symbols are read and predicted through the same table.
    @Test func whatIsTiedIsExplained() throws {
        let source = TinyTasks.words(20)
        let data = SequenceDataset(
            name: "words", presentation: .symbols, inputs: source.storage.inputs, targets: .nextSymbol, offsets: source.storage.offsets)
        let network = Network([.embedding(size: 4), TinyTasks.recurrent(.gru(.after), 4), .tied])
        var model = try Model.initial(network: network, for: data, seed: 3)
        for place in model.parameters[0].values.indices { model.parameters[0].values[place] *= 20 }
        let example = try #require((0..<20).first { data.length($0) > 5 })
        let found = try model.attribution(data, example: example, step: 3)
        var said: Float = 0
        try SequencePredictor(model, data).forEach { sequence, outputs in
            if sequence == example { said = outputs[3 * data.features..<4 * data.features].max() ?? 0 }
        }
        #expect(abs(found.missing) < 2e-3 && abs(found.said - Double(said)) < 1e-5)
        #expect(found.values[4...].allSatisfy { $0 == 0 })
    }

    @Test func refusals() throws {
        let data = TinyTasks.signs(3)
        func problem(_ layers: [Layer], example: Int = 0, output: Int? = nil, step: Int? = nil, points: Int = 2) throws -> NetworkError
            .Problem?
        {
            let model = try Model.initial(network: Network(layers), for: data, seed: 1)
            do throws(NetworkError) {
                _ = try model.attribution(data, example: example, output: output, step: step, points: points)
                return nil
            } catch {
                return error.problem
            }
        }
        let layers = [TinyTasks.recurrent(.gru(.after), 3), .last, TinyTasks.dense(2)]
        #expect(try problem(layers) == nil)
        #expect(try problem(layers, example: 3) == .noExample(3, data: "signs", count: 3))
        #expect(try problem(layers, output: 2) == .noOutput(2, outputs: 2))
        #expect(try problem(layers, step: 1) == .noStep(1, steps: 0))
        #expect(try problem(layers, points: 0) == .points(0, most: 10_000))
        let normed = Recurrence(cell: .gru(.after), units: 3, normalization: .layer)
        #expect(
            try problem([.residual([.recurrent(Recurrence(cell: .gru(.after), units: 2))]), .recurrent(normed), .last, TinyTasks.dense(2)])
                == .notExplained)
    }
}
