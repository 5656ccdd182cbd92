/// A named array of numbers with a shape: a weight in the form used by files and displays.
public struct Tensor: Sendable, Equatable {
    /// The name, such as `0.kernel`.
    public var name: String
    /// The size of each axis, the slowest first.
    public var shape: [Int]
    /// The values in row-major order; `values.count` is the product of `shape`.
    public var values: [Float]

    /// - Precondition: `values.count` is the product of `shape`.
    public init(name: String, shape: [Int], values: [Float]) {
        precondition(shape.reduce(1, *) == values.count, "a tensor has as many values as its shape says")
        self.name = name
        self.shape = shape
        self.values = values
    }
}
