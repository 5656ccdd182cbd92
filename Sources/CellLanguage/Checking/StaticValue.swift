/// What is known of an expression before it is evaluated.
package enum StaticValue: Sendable {
    case value(Value)
    /// Only what kind of value it will be.
    case type(ValueType)
    /// Nothing: an error has been told, or it cannot be known.
    case unknown

    /// Nil where not even that is known.
    package var type: ValueType? {
        switch self {
        case .value(let value): value.type
        case .type(let type): type
        case .unknown: nil
        }
    }

    /// Nil where only the type is known, or nothing.
    package var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }

    /// What is known of an element of it.
    var element: StaticValue {
        switch value {
        case .list(let values):
            guard let type = values.first?.type, values.allSatisfy({ $0.type == type }) else { return .unknown }
            return .type(type)
        case .range: return .type(.number)
        case .nothing, .number, .text, .boolean, .object, nil: return .unknown
        }
    }

    /// In words, for messages.
    package var kind: String {
        switch self {
        case .value(let value): value.kind
        case .type(let type): type.words
        case .unknown: "unknown"
        }
    }
}
