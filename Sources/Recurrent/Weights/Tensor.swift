/// A named array of numbers with a shape: a weight, as files and people see it.
public struct Tensor: Sendable, Equatable {
    /// Such as `0.kernel`.
    public var name: String
    /// Extents, the slowest first.
    public var shape: [Int]
    /// In row-major order; `values.count` is the product of `shape`.
    public var values: [Float]

    /// - Precondition: there are as many values as the shape says.
    public init(name: String, shape: [Int], values: [Float]) {
        precondition(shape.reduce(1, *) == values.count, "a tensor has as many values as its shape says")
        self.name = name
        self.shape = shape
        self.values = values
    }
}
