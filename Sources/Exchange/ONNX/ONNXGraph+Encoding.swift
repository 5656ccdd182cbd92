/// The messages of an ONNX file. Field numbers are those of `onnx.proto` (Open Neural Network Exchange,
/// github.com/onnx/onnx).
extension ONNXGraph {
    /// `ModelProto`.
    ///
    /// - Parameter metadata: stored sorted by name.
    func file(metadata: [String: String]) -> [UInt8] {
        var file = ProtobufMessage()
        file.add(1, ONNXModel.formatVersion)
        file.add(2, "Unroll")
        var operators = ProtobufMessage()
        operators.add(1, "")
        operators.add(2, ONNXModel.operatorVersion)
        file.add(8, operators)
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            var entry = ProtobufMessage()
            entry.add(1, key)
            entry.add(2, value)
            file.add(14, entry)
        }
        file.add(7, message)
        return file.bytes
    }

    /// `GraphProto`.
    fileprivate var message: ProtobufMessage {
        var graph = ProtobufMessage()
        for node in nodes { graph.add(1, node.message) }
        graph.add(2, scope.isEmpty ? "network" : scope)
        for constant in constants { graph.add(5, constant.message) }
        for input in inputs { graph.add(11, input.message) }
        for output in outputs { graph.add(12, output.message) }
        return graph
    }
}

extension ONNXGraph.Node {
    /// `NodeProto`.
    fileprivate var message: ProtobufMessage {
        var node = ProtobufMessage()
        for input in inputs { node.add(1, input) }
        for output in outputs { node.add(2, output) }
        node.add(3, name)
        node.add(4, operation)
        for (name, value) in attributes {
            var attribute = ProtobufMessage()
            attribute.add(1, name)
            value.add(to: &attribute)
            node.add(5, attribute)
        }
        return node
    }
}

extension ONNXGraph.Attribute {
    /// Adds the value and the type of an `AttributeProto`.
    fileprivate func add(to attribute: inout ProtobufMessage) {
        switch self {
        case .integer(let number):
            attribute.add(3, number)
            attribute.add(20, 2)
        case .text(let text):
            attribute.add(4, text)
            attribute.add(20, 3)
        case .floats(let numbers):
            for number in numbers { attribute.add(7, float: number) }
            attribute.add(20, 6)
        case .integers(let numbers):
            for number in numbers { attribute.add(8, number) }
            attribute.add(20, 7)
        case .texts(let texts):
            for text in texts { attribute.add(9, text) }
            attribute.add(20, 8)
        case .graph(let graph):
            attribute.add(6, graph.message)
            attribute.add(20, 5)
        }
    }
}

extension ONNXGraph.Constant {
    /// `TensorProto`.
    fileprivate var message: ProtobufMessage {
        var tensor = ProtobufMessage()
        for extent in shape { tensor.add(1, extent) }
        tensor.add(2, type.rawValue)
        tensor.add(8, name)
        tensor.add(9, bytes: bytes)
        return tensor
    }
}

extension ONNXGraph.Port {
    /// `ValueInfoProto`.
    fileprivate var message: ProtobufMessage {
        var extents = ProtobufMessage()
        for extent in shape {
            var dimension = ProtobufMessage()
            switch extent {
            case .known(let count): dimension.add(1, count)
            case .named(let name): dimension.add(2, name)
            }
            extents.add(1, dimension)
        }
        var tensor = ProtobufMessage()
        tensor.add(1, type.rawValue)
        tensor.add(2, extents)
        var kind = ProtobufMessage()
        kind.add(1, tensor)
        var port = ProtobufMessage()
        port.add(1, name)
        port.add(2, kind)
        port.add(3, comment)
        return port
    }
}
