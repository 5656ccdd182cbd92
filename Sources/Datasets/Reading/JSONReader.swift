/// A JSON value and its offset in the line.
struct JSONValue {
    enum Content {
        case null
        case boolean(Bool)
        case number(Double)
        case string(String)
        /// An infinite number, which JSON cannot represent, as written by Python: Infinity or -Infinity.
        case infinity
        case array([JSONValue])
        case object([String: JSONValue])
    }

    var content: Content
    /// The offset from the start of the line, in bytes.
    var offset: Int

    var kind: DataError.JSONKind {
        switch content {
        case .null: .null
        case .boolean: .boolean
        case .number, .infinity: .number
        case .string: .string
        case .array: .list
        case .object: .object
        }
    }
}

/// Reads one JSON value from a line (RFC 8259).
struct JSONReader {
    /// Deeper nesting is refused, since it would need unbounded stack.
    private static let greatestDepth = 64

    private let line: TextLine
    private let bytes: [UInt8]
    private var position = 0

    private init(_ line: TextLine) {
        self.line = line
        bytes = line.bytes
    }

    /// - Throws: `DataError` if the line is not exactly one JSON value.
    static func read(_ line: TextLine) throws(DataError) -> JSONValue {
        var reader = JSONReader(line)
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.position == reader.bytes.count else { throw reader.error(.textAfterValue) }
        return value
    }

    /// Reads one by one the elements of a file that is one list of objects.
    ///
    /// - Returns: whether the file is such a list.
    /// - Throws: `DataError` if the file is not a list of JSON values, and the errors of `body`.
    static func readList(_ file: SourceFile, _ body: (JSONValue, TextLine) throws(DataError) -> Void) throws(DataError) -> Bool {
        let lines = try TextLines(file)
        guard let first = lines.first(where: { !$0.isBlank }), first.bytes.first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "[")
        else { return false }
        // The whole file is treated as one line, which errors split again.
        let whole = TextLine(file: file.name, number: 1, bytes: [UInt8](file.data.dropFirst(lines.start)))
        var reader = JSONReader(whole)
        reader.skipBlanks()
        reader.position += 1
        reader.skipBlanks()
        guard reader.next == UInt8(ascii: "{") else { return false }
        var isOpen = !reader.take("]")
        while isOpen {
            try body(try reader.value(depth: 1), whole)
            reader.skipBlanks()
            isOpen = !reader.take("]")
            guard !isOpen || reader.take(",") else { throw reader.error(.noCommaInList) }
        }
        reader.skipBlanks()
        guard reader.position == reader.bytes.count else { throw reader.error(.textAfterValue) }
        return true
    }

    private func error(_ problem: DataError.JSONProblem, at offset: Int? = nil) -> DataError {
        line.error(.json(problem), at: offset ?? position)
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A { position += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(DataError) -> JSONValue {
        guard depth < JSONReader.greatestDepth else { throw error(.nestedTooDeeply) }
        skipBlanks()
        let start = position
        let content: JSONValue.Content
        switch next {
        case UInt8(ascii: "{"): content = try object(depth: depth)
        case UInt8(ascii: "["): content = try array(depth: depth)
        case UInt8(ascii: "\""): content = .string(try string())
        case UInt8(ascii: "-") where bytes[(position + 1)...].starts(with: "Infinity".utf8):
            position += 1
            content = takeWord("Infinity") ? .infinity : .null
        case let byte? where byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte): content = .number(try number())
        case nil: throw error(.endOfLine)
        default:
            if takeWord("true") {
                content = .boolean(true)
            } else if takeWord("false") {
                content = .boolean(false)
            } else if takeWord("null") || takeWord("NaN") {
                content = .null
            } else if takeWord("Infinity") {
                content = .infinity
            } else {
                throw error(.noValue)
            }
        }
        return JSONValue(content: content, offset: start)
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard bytes[position...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return true
    }

    private mutating func object(depth: Int) throws(DataError) -> JSONValue.Content {
        var members: [String: JSONValue] = [:]
        position += 1
        skipBlanks()
        if take("}") { return .object(members) }
        while true {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw error(.noKey) }
            let start = position
            let key = try string()
            skipBlanks()
            guard take(":") else { throw error(.noColon(key: key)) }
            let value = try value(depth: depth + 1)
            guard members.updateValue(value, forKey: key) == nil else {
                throw error(.repeatedKey(key), at: start)
            }
            skipBlanks()
            if take("}") { return .object(members) }
            guard take(",") else { throw error(.noCommaInObject) }
        }
    }

    private mutating func array(depth: Int) throws(DataError) -> JSONValue.Content {
        var elements: [JSONValue] = []
        position += 1
        skipBlanks()
        if take("]") { return .array(elements) }
        while true {
            elements.append(try value(depth: depth + 1))
            skipBlanks()
            if take("]") { return .array(elements) }
            guard take(",") else { throw error(.noCommaInList) }
        }
    }

    private mutating func number() throws(DataError) -> Double {
        let start = position
        if let number = PlainDecimal(bytes.span, from: start), number.end == bytes.count || !Self.isOfNumber(bytes[number.end]) {
            position = number.end
            return number.value
        }
        while let byte = next, Self.isOfNumber(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let number = Double(text) else { throw error(.notANumber(found: text), at: start) }
        guard number.isFinite else { throw line.error(.value(.tooLarge(found: text)), at: start) }
        return number
    }

    /// Whether a byte may occur in a number: a digit, a sign, a point, or an exponent mark.
    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: true
        default: false
        }
    }

    private mutating func string() throws(DataError) -> String {
        let start = position
        position += 1
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { position += 1 }
        // Most strings have no escapes.
        if take("\"") { return try string(bytes.span.extracting((start + 1)..<(position - 1)), at: start) }
        var text = Array(bytes[(start + 1)..<position])
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return try string(text.span, at: start)
            case UInt8(ascii: "\\"): text += try escape()
            default: text.append(byte)
            }
        }
        throw error(.openString, at: start)
    }

    private func string(_ bytes: borrowing Span<UInt8>, at start: Int) throws(DataError) -> String {
        guard let text = try? UTF8Span(validating: copy bytes) else { throw error(.notUTF8, at: start) }
        return String(copying: text)
    }

    private mutating func escape() throws(DataError) -> [UInt8] {
        let start = position - 1
        guard let byte = next else { throw error(.openEscape) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            guard var code = fourDigits() else { throw error(.noHexadecimal, at: start) }
            if (0xD800..<0xDC00).contains(code), take("\\"), take("u"), let low = fourDigits(), (0xDC00..<0xE000).contains(low) {
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw error(.halfCharacter, at: start) }
            return Array(String(Character(scalar)).utf8)
        default: throw error(.unknownEscape, at: start)
        }
    }

    private mutating func fourDigits() -> UInt32? {
        guard position + 4 <= bytes.count, let code = UInt32(String(decoding: bytes[position..<(position + 4)], as: UTF8.self), radix: 16)
        else { return nil }
        position += 4
        return code
    }
}
