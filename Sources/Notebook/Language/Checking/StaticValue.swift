/// What is known of an expression before it is evaluated.
enum StaticValue: Sendable {
    case value(Value)
    /// Only what kind of value it will be.
    case type(ValueType)
    /// Nothing: an error has been told, or it cannot be known.
    case unknown

    var type: ValueType? {
        switch self {
        case .value(let value): value.type
        case .type(let type): type
        case .unknown: nil
        }
    }

    var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }

    /// In words, for messages.
    var kind: String {
        switch self {
        case .value(let value): value.kind
        case .type(let type): type.words
        case .unknown: "unknown"
        }
    }
}

/// What names mean where a cell stands.
struct Scope: Sendable {
    var names: [String: StaticValue] = [:]
    /// Names whose cells have not run or failed: known to exist, without a value.
    var withoutValue: Set<String> = []
}
