/// What kinds of values there are: those of the language, and the types of objects.
package enum ValueType: Sendable, Hashable {
    case nothing, number, text, boolean, list, range
    case object(any CellObject.Type)

    /// In a sentence, with an article.
    package var words: String {
        switch self {
        case .nothing: "none"
        case .number: "a number"
        case .text: "a text"
        case .boolean: "true or false"
        case .list: "a list"
        case .range: "a range"
        case .object(let type): type.typeDescription.words
        }
    }

    /// As one could be typed; nil where the words say enough.
    var example: String? {
        switch self {
        case .range: "5..20"
        case .object(let type): type.typeDescription.example
        case .nothing, .number, .text, .boolean, .list: nil
        }
    }

    /// Several of them, in a sentence.
    var plural: String {
        switch self {
        case .number: "numbers"
        case .object(let type): type.typeDescription.plural
        case .nothing, .text, .boolean, .list, .range: "values"
        }
    }

    /// The type whose values `|` joins; nil for all else.
    var pipeline: (any Pipeline.Type)? {
        if case .object(let type) = self { type as? any Pipeline.Type } else { nil }
    }

    /// The type whose values have elements; nil for all else, lists among them.
    var indexed: (any IndexedObject.Type)? {
        if case .object(let type) = self { type as? any IndexedObject.Type } else { nil }
    }

    private enum Identity: Hashable {
        case nothing, number, text, boolean, list, range
        case object(ObjectIdentifier)
    }

    private var identity: Identity {
        switch self {
        case .nothing: .nothing
        case .number: .number
        case .text: .text
        case .boolean: .boolean
        case .list: .list
        case .range: .range
        case .object(let type): .object(ObjectIdentifier(type))
        }
    }

    package static func == (a: ValueType, b: ValueType) -> Bool { a.identity == b.identity }

    package func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}
