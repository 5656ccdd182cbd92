/// A Python literal, such as the header of a NumPy array: strings in either quotes, integers, True, False and None, tuples, lists and
/// dictionaries.
enum PythonLiteral {
    case text(String)
    case number(Int)
    case boolean(Bool)
    case none
    case list([PythonLiteral])
    case dictionary([String: PythonLiteral])

    /// Deeper nesting is refused, since it would need unbounded stack.
    private static let greatestDepth = 16

    /// Nil if the text is not a literal.
    init?(_ text: String) {
        var reader = Reader(bytes: Array(text.utf8))
        guard let value = reader.value(depth: 0), reader.skipBlanks() == nil else { return nil }
        self = value
    }

    private struct Reader {
        let bytes: [UInt8]
        var place = 0

        /// Skips white space and returns the next character; nil at the end.
        mutating func skipBlanks() -> UInt8? {
            while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
            return place < bytes.count ? bytes[place] : nil
        }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard skipBlanks() == UInt8(ascii: character) else { return false }
            place += 1
            return true
        }

        mutating func value(depth: Int) -> PythonLiteral? {
            guard depth < greatestDepth, let byte = skipBlanks() else { return nil }
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""): return text()
            case UInt8(ascii: "u"), UInt8(ascii: "b"):
                // u'..' of Python 2 and b'..' of Python 3.
                place += 1
                return text()
            case UInt8(ascii: "("): return list(until: ")", depth: depth)
            case UInt8(ascii: "["): return list(until: "]", depth: depth)
            case UInt8(ascii: "{"): return dictionary(depth: depth)
            case UInt8(ascii: "-"), 0x30...0x39: return number()
            default:
                switch word() {
                case "True": return .boolean(true)
                case "False": return .boolean(false)
                case "None": return PythonLiteral.none
                default: return nil
                }
            }
        }

        private mutating func word() -> String {
            let start = place
            while place < bytes.count, (0x41...0x5A).contains(bytes[place] & 0xDF) { place += 1 }
            return String(decoding: bytes[start..<place], as: UTF8.self)
        }

        private mutating func text() -> PythonLiteral? {
            guard place < bytes.count, bytes[place] == UInt8(ascii: "'") || bytes[place] == UInt8(ascii: "\"") else { return nil }
            let quote = bytes[place]
            guard let end = bytes[(place + 1)...].firstIndex(of: quote) else { return nil }
            defer { place = end + 1 }
            return .text(String(decoding: bytes[(place + 1)..<end], as: UTF8.self))
        }

        /// Python 2 wrote long integers with an L after them.
        private mutating func number() -> PythonLiteral? {
            let start = place
            if bytes[place] == UInt8(ascii: "-") { place += 1 }
            while place < bytes.count, (0x30...0x39).contains(bytes[place]) { place += 1 }
            let number = Int(String(decoding: bytes[start..<place], as: UTF8.self))
            if place < bytes.count, bytes[place] == UInt8(ascii: "L") { place += 1 }
            return number.map(PythonLiteral.number)
        }

        private mutating func list(until end: Unicode.Scalar, depth: Int) -> PythonLiteral? {
            place += 1
            var elements: [PythonLiteral] = []
            while !take(end) {
                guard let element = value(depth: depth + 1) else { return nil }
                elements.append(element)
                guard take(",") else { return take(end) ? .list(elements) : nil }
            }
            return .list(elements)
        }

        private mutating func dictionary(depth: Int) -> PythonLiteral? {
            place += 1
            var members: [String: PythonLiteral] = [:]
            while !take("}") {
                guard case .text(let key)? = value(depth: depth + 1), take(":"), let element = value(depth: depth + 1) else { return nil }
                members[key] = element
                guard take(",") else { return take("}") ? .dictionary(members) : nil }
            }
            return .dictionary(members)
        }
    }
}
