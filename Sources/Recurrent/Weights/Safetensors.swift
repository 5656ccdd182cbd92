/// What a safetensors file holds: named arrays, and text about them.
///
/// The format is an 8-byte length, a JSON header of that length, and the numbers, little-endian, one array after another.
public struct Safetensors: Sendable, Equatable {
    public struct Integers: Sendable, Equatable {
        public var name: String
        public var shape: [Int]
        public var values: [Int32]

        public init(name: String, shape: [Int], values: [Int32]) {
            precondition(shape.reduce(1, *) == values.count, "a tensor has as many values as its shape says")
            self.name = name
            self.shape = shape
            self.values = values
        }
    }

    public var metadata: [String: String]
    /// Arrays of F32; F64, F16 and BF16 are converted when read. In the order of the file.
    public var tensors: [Tensor]
    /// Arrays of I32; I64 is converted when read. In the order of the file.
    public var integers: [Integers]

    public init(metadata: [String: String] = [:], tensors: [Tensor] = [], integers: [Integers] = []) {
        self.metadata = metadata
        self.tensors = tensors
        self.integers = integers
    }

    public func tensor(_ name: String) -> Tensor? { tensors.first { $0.name == name } }

    public func integers(_ name: String) -> [Int32]? { integers.first { $0.name == name }?.values }
}
