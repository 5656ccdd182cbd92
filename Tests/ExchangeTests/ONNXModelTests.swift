import Datasets
import Recurrent
import Testing

@testable import Exchange

/// The contents of ONNX files, byte by byte.
@Suite struct ONNXModelTests {
    private func decoded(_ name: String) throws -> (DecodedGraph, NetworkCase) {
        let example = try #require(NetworkCase.all.first { $0.name == name })
        return (try DecodedGraph(try example.file()), example)
    }

    @Test(arguments: NetworkCase.all) func everyGraphIsSound(_ example: NetworkCase) throws {
        let bytes = try example.file()
        #expect(try example.file() == bytes)
        let graph = try DecodedGraph(bytes)
        #expect(graph.faults == [])
        #expect(graph.version == 8 && graph.operators == 17)
        #expect(graph.inputs[0].name == "input")
        #expect(graph.inputs[0].shape.prefix(2) == ["batch", "time"])
        #expect(graph.outputs.allSatisfy { $0.shape.contains("batch") })
        #expect(graph.metadata["network"] == example.name)
        // All weights are there, except those that are zeros.
        let numbers = graph.constants.values.filter { $0.type == 1 }.reduce(0) { $0 + $1.shape.reduce(1, *) }
        let weights = try example.model().parameters
        #expect(numbers >= weights.reduce(0) { $0 + $1.values.count })
    }

    @Test func inputsAndOutputsOfALayer() throws {
        let (graph, _) = try decoded("lstm-both")
        #expect(graph.inputs.map(\.name) == ["input", "lengths", "0.initial_hidden", "0.initial_cell"])
        #expect(graph.inputs.map(\.type) == [1, 7, 1, 1])
        #expect(graph.inputs[2].shape == ["2", "states", "4"])
        #expect(graph.constants["0.initial_cell"]?.shape == [2, 1, 4])
        #expect(graph.outputs.map(\.name) == ["values", "0.final_hidden", "0.final_cell"])
        #expect(graph.outputs.map(\.shape) == [["batch", "2"], ["2", "batch", "4"], ["2", "batch", "4"]])
        let (steps, _) = try decoded("text")
        #expect(steps.inputs[0].type == 7 && steps.inputs[0].shape == ["batch", "time"])
        #expect(steps.outputs[0].name == "probabilities" && steps.outputs[0].shape == ["batch", "time", "5"])
        #expect(steps.outputs[1].name == "logits")
        // Nothing depends on lengths.
        let (dense, _) = try decoded("dense-steps")
        #expect(dense.inputs.map(\.name) == ["input"] && dense.outputs.map(\.name) == ["probabilities", "logits"])
        let (doubles, _) = try decoded("large-own-units")
        #expect(doubles.inputs[0].type == 11 && doubles.outputs[0].type == 11)
    }

    @Test func attributesTellCellsApart() throws {
        func node(_ name: String, _ operation: String) throws -> DecodedGraph.Node {
            try #require(try decoded(name).0.nodes.first { $0.operation == operation })
        }
        #expect(try node("gru", "GRU").attributes["linear_before_reset"]?.numbers(3) == [1])
        #expect(try node("gru-before", "GRU").attributes["linear_before_reset"]?.numbers(3) == [0])
        #expect(try node("gru", "GRU").attributes["direction"]?.text(4) == "forward")
        #expect(try node("rnn-relu-both", "RNN").attributes["activations"]?.texts(9) == ["Relu", "Relu"])
        #expect(try node("rnn-linear", "RNN").attributes["activation_alpha"]?.floats(7) == [1])
        #expect(try node("lstm-both", "LSTM").attributes["direction"]?.text(4) == "bidirectional")
        #expect(try node("lstm-both", "LSTM").attributes["hidden_size"]?.numbers(3) == [4])
    }

    /// With weights that number the gates: ONNX has input, output, forget, candidate; and update, reset, candidate.
    @Test func gatesComeInTheOrderOfONNX() {
        let lstm = ONNXRecurrentLayer(Recurrence(cell: .lstm(forgetBias: 1), units: 1), directions: 1)
        // Unroll's order: input, forget, candidate, output.
        let weights = lstm.weights(kernel: [1, 2, 3, 4, 5, 6, 7, 8], recurrent: [10, 20, 30, 40], bias: [1, 2, 3, 4], recurrentBias: [])
        #expect(weights.input == [1, 5, 4, 8, 2, 6, 3, 7])
        #expect(weights.recurrent == [10, 40, 20, 30])
        #expect(weights.bias == [1, 4, 2, 3, 0, 0, 0, 0])
        // Unroll's order: candidate, reset, update; for recurrent weights reset, update, candidate.
        let gru = ONNXRecurrentLayer(Recurrence(cell: .gru(.after), units: 1), directions: 1)
            .weights(kernel: [1, 2, 3], recurrent: [10, 20, 30], bias: [1, 2, 3], recurrentBias: [9])
        #expect(gru.input == [3, 2, 1] && gru.recurrent == [20, 10, 30] && gru.bias == [3, 2, 1, 0, 0, 9])
    }

    @Test func metadataHasNamesAndUnits() throws {
        let text = try decoded("text").0.metadata
        #expect(text["vocabulary"] == #"["a","b","\"","ü","\n"]"# && text["task"] == "next symbol")
        let values = try decoded("values").0.metadata
        #expect(values["features"] == #"["a","b","c"]"# && values["scaling"] == "outside")
        #expect(values["input_mean"] == "[100,-3,0.5]" && values["output_deviation"] == "[0.5,3]")
        let scaled = try decoded("missing-own-units").0.metadata
        #expect(scaled["scaling"] == "graph" && scaled["masks"] == #"{"0":2}"#)
        #expect(try decoded("large-own-units").0.metadata["input_base"] == "[1700000000,0,0]")
        #expect(try decoded("labels").0.metadata["classes"] == #"["x","y"]"#)
        #expect(try decoded("gru").0.metadata["scaling"] == nil)
    }

    @Test func whatCannotBeSaidIsRefused() throws {
        var details = SequenceDataset.Details()
        details.isRelative = true
        let data = NetworkCase.numbers(NetworkCase.values, details: details)
        let network = Network([.last, .dense(units: 2, activation: .linear)])
        let model = try Model.initial(network: network, for: data, seed: 1)
        #expect(throws: ONNXError.relativeScaling) { try ONNXModel(model, known: data, scalesInGraph: true) }
        #expect(try DecodedGraph(try ONNXModel(model, known: data).bytes).metadata["relative"] == "true")
        #expect(throws: ONNXError.self) { try ONNXModel(model, known: NetworkCase.numbers(NetworkCase.stepValues)) }
    }

    @Test func numbersOfTheWireFormat() throws {
        var message = ProtobufMessage()
        message.add(1, 300)
        message.add(2, -1)
        message.add(3, "ü")
        message.add(200, float: 1.5)
        message.add(5, double: -2.25)
        message.add(6, doubles: [1, 2])
        // The examples of protobuf.dev: field 1 with 150 is 08 96 01.
        var example = ProtobufMessage()
        example.add(1, 150)
        #expect(example.bytes == [0x08, 0x96, 0x01])
        let fields = try ProtobufFields(message.bytes)
        #expect(fields.numbers(1) == [300] && fields.numbers(2) == [-1] && fields.text(3) == "ü")
        #expect(fields.floats(200) == [1.5] && fields.doubles(5) == [-2.25] && fields.blocks(6)[0].count == 16)
    }
}
