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

    /// In words, for messages.
    package var kind: String {
        switch self {
        case .value(let value): value.kind
        case .type(let type): type.words
        case .unknown: "unknown"
        }
    }
}
