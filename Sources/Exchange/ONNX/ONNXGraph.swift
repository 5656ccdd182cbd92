/// Operations and the tensors between them, as in an ONNX file. Each tensor has a name; an operation follows those that compute its inputs.
struct ONNXGraph {
    /// The number type of a tensor; raw values are those of `TensorProto.DataType`.
    enum ElementType: Int {
        case float = 1
        case int32 = 6
        case int64 = 7
        case bool = 9
        case double = 11
    }

    /// The size of an axis: a number, or a name if it is known only when the graph is run.
    enum Extent: Equatable {
        case known(Int)
        case named(String)
    }

    /// An input or output tensor.
    struct Port: Equatable {
        var name: String
        var type: ElementType
        var shape: [Extent]
        var comment: String
    }

    /// A tensor stored in the file.
    struct Constant {
        var name: String
        var type: ElementType
        var shape: [Int]
        /// The bytes of the numbers, little-endian, in row-major order.
        var bytes: [UInt8]
    }

    /// A parameter of an operation other than its inputs.
    enum Attribute {
        case integer(Int)
        case integers([Int])
        case floats([Float])
        case text(String)
        case texts([String])
        /// The body of a loop, which may read tensors outside of it.
        case graph(ONNXGraph)
    }

    struct Node {
        var name: String
        var operation: String
        var inputs: [String]
        var outputs: [String]
        var attributes: [(name: String, value: Attribute)]
    }

    private(set) var nodes: [Node] = []
    private(set) var constants: [Constant] = []
    var inputs: [Port] = []
    var outputs: [Port] = []
    /// The prefix of the names of operations: the index of a layer.
    var scope = ""
    private var counts: [String: Int] = [:]

    /// Whether this is the body of a loop.
    private let isInside: Bool

    init() { isInside = false }

    /// The body of a loop.
    init(scope: String) {
        isInside = true
        self.scope = scope
    }

    /// Adds an input whose name begins with the scope.
    ///
    /// - Returns: the name of the input.
    mutating func input(_ name: String, _ type: ElementType, _ shape: [Extent]) -> String {
        let name = unusedName(name)
        inputs.append(Port(name: name, type: type, shape: shape, comment: ""))
        return name
    }

    /// Adds an operation with one output.
    ///
    /// - Parameter output: the name of the output; nil to name it after the operation.
    /// - Returns: the name of the output.
    @discardableResult mutating func add(
        _ operation: String, _ inputs: [String], _ attributes: [(name: String, value: Attribute)] = [], output: String? = nil
    ) -> String {
        let name = unusedName(operation)
        let output = output ?? name
        nodes.append(Node(name: name, operation: operation, inputs: inputs, outputs: [output], attributes: attributes))
        return output
    }

    /// Adds an operation with several outputs with these names.
    mutating func add(
        _ operation: String, _ inputs: [String], _ attributes: [(name: String, value: Attribute)], outputs: [String]
    ) {
        nodes.append(
            Node(name: unusedName(operation), operation: operation, inputs: inputs, outputs: outputs, attributes: attributes))
    }

    /// An unused name that begins with the scope.
    mutating func unusedName(_ name: String) -> String {
        let scoped = scope.isEmpty ? name : "\(scope)/\(name)"
        let count = counts[scoped, default: 0]
        counts[scoped] = count + 1
        return count == 0 ? scoped : "\(scoped)_\(count)"
    }

    /// Adds a constant of this shape.
    ///
    /// - Returns: the name of the constant.
    mutating func constant(_ name: String, _ values: [Float], _ shape: [Int]) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 * values.count)
        for value in values { bytes.append(littleEndian: value.bitPattern) }
        return add(Constant(name: unusedName(name), type: .float, shape: shape, bytes: bytes))
    }

    /// Adds a vector in double precision.
    mutating func constant(_ name: String, doubles values: [Double]) -> String {
        var bytes: [UInt8] = []
        for value in values { bytes.append(littleEndian: value.bitPattern) }
        return add(Constant(name: unusedName(name), type: .double, shape: [values.count], bytes: bytes))
    }

    /// Adds a vector of Booleans.
    mutating func constant(_ name: String, booleans values: [Bool]) -> String {
        add(Constant(name: unusedName(name), type: .bool, shape: [values.count], bytes: values.map { $0 ? 1 : 0 }))
    }

    /// A vector of integers, which is added unless it exists.
    mutating func integers(_ values: [Int]) -> String { integers(values, shape: [values.count]) }

    /// A scalar integer.
    mutating func integer(_ value: Int) -> String { integers([value], shape: []) }

    private mutating func integers(_ values: [Int], shape: [Int]) -> String {
        // Names inside a loop must differ from those outside.
        let prefix = isInside ? scope + "/" : ""
        let name = prefix + (shape.isEmpty ? "number:" : "numbers:") + values.map(String.init).joined(separator: ",")
        guard !constants.contains(where: { $0.name == name }) else { return name }
        var bytes: [UInt8] = []
        for value in values { bytes.append(littleEndian: Int64(value)) }
        return add(Constant(name: name, type: .int64, shape: shape, bytes: bytes))
    }

    /// Adds an optional input with the default `values`.
    mutating func add(optionalInput port: Port, _ values: Constant) {
        inputs.append(port)
        constants.append(values)
    }

    private mutating func add(_ constant: Constant) -> String {
        constants.append(constant)
        return constant.name
    }
}
