/// A named array of numbers with a shape: a weight, as files and people see it.
public struct Tensor: Sendable, Equatable {
    public var name: String
    public var shape: [Int]
    /// In row-major order; `values.count` is the product of `shape`.
    public var values: [Float]

    public init(name: String, shape: [Int], values: [Float]) {
        precondition(shape.reduce(1, *) == values.count, "a tensor has as many values as its shape says")
        self.name = name
        self.shape = shape
        self.values = values
    }
}
