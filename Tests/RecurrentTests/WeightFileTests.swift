import Foundation
import TestSupport
import Testing

@testable import Recurrent

/// Weights of modules whose layers have custom names.
@Suite struct WeightFileTests {
    private let lstm = Layer.recurrent(Recurrence(cell: .lstm(forgetBias: 1), units: 4))
    private let dense = Layer.dense(units: 3, activation: .linear)
    private var two: Network { Network([lstm, lstm, .last, dense]) }

    /// The weights of a network under other names; those without another name are left out.
    private func file(_ network: Network, inputs: Int = 5, _ names: [(own: String, theirs: String)]) throws -> Safetensors {
        let model = try Model.initial(network: network, inputWidth: inputs, seed: 7)
        var file = try model.weights(format: .pytorch)
        file.tensors = file.tensors.compactMap { tensor in
            guard let pair = names.first(where: { tensor.name.hasPrefix($0.own) }) else { return nil }
            return Tensor(name: pair.theirs + tensor.name.dropFirst(pair.own.count), shape: tensor.shape, values: tensor.values)
        }
        return file
    }

    /// `nn.LSTM(num_layers=2)` as `rnn` with `fc`: the names of its second layer end with another number.
    private func stacked(prefix: String = "") throws -> Safetensors {
        var file = try file(two, [("0.", "\(prefix)rnn."), ("1.", "\(prefix)rnn@"), ("3.", "\(prefix)fc.")])
        for index in file.tensors.indices where file.tensors[index].name.contains("@") {
            file.tensors[index].name = file.tensors[index].name.replacing("@", with: ".").replacing("_l0", with: "_l1")
        }
        return file
    }

    private func problem(_ body: () throws -> Void) -> NetworkError.WeightsProblem? {
        do {
            try body()
            return nil
        } catch {
            guard case .weights(let problem)? = (error as? NetworkError)?.problem else { return nil }
            return problem
        }
    }

    @Test(arguments: ["", "model.encoder.", "module.", "0."])
    func layersOfAModuleAreFound(_ prefix: String) throws {
        let expected = try Model.initial(network: two, inputWidth: 5, seed: 7)
        let found = try WeightFile(network: two, inputWidth: 5, file: stacked(prefix: prefix), format: .pytorch)
        #expect(found.model.parameters == expected.parameters && found.unused.isEmpty)
    }

    @Test func bothDirectionsAreFound() throws {
        let network = Network([.embedding(size: 6), .bidirectional(Recurrence(cell: .gru(.after), units: 4)), dense])
        let expected = try Model.initial(network: network, inputWidth: 9, seed: 7)
        let file = try file(network, inputs: 9, [("0.", "emb."), ("1.", "gru."), ("2.", "head.out.")])
        #expect(try WeightFile(network: network, inputWidth: 9, file: file, format: .pytorch).model.parameters == expected.parameters)
    }

    /// An additional layer in the file would change the results.
    @Test func noLayerIsPassedOverInSilence() throws {
        let one = Network([.recurrent(Recurrence(cell: .lstm(forgetBias: 1), units: 4)), .last, dense])
        #expect(
            problem { _ = try WeightFile(network: one, inputWidth: 5, file: stacked(), format: .pytorch) }
                == .unusedLayers(module: "rnn", found: 2, used: 1))
    }

    @Test func modulesThatFitAlikeAreAskedAbout() throws {
        let network = Network([.recurrent(Recurrence(cell: .rnn(.tanh), units: 4)), .last, dense])
        var file = try file(network, [("0.", "encoder."), ("2.", "fc.")])
        file.tensors += try self.file(network, [("0.", "decoder.")]).tensors
        #expect(
            problem { _ = try WeightFile(network: network, inputWidth: 5, file: file, format: .pytorch) }
                == .severalModules(layer: network.layers[0], ["decoder", "encoder"]))
        let found = try WeightFile(network: network, inputWidth: 5, file: file, format: .pytorch, modules: ["encoder", "fc"])
        #expect(found.unused == ["decoder.bias_hh_l0", "decoder.bias_ih_l0", "decoder.weight_hh_l0", "decoder.weight_ih_l0"])
        #expect(
            problem { _ = try WeightFile(network: network, inputWidth: 5, file: file, format: .pytorch, modules: ["encoder"]) }
                == .moduleCount(given: 1, layers: 2))
        // Names that differ in a number are in the order of that number.
        let stack = Network([.dense(units: 5, activation: .tanh), .dense(units: 5, activation: .tanh), .last, dense])
        let numbered = try self.file(stack, [("0.", "fc1."), ("1.", "fc2."), ("3.", "out.")])
        let expected = try Model.initial(network: stack, inputWidth: 5, seed: 7)
        #expect(try WeightFile(network: stack, inputWidth: 5, file: numbered, format: .pytorch).model.parameters == expected.parameters)
    }

    @Test func aShapeThatIsNotThereIsNamed() throws {
        let wide = Network([.recurrent(Recurrence(cell: .lstm(forgetBias: 1), units: 8)), .last, dense])
        guard
            case .noModule(_, expected: [32, 5], let found, let needed)? = problem({
                _ = try WeightFile(network: wide, inputWidth: 5, file: stacked(), format: .pytorch)
            })
        else { return #expect(Bool(false)) }
        #expect(found["rnn.weight_ih_l0"] == [16, 5] && found["fc.weight"] == [3, 4])
        #expect(needed.map(\.shapes) == [[[32, 5], [32, 8]], [[3, 8]]])
    }

    @Test func weightsThatAreNoNumbersAreRefusedByName() throws {
        var file = try Model.initial(network: two, inputWidth: 5, seed: 7).weights(format: .pytorch)
        file.tensors[0].values[3] = .nan
        file.tensors.append(Tensor(name: "unused", shape: [1], values: [.nan]))
        #expect(
            problem { _ = try WeightFile(network: two, inputWidth: 5, file: file, format: .pytorch) } == .notFinite([file.tensors[0].name]))
    }

    @Test func tensorsOfOtherTypesAreNoObstacle() throws {
        let network = Network([.recurrent(Recurrence(cell: .rnn(.tanh), units: 1)), .last])
        let model = try Model.initial(network: network, inputWidth: 1, seed: 7)
        let own = try model.weights(format: .pytorch)
        let entries = own.tensors.enumerated().map { index, tensor in
            "\"\(tensor.name)\":{\"dtype\":\"F32\",\"shape\":[\(tensor.shape.map(String.init).joined(separator: ","))],\"data_offsets\":[\(4 * index),\(4 * index + 4)]}"
        }
        let end = 4 * own.tensors.count
        let header = Array(
            "{\(entries.joined(separator: ",")),\"mask\":{\"dtype\":\"BOOL\",\"shape\":[3],\"data_offsets\":[\(end),\(end + 3)]}}".utf8)
        let numbers = own.tensors.flatMap { tensor in
            (0..<4).map { UInt8(truncatingIfNeeded: tensor.values[0].bitPattern >> (8 * UInt32($0))) }
        }
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) } + header + numbers + [1, 0, 1]
        try withTemporaryFolder { folder in
            let path = folder.appending(path: "w.safetensors").path
            try Data(bytes).write(to: URL(filePath: path))
            #expect(throws: SafetensorsError.self) { try Safetensors(file: path) }
            let file = try Safetensors(file: path, skipsUnreadTypes: true)
            #expect(file.unread == ["mask": "BOOL"])
            let found = try WeightFile(network: network, inputWidth: 1, file: file, format: .pytorch)
            #expect(found.model.parameters == model.parameters && found.unused == ["mask"])
            try Data("PK\u{3}\u{4}".utf8).write(to: URL(filePath: path))
            #expect(throws: SafetensorsError.self) { try Safetensors(file: path) }
        }
    }

    /// `bias=False`, with names of a `torch.nn.Sequential` or other names.
    @Test(arguments: [["0.", "1.", "3."], ["rnn0.", "rnn1.", "fc."]]) func layersWithoutBiasesHaveZeros(_ names: [String]) throws {
        let file = try file(two, Array(zip(["0.", "1.", "3."], names)).map { (own: $0, theirs: $1) })
        var bare = file
        bare.tensors.removeAll { $0.name.contains("bias") }
        let model = try WeightFile(network: two, inputWidth: 5, file: bare, format: .pytorch).model
        let expected = try Model.initial(network: two, inputWidth: 5, seed: 7)
        for (own, other) in zip(model.parameters, expected.parameters) {
            #expect(other.name.hasSuffix("bias") ? own.values.allSatisfy { $0 == 0 } : own == other)
        }
        // A layer with only one of two biases is incomplete.
        if names[0] == "0." {
            var half = file
            half.tensors.removeAll { $0.name == "0.bias_hh_l0" }
            guard
                case .noTensor("0.bias_hh_l0", _)? = problem({
                    _ = try WeightFile(network: two, inputWidth: 5, file: half, format: .pytorch)
                })
            else { return #expect(Bool(false)) }
        }
    }

    @Test func projectionsAreNamed() throws {
        var file = try stacked(prefix: "net.")
        for index in file.tensors.indices where file.tensors[index].name.contains("weight_hh") {
            file.tensors[index] = Tensor(name: file.tensors[index].name, shape: [16, 2], values: Array(repeating: 0, count: 32))
        }
        file.tensors.append(Tensor(name: "net.rnn.weight_hr_l0", shape: [2, 4], values: Array(repeating: 0, count: 8)))
        for modules in [nil, ["net.rnn", "net.rnn", "net.fc"]] {
            #expect(
                problem { _ = try WeightFile(network: two, inputWidth: 5, file: file, format: .pytorch, modules: modules) }
                    == .projection(tensor: "net.rnn.weight_hr_l0", units: 4, width: 2))
        }
    }

    /// A module of two layers with `proj_size`, as PyTorch names its weights.
    @Test(arguments: [false, true]) func projectionsAreLoaded(_ isBidirectional: Bool) throws {
        let recurrence = Recurrence(cell: .lstm(forgetBias: 1), units: 6, projection: 2)
        let layer: Layer = isBidirectional ? .bidirectional(recurrence) : .recurrent(recurrence)
        let network = Network([layer, layer, TinyTasks.dense(3)])
        let model = try Model.initial(network: network, inputWidth: 5, seed: 7)
        var file = try model.weights(format: .pytorch)
        #expect(file.tensor("1.weight_hr_l0")?.shape == [2, 6] && file.tensor("1.weight_hh_l0")?.shape == [24, 2])
        #expect(file.tensor("1.weight_ih_l0")?.shape == [24, isBidirectional ? 4 : 2])
        #expect(try WeightFile(network: network, inputWidth: 5, file: file, format: .pytorch).model.parameters == model.parameters)
        for index in file.tensors.indices {
            let name = file.tensors[index].name
            guard name.contains("_l0") else { continue }
            file.tensors[index].name = "lstm." + name.dropFirst(2).replacing("_l0", with: "_l" + name.prefix(1))
        }
        #expect(try WeightFile(network: network, inputWidth: 5, file: file, format: .pytorch).model.parameters == model.parameters)
        #expect(problem { _ = try model.weights(format: .keras) } == .unknownElsewhere(.recurrent(recurrence), layer: "0", .keras))
    }
}
