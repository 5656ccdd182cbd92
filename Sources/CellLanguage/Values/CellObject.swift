/// A Swift type whose values cells can hold: what functions of the catalogue take and give.
package protocol ValueRepresentable: Sendable {
    /// What the language calls values of this type.
    static var valueType: ValueType { get }

    /// Takes the value out of what a cell holds; nil where that is something else.
    init?(cellValue: Value)

    /// The value as a cell holds it.
    var cellValue: Value { get }
}

/// A type of values that the language passes on without knowing what they are: it only knows how to speak of them.
package protocol CellObject: ValueRepresentable {
    static var typeDescription: TypeDescription { get }

    /// The value in a line, as it would be typed where that can be.
    var written: String { get }

    /// A few words about the value, for menus.
    var detail: String { get }
}

/// How a sentence speaks of values of a type.
package struct TypeDescription: Sendable {
    /// With an article: "a network".
    package let words: String
    /// As one could be typed, for "such as"; nil where the words say enough.
    package let example: String?
    /// Several of them.
    package let plural: String
    /// What to say where an element is taken of a value that has none, such as which part has; nil for the usual sentence.
    package let adviceOnElements: String?

    package init(_ words: String, example: String? = nil, plural: String = "values", adviceOnElements: String? = nil) {
        self.words = words
        self.example = example
        self.plural = plural
        self.adviceOnElements = adviceOnElements
    }
}

extension CellObject {
    package static var valueType: ValueType { .object(Self.self) }

    package init?(cellValue: Value) {
        guard case .object(let object) = cellValue, let own = object as? Self else { return nil }
        self = own
    }

    package var cellValue: Value { .object(self) }

    package var detail: String { Self.typeDescription.words }
}

// MARK: The language's own values

extension Double: ValueRepresentable {
    package static var valueType: ValueType { .number }

    package init?(cellValue: Value) {
        guard case .number(let number) = cellValue else { return nil }
        self = number
    }

    package var cellValue: Value { .number(self) }
}

extension String: ValueRepresentable {
    package static var valueType: ValueType { .text }

    package init?(cellValue: Value) {
        guard case .text(let text) = cellValue else { return nil }
        self = text
    }

    package var cellValue: Value { .text(self) }
}

extension Bool: ValueRepresentable {
    package static var valueType: ValueType { .boolean }

    package init?(cellValue: Value) {
        guard case .boolean(let boolean) = cellValue else { return nil }
        self = boolean
    }

    package var cellValue: Value { .boolean(self) }
}

extension [Value]: ValueRepresentable {
    package static var valueType: ValueType { .list }

    package init?(cellValue: Value) {
        guard case .list(let values) = cellValue else { return nil }
        self = values
    }

    package var cellValue: Value { .list(self) }
}
