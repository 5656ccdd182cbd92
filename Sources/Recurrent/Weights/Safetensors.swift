/// What a safetensors file holds: named arrays, and text about them.
///
/// The format is an 8-byte length, a JSON header of that length, and the numbers, little-endian, one array after another.
public struct Safetensors: Sendable, Equatable {
    /// A named array of integers with a shape.
    public struct Integers: Sendable, Equatable {
        /// What it is called in the file.
        public var name: String
        /// Extents, the slowest first.
        public var shape: [Int]
        /// In row-major order.
        public var values: [Int32]

        /// An array with as many values as its shape says.
        public init(name: String, shape: [Int], values: [Int32]) {
            precondition(shape.reduce(1, *) == values.count, "a tensor has as many values as its shape says")
            self.name = name
            self.shape = shape
            self.values = values
        }
    }

    /// Text about the arrays.
    public var metadata: [String: String]
    /// Arrays of F32; F64, F16 and BF16 are converted when read. In the order of the file.
    public var tensors: [Tensor]
    /// Arrays of I32; I64 is converted when read. In the order of the file.
    public var integers: [Integers]
    /// Arrays that were passed over because of their type, or of integers that do not fit 32 bits: their types by name.
    public var unread: [String: String] = [:]

    /// A file with these contents.
    public init(metadata: [String: String] = [:], tensors: [Tensor] = [], integers: [Integers] = []) {
        self.metadata = metadata
        self.tensors = tensors
        self.integers = integers
    }

    /// The first array of floats of this name. Takes time in proportion to their number.
    public func tensor(_ name: String) -> Tensor? { tensors.first { $0.name == name } }

    /// The first array of integers of this name. Takes time in proportion to their number.
    public func integers(_ name: String) -> [Int32]? { integers.first { $0.name == name }?.values }
}
