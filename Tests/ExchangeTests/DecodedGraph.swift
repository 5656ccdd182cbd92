/// An ONNX file, decoded from its bytes.
struct DecodedGraph {
    struct Tensor {
        var shape: [Int]
        var type: Int
        var bytes: [UInt8]

        var floats: [Float] {
            stride(from: 0, to: bytes.count, by: 4).map { start in
                Float(bitPattern: bytes[start..<start + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) })
            }
        }
    }

    struct Node {
        var operation: String
        var inputs: [String]
        var outputs: [String]
        var attributes: [String: ProtobufFields]
    }

    var version: Int
    var operators: Int
    var metadata: [String: String]
    var nodes: [Node]
    var constants: [String: Tensor]
    /// Shapes as text, by the name of the input or output.
    var inputs: [(name: String, type: Int, shape: [String])]
    var outputs: [(name: String, type: Int, shape: [String])]

    init(_ bytes: [UInt8]) throws {
        let file = try ProtobufFields(bytes)
        version = file.numbers(1)[0]
        operators = try file.messages(8)[0].numbers(2)[0]
        metadata = Dictionary(try file.messages(14).map { ($0.text(1), $0.text(2)) }) { first, _ in first }
        let graph = try file.messages(7)[0]
        nodes = try graph.messages(1).map { node in
            Node(
                operation: node.text(4), inputs: node.texts(1), outputs: node.texts(2),
                attributes: Dictionary(try node.messages(5).map { ($0.text(1), $0) }) { first, _ in first })
        }
        constants = Dictionary(
            try graph.messages(5).map {
                ($0.text(8), Tensor(shape: $0.numbers(1), type: $0.numbers(2)[0], bytes: $0.blocks(9).first ?? []))
            }
        ) { first, _ in first }
        func ports(_ number: Int) throws -> [(name: String, type: Int, shape: [String])] {
            try graph.messages(number).map { port in
                let tensor = try port.messages(2)[0].messages(1)[0]
                let shape = try tensor.messages(2)[0].messages(1).map { $0.numbers(1).first.map(String.init) ?? $0.text(2) }
                return (port.text(1), tensor.numbers(1)[0], shape)
            }
        }
        inputs = try ports(11)
        outputs = try ports(12)
    }

    /// Tensors that are read before they are computed, computed twice, or declared and never computed; and constants
    /// whose bytes do not match their shapes.
    var faults: [String] {
        var faults: [String] = []
        var known = Set(inputs.map(\.name)).union(constants.keys)
        for node in nodes {
            for input in node.inputs where !known.contains(input) { faults.append("\(node.operation) reads \(input), which is not there") }
            for output in node.outputs where !known.insert(output).inserted { faults.append("\(output) is made twice") }
        }
        for output in outputs where !known.contains(output.name) { faults.append("\(output.name) is never made") }
        let sizes = [1: 4, 6: 4, 7: 8, 9: 1, 11: 8]
        for (name, tensor) in constants where tensor.bytes.count != tensor.shape.reduce(1, *) * (sizes[tensor.type] ?? 0) {
            faults.append("\(name) has \(tensor.bytes.count) bytes")
        }
        return faults
    }
}
