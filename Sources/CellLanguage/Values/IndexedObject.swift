import TextFormatting

/// Objects with elements: `value[17]` and `value[0..10]`.
package protocol IndexedObject: CellObject {
    associatedtype Element: ValueRepresentable

    /// What it is called in messages.
    var name: String { get }
    var count: Int { get }

    /// The element at an index, which is 0 or more and less than `count`; nil where there is none all the same.
    func element(at index: Int) -> Element?

    /// The part with these indices, which all are.
    func elements(_ range: Range<Int>) -> Self
}

extension IndexedObject {
    /// The type of one element.
    static var elementType: ValueType { Element.valueType }

    func value(at index: Value) throws(CellError) -> Value {
        switch index {
        case .number(let number):
            let place = try Value.position(number, count: count, of: name)
            guard let element = element(at: place) else { throw CellError(.indexOutside(place, name: name, count: count)) }
            return element.cellValue
        case .range(let lower, let upper):
            guard 0 <= lower, lower <= upper, upper <= count else {
                throw CellError(.rangeOutside(lower: lower, upper: upper, name: name, count: count))
            }
            return elements(lower..<upper).cellValue
        case .nothing, .text, .boolean, .list, .object: throw CellError(.wrongIndex(found: index.kind))
        }
    }
}

extension Value {
    /// The element at a position counted from 0, or from the end for negative ones; of some objects also the part in a range.
    ///
    /// - Throws: where the value has no elements, or none there.
    package func element(at index: Value) throws(CellError) -> Value {
        switch self {
        case .list(let values):
            guard case .number(let number) = index else { throw CellError(.wrongIndex(found: index.kind)) }
            return values[try Self.position(number, count: values.count, of: "the list")]
        case .object(let object as any IndexedObject): return try object.value(at: index)
        case .nothing, .number, .text, .boolean, .range, .object: throw CellError(type.noElements)
        }
    }

    /// An index as a position from the start.
    static func position(_ number: Double, count: Int, of name: String) throws(CellError) -> Int {
        guard let whole = Int(exactly: number) else { throw CellError(.wrongIndex(found: Figures.plain(number))) }
        let index = whole < 0 ? whole + count : whole
        guard 0 <= index, index < count else { throw CellError(.indexOutside(whole, name: name, count: count)) }
        return index
    }
}

extension ValueType {
    /// What to say where an element is taken of a value that has none.
    var noElements: Problem {
        guard case .object(let type) = self, let advice = type.typeDescription.adviceOnElements else {
            return .noElements(kind: words)
        }
        return .told(advice)
    }
}
