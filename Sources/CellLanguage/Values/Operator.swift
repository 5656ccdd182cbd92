/// What calculates with two numbers, or with lists of them element by element.
package enum Operator: String, Sendable, Equatable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"

    /// What comes of two values.
    ///
    /// - Throws: where one is neither a number nor a list of numbers, lists differ in length, or what comes of it is not finite.
    /// - Complexity: O(elements).
    package func result(_ first: Value, _ second: Value) throws(CellError) -> Value {
        switch (first, second) {
        case (.number(let first), .number(let second)): return .number(try result(first, second))
        case (.list(let first), .list(let second)):
            guard first.count == second.count else { throw CellError(.listLengths(rawValue, first.count, second.count)) }
            return .list(try Self.elements(zip(first, second).map { ($0, $1) }, self))
        case (.list(let list), .number): return .list(try Self.elements(list.map { ($0, second) }, self))
        case (.number, .list(let list)): return .list(try Self.elements(list.map { (first, $0) }, self))
        case (.number, _), (.list, _): throw CellError(.wrongOperand(rawValue, found: second.kind))
        default: throw CellError(.wrongOperand(rawValue, found: first.kind))
        }
    }

    /// A value with the other sign.
    package static func negative(_ value: Value) throws(CellError) -> Value { try Operator.times.result(.number(-1), value) }

    private static func elements(_ pairs: [(Value, Value)], _ operation: Operator) throws(CellError) -> [Value] {
        var elements: [Value] = []
        for pair in pairs {
            guard case (.number(let first), .number(let second)) = pair else {
                let wrong = if case .number = pair.0 { pair.1 } else { pair.0 }
                throw CellError(.wrongOperand(operation.rawValue, found: wrong.kind))
            }
            elements.append(.number(try operation.result(first, second)))
        }
        return elements
    }

    private func result(_ first: Double, _ second: Double) throws(CellError) -> Double {
        let result =
            switch self {
            case .plus: first + second
            case .minus: first - second
            case .times: first * second
            case .over: first / second
            }
        guard result.isFinite else { throw CellError(.noFiniteResult(first, rawValue, second)) }
        return result
    }
}
