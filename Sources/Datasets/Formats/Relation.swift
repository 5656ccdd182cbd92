/// The common part of Weka's ARFF format and the TSF format of the Monash forecasting archive: a relation with attributes, and lines after
/// `@data`.
struct Relation {
    /// An attribute, by its name and type.
    struct Attribute: Equatable {
        enum Kind: Equatable {
            case number
            /// One of these classes.
            case classes([String])
            case text
            case date
            /// Series of numbers in quotes, one line for each of these attributes.
            case series(count: Int)
        }

        var name: String
        var kind: Kind
    }

    var name = "series"
    var attributes: [Attribute] = []
    /// Header keys other than the attributes, in lower case, with their values.
    var properties: [String: String] = [:]
    /// The relational attribute whose parts are being read.
    private var open: (name: String, count: Int)?

    /// Reads a line of the header.
    ///
    /// - Returns: whether the data follows.
    mutating func add(_ line: TextLine) throws(DataError) -> Bool {
        let words = try RelationLine.words(of: line)
        guard let key = words.first?.text, key.hasPrefix("@") else {
            throw line.error(.relation(.noHeaderLine(found: words.first?.text ?? "")), at: 0)
        }
        switch key.lowercased() {
        case "@relation": if words.count > 1 { name = words[1].text }
        case "@attribute":
            guard words.count > 2 else { throw line.error(.relation(.noAttribute(found: words.dropFirst().first?.text ?? "")), at: 0) }
            try addAttribute(words[1].text, type: words[2].text, line)
        case "@end":
            if let open { attributes.append(Attribute(name: open.name, kind: .series(count: open.count))) }
            open = nil
        case "@data": return true
        default: properties[String(key.lowercased().dropFirst())] = words.dropFirst().map(\.text).joined(separator: " ")
        }
        return false
    }

    private mutating func addAttribute(_ name: String, type: String, _ line: TextLine) throws(DataError) {
        if open != nil {
            open?.count += 1
            return
        }
        let kind: Attribute.Kind
        switch type.lowercased() {
        case "numeric", "real", "integer", "float": kind = .number
        case "string": kind = .text
        case "date": kind = .date
        case "relational":
            open = (name, 0)
            return
        case _ where type.hasPrefix("{"):
            kind = .classes(type.drop { $0 == "{" }.prefix { $0 != "}" }.split(separator: ",").map { RelationLine.unquoted(String($0)) })
        default: throw line.error(.relation(.type(type)), at: 0)
        }
        attributes.append(Attribute(name: name, kind: kind))
    }
}

/// A line of such a file in pieces: separated by white space in the header, and by commas in the data; single and double quotes protect
/// their contents.
enum RelationLine {
    struct Piece {
        var text: String
        var isQuoted: Bool
        /// The offset from the start of the line, in bytes.
        var offset: Int
    }

    /// The words of a header line; text in braces is one word.
    static func words(of line: TextLine) throws(DataError) -> [Piece] {
        try pieces(of: line) { $0 == 0x20 || $0 == 0x09 }.filter { $0.isQuoted || !$0.text.isEmpty }
    }

    /// The cells of a row of data.
    static func cells(of line: TextLine) throws(DataError) -> [Piece] {
        try pieces(of: line) { $0 == UInt8(ascii: ",") }
    }

    static func unquoted(_ text: String) -> String {
        let text = text.drop { $0 == " " || $0 == "\t" }
        let trimmed = String(
            text.prefix((text.lastIndex { $0 != " " && $0 != "\t" }.map { text.distance(from: text.startIndex, to: $0) + 1 }) ?? 0))
        guard let quote = trimmed.first, quote == "'" || quote == "\"", trimmed.last == quote, trimmed.count > 1 else { return trimmed }
        return String(trimmed.dropFirst().dropLast())
    }

    private static func pieces(of line: TextLine, separatedBy isSeparator: (UInt8) -> Bool) throws(DataError) -> [Piece] {
        var pieces: [Piece] = []
        var (text, isQuoted, start, braces): ([UInt8], Bool, Int, Int) = ([], false, 0, 0)
        var quote: UInt8?
        func piece() throws(DataError) -> Piece {
            guard let string = String(validating: text, as: UTF8.self) else { throw line.error(.value(.notUTF8), at: start) }
            return Piece(text: isQuoted ? string : unquoted(string), isQuoted: isQuoted, offset: start)
        }
        var position = 0
        while position < line.bytes.count {
            let byte = line.bytes[position]
            defer { position += 1 }
            if let open = quote {
                if byte == UInt8(ascii: "\\"), position + 1 < line.bytes.count {
                    // Weka writes line ends within a text as `\n`.
                    position += 1
                    text.append(line.bytes[position] == UInt8(ascii: "n") ? UInt8(ascii: "\n") : line.bytes[position])
                } else if byte == open {
                    quote = nil
                } else {
                    text.append(byte)
                }
            } else if braces == 0, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\""), text.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
                (quote, isQuoted, text) = (byte, true, [])
            } else if braces == 0, isSeparator(byte) {
                pieces.append(try piece())
                (text, isQuoted, start) = ([], false, position + 1)
            } else {
                if byte == UInt8(ascii: "{") { braces += 1 }
                if byte == UInt8(ascii: "}") { braces = max(0, braces - 1) }
                if !isQuoted { text.append(byte) }
            }
        }
        guard quote == nil else { throw line.error(.relation(.openQuote), at: start) }
        pieces.append(try piece())
        return pieces
    }
}
