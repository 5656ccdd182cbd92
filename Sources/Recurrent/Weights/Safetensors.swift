/// The contents of a safetensors file: named arrays, and text metadata.
///
/// The format is an 8-byte length, a JSON header of that length, and the numbers, little-endian, one array after another.
public struct Safetensors: Sendable, Equatable {
    /// A named array of integers with a shape.
    public struct Integers: Sendable, Equatable {
        /// The name in the file.
        public var name: String
        /// The size of each axis, the slowest first.
        public var shape: [Int]
        /// The values in row-major order.
        public var values: [Int32]

        /// An array with as many values as its shape requires.
        public init(name: String, shape: [Int], values: [Int32]) {
            precondition(shape.reduce(1, *) == values.count, "a tensor has as many values as its shape says")
            self.name = name
            self.shape = shape
            self.values = values
        }
    }

    /// Text metadata.
    public var metadata: [String: String]
    /// Arrays of type F32, in the order of the file; F64, F16 and BF16 are converted when read.
    public var tensors: [Tensor]
    /// Arrays of type I32, in the order of the file; I64 is converted when read.
    public var integers: [Integers]
    /// The types, by name, of arrays that were skipped: unsupported types, and integers that do not fit into 32 bits.
    public var unread: [String: String] = [:]

    /// A file with these contents.
    public init(metadata: [String: String] = [:], tensors: [Tensor] = [], integers: [Integers] = []) {
        self.metadata = metadata
        self.tensors = tensors
        self.integers = integers
    }

    /// The first floating-point array of this name.
    ///
    /// - Complexity: O(arrays).
    public func tensor(_ name: String) -> Tensor? { tensors.first { $0.name == name } }

    /// The first integer array of this name.
    ///
    /// - Complexity: O(arrays).
    public func integers(_ name: String) -> [Int32]? { integers.first { $0.name == name }?.values }
}
