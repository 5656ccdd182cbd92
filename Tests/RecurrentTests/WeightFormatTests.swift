import TestSupport
import Testing

@testable import Recurrent

@Suite struct WeightFormatTests {
    @Test(arguments: Fixtures.layerCases) func theirWeightsComeBack(_ name: String) throws {
        let reference = try Fixtures.layerCase(name)
        let model = try reference.model()
        #expect(model.parameters.map(\.name) == reference.network.parameterShapes(features: model.inputWidth).map(\.name))
        for format in [reference.format, .unroll] {
            let file = try model.weights(format: format)
            let again = try Model(
                network: model.network, inputWidth: model.inputWidth, weights: Safetensors(bytes: file.bytes), format: format)
            #expect(again.parameters == model.parameters)
        }
    }

    @Test func layoutAgreesWithTheTable() throws {
        let lstm = Recurrence(cell: .lstm(forgetBias: 1), units: 5)
        let gru = Layer.recurrent(Recurrence(cell: .gru(.after), units: 6))
        let network = Network([
            .embedding(size: 6), gru, .dropout(rate: 0.5), .residual([gru, .residual([gru]), .dense(units: 6, activation: .tanh)]),
            .bidirectional(lstm), .mean, .dense(units: 3, activation: .linear),
        ])
        let shapes = network.parameterShapes(features: 11)
        #expect(shapes.reduce(0) { $0 + $1.count } == (try network.summary(features: 11)).parameters.constant)
        #expect(Set(shapes.map(\.name)).count == shapes.count)
        #expect(network.weightSites(features: 11).flatMap(\.shapes).map(\.name) == shapes.map(\.name))
    }

    @Test func whatOthersDoNotKnowIsKeptInOurFormatAlone() throws {
        let all = Recurrence(cell: .lstm(forgetBias: 1), units: 5, recurrentDropout: 0.5, zoneout: 0.1, normalization: .layer)
        let networks = [
            Network([.gru(.after, 4), .attend(units: nil), .dense(units: 2, activation: .linear)]),
            Network([.recurrent(all), .bidirectional(all), .max]),
            Network([.recurrent(Recurrence(cell: .gru(.after), units: 4, zoneout: 0.1)), .first]),
        ]
        for network in networks {
            let model = try Model.initial(network: network, inputWidth: 3, seed: 1)
            let shapes = network.parameterShapes(features: 3)
            #expect(shapes.reduce(0) { $0 + $1.count } == (try network.summary(features: 3)).parameters.constant)
            #expect(network.weightSites(features: 3).flatMap(\.shapes).map(\.name) == shapes.map(\.name))
            let file = try model.weights(format: .unroll)
            let again = try Model(network: network, inputWidth: 3, weights: Safetensors(bytes: file.bytes), format: .unroll)
            #expect(again.parameters == model.parameters)
            for format in [WeightFormat.pytorch, .keras] {
                #expect(throws: NetworkError.self) { try model.weights(format: format) }
                // Files for generated Python modules keep Unroll's names for these.
                let kept = try Safetensors(bytes: model.weights(format: format, keepsUnknown: true).bytes)
                let found = try WeightFile(network: network, inputWidth: 3, file: kept, format: format)
                #expect(found.model.parameters == model.parameters && found.unused.isEmpty)
                var fewer = kept
                fewer.tensors.removeAll { $0.name.hasSuffix("ain") || $0.name.hasSuffix("context") || $0.name.hasSuffix("recurrentBias") }
                #expect(throws: NetworkError.self) { try Model(network: network, inputWidth: 3, weights: fewer, format: format) }
            }
        }
        // Recurrent dropout acts only in training.
        let dropped = Network([.recurrent(Recurrence(cell: .gru(.after), units: 4, recurrentDropout: 0.5))])
        let file = try Model.initial(network: dropped, inputWidth: 3, seed: 1).weights(format: .pytorch)
        let plain = try Model(network: Network([.gru(.after, 4)]), inputWidth: 3, weights: file, format: .pytorch)
        #expect(try plain.parameters == Model.initial(network: Network([.gru(.after, 4)]), inputWidth: 3, seed: 1).parameters)
    }

    @Test func convolutionsAreTurned() throws {
        let network = Network([
            .conv(channels: 5, width: 3, stride: 2, activation: .relu), .pool(width: 2, stride: 2, kind: .max), .lstm(4), .last,
        ])
        let model = try Model.initial(network: network, inputWidth: 2, seed: 1)
        #expect(network.weightSites(features: 2).flatMap(\.shapes).map(\.name) == network.parameterShapes(features: 2).map(\.name))
        #expect(network.parameterShapes(features: 2).reduce(0) { $0 + $1.count } == (try network.summary(features: 2)).parameters.constant)
        for format in WeightFormat.allCases {
            let file = try Safetensors(bytes: model.weights(format: format).bytes)
            #expect(try WeightFile(network: network, inputWidth: 2, file: file, format: format).model.parameters == model.parameters)
        }
        // A tap, an input and a channel in the layout of torch.nn.Conv1d: [channels, inputs, taps].
        let theirs = try #require(try model.weights(format: .pytorch).tensor("0.weight"))
        #expect(theirs.shape == [5, 2, 3] && theirs.values[3 * 6 + 1 * 3 + 2] == model.parameters[0].values[(2 * 2 + 1) * 5 + 3])
        // The name of the module may differ.
        var named = try model.weights(format: .pytorch)
        for place in named.tensors.indices {
            let tensor = named.tensors[place]
            let parts = tensor.name.split(separator: ".")
            named.tensors[place] = Tensor(
                name: (parts[0] == "0" ? "front." : "rnn.") + parts[1], shape: tensor.shape, values: tensor.values)
        }
        #expect(try WeightFile(network: network, inputWidth: 2, file: named, format: .pytorch).model.parameters == model.parameters)
    }

    @Test func pathsKeepTheirNames() throws {
        let network = Network([.dense(units: 4, activation: .tanh), .join([[.gru(.after, 4)], [.dropout(rate: 0.1), .lstm(3)]]), .last])
        let model = try Model.initial(network: network, inputWidth: 3, seed: 1)
        #expect(network.weightSites(features: 3).flatMap(\.shapes).map(\.name) == network.parameterShapes(features: 3).map(\.name))
        #expect(network.parameterShapes(features: 3).reduce(0) { $0 + $1.count } == (try network.summary(features: 3)).parameters.constant)
        #expect(try network.summary(features: 3).width == 7 && model.parameters.contains { $0.name == "1.1.1.kernel" })
        for format in WeightFormat.allCases {
            let file = try Safetensors(bytes: model.weights(format: format).bytes)
            #expect(try Model(network: network, inputWidth: 3, weights: file, format: format).parameters == model.parameters)
        }
    }

    @Test func whatIsTiedHasABiasOfItsOwn() throws {
        let network = Network([.embedding(size: 4), .gru(.after, 4), .tied])
        let model = try Model.initial(network: network, inputWidth: 7, seed: 1)
        #expect(network.weightSites(features: 7).flatMap(\.shapes).map(\.name) == network.parameterShapes(features: 7).map(\.name))
        #expect(network.parameterShapes(features: 7).reduce(0) { $0 + $1.count } == (try network.summary(features: 7)).parameters.constant)
        for format in [WeightFormat.unroll, .pytorch] {
            let file = try Safetensors(bytes: model.weights(format: format).bytes)
            #expect(try WeightFile(network: network, inputWidth: 7, file: file, format: format).model.parameters == model.parameters)
        }
        #expect(throws: NetworkError.self) { try model.weights(format: .keras) }
    }

    @Test func pathsHaveTheNamesOfPytorchCRF() throws {
        let network = Network([.gru(.after, 4), .dense(units: 3, activation: .linear), .transitions])
        var model = try Model.initial(network: network, inputWidth: 3, seed: 1)
        for index in model.parameters.indices.suffix(3) {
            for place in model.parameters[index].values.indices { model.parameters[index].values[place] = Float(index * 10 + place) }
        }
        #expect(network.weightSites(features: 3).flatMap(\.shapes).map(\.name) == network.parameterShapes(features: 3).map(\.name))
        #expect(network.parameterShapes(features: 3).reduce(0) { $0 + $1.count } == (try network.summary(features: 3)).parameters.constant)
        for format in [WeightFormat.unroll, .pytorch] {
            let file = try Safetensors(bytes: model.weights(format: format).bytes)
            #expect(try WeightFile(network: network, inputWidth: 3, file: file, format: format).model.parameters == model.parameters)
        }
        #expect(try model.weights(format: .pytorch).tensor("2.start_transitions")?.shape == [3])
        #expect(throws: NetworkError.self) { try model.weights(format: .keras) }
    }

    @Test func saysWhatIsMissing() throws {
        let model = try Fixtures.layerCase("torch-gru-1-label").model()
        var file = try model.weights(format: .pytorch)
        file.tensors.removeAll { $0.name == "0.weight_hh_l0" }
        #expect(throws: NetworkError.self) { try Model(network: model.network, inputWidth: 3, weights: file, format: .pytorch) }
        #expect(throws: NetworkError.self) {
            try Model(network: model.network, inputWidth: 4, weights: model.weights(format: .pytorch), format: .pytorch)
        }
    }
}
