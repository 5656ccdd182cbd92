/// A call that is the argument of another call, which makes it as often as it wants, with names of its own.
package struct DeferredCall: CellObject {
    package static let typeDescription = TypeDescription("a call that is not made yet")

    /// As it is written in the cell.
    package let written: String
    private let bind: @Sendable ([String: Value]) throws(CellError) -> Arguments

    /// - Parameter bind: evaluates the arguments, with values for names that the cell may not know.
    package init(written: String, bind: @escaping @Sendable ([String: Value]) throws(CellError) -> Arguments) {
        (self.written, self.bind) = (written, bind)
    }

    /// What the call is given, where these names have these values.
    ///
    /// - Throws: `CellError` where an argument cannot be evaluated, or is none that the function takes.
    package func arguments(_ names: [String: Value] = [:]) throws(CellError) -> Arguments { try bind(names) }
}

/// An argument with a label that its function does not know beforehand.
package struct LabelledValue: CellObject {
    package static let typeDescription = TypeDescription("a value with a label")

    package let label: String
    package let value: Value

    package init(label: String, value: Value) {
        (self.label, self.value) = (label, value)
    }

    package var written: String { "\(label): \(value.written)" }
}
