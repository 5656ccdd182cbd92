/// Objects that `|` joins: each is a row of parts, such as a network's layers.
package protocol Pipeline: CellObject {
    var partCount: Int { get }

    /// All parts of these, in order.
    static func join(_ pipelines: [Self]) -> Self

    /// What is wrong with these parts in this order; nil where nothing is.
    var fault: PartFault? { get }

    /// What the last part gives, in a line, for the data that is at hand.
    ///
    /// - Throws: what is wrong with the parts in this order.
    func shape(in scope: Scope) throws(PartFault) -> String?
}

/// Something wrong with a pipeline.
package struct PartFault: Error, Sendable {
    /// What is wrong.
    package var problem: Problem
    /// Index of the part that is to blame; nil where all of them are.
    package var part: Int?

    package init(_ problem: Problem, part: Int?) {
        self.problem = problem
        self.part = part
    }
}

extension Pipeline {
    /// The values joined; nil where one is of another type.
    static func join(_ values: [Value]) -> (any Pipeline)? {
        let pipelines = values.compactMap { Self(cellValue: $0) }
        return pipelines.count == values.count ? join(pipelines) : nil
    }
}

extension Value {
    /// Joins values as `|` does; nil where there are none, or not all are pipelines of one type.
    package static func pipe(_ values: [Value]) -> Value? {
        guard let first = values.first?.pipeline else { return nil }
        return Swift.type(of: first).join(values).map { Value.object($0) }
    }
}
