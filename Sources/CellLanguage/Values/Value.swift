import TextFormatting

/// What an expression of a cell gives: what the language itself can write, or an object that it only passes on.
package enum Value: Sendable {
    /// `none`: the absence of something that could be given.
    case nothing
    case number(Double)
    case text(String)
    case boolean(Bool)
    case list([Value])
    /// Indices from `lower` up to, but not including, `upper`.
    case range(lower: Int, upper: Int)
    /// Something made by a function of the catalogue.
    case object(any CellObject)
}

extension Value {
    /// What kind of value it is.
    package var type: ValueType {
        switch self {
        case .nothing: .nothing
        case .number: .number
        case .text: .text
        case .boolean: .boolean
        case .list: .list
        case .range: .range
        case .object(let object): .object(Swift.type(of: object))
        }
    }

    /// What kind of value it is, in words; small values as they are.
    package var kind: String {
        switch self {
        case .number(let number): Figures.plain(number)
        case .text(let text) where text.utf8.count <= 24: "the text \"\(text.visible)\""
        case .boolean(let boolean): String(boolean)
        case .nothing, .text, .list, .range, .object: type.words
        }
    }

    /// The value in a line, as it would be typed where that can be.
    package var written: String {
        switch self {
        case .nothing: "none"
        case .number(let number): Figures.plain(number)
        case .text(let text): "\"\(text.escaped)\""
        case .boolean(let boolean): String(boolean)
        case .list(let values): "[" + values.map(\.written).joined(separator: ", ") + "]"
        case .range(let lower, let upper): "\(lower)..\(upper)"
        case .object(let object): object.written
        }
    }

    /// The object, where it is one of this type.
    package func object<Object: CellObject>(_ type: Object.Type = Object.self) -> Object? {
        if case .object(let object) = self { object as? Object } else { nil }
    }

    /// What `|` joins; nil for all else.
    var pipeline: (any Pipeline)? {
        if case .object(let object) = self { object as? any Pipeline } else { nil }
    }
}

extension String {
    /// As it would be typed between quotes.
    package var escaped: String {
        replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n").replacing("\t", with: "\\t").visible
    }
}
