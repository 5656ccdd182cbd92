/// Cuts a cell's source into tokens. Any text has tokens: what cannot be read becomes one of kind `wrong`.
package struct Lexer {
    private let bytes: [UInt8]
    private var place = 0
    private var openBrackets = 0
    private var tokens: [Token] = []

    /// The tokens in order, one of kind `end` last. Spaces are left out, and so are ends of lines inside brackets, unless the next line
    /// begins an assignment, which shows that a bracket was forgotten.
    package static func tokens(of source: String) -> [Token] {
        var lexer = Lexer(bytes: Array(source.utf8))
        while lexer.place < lexer.bytes.count { lexer.scan() }
        lexer.add(.end, from: lexer.place)
        return lexer.tokens
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

    private func byte(after distance: Int) -> UInt8? {
        place + distance < bytes.count ? bytes[place + distance] : nil
    }

    private mutating func add(_ kind: Token.Kind, from start: Int) {
        tokens.append(Token(kind: kind, range: start..<place))
    }

    private mutating func scan() {
        let start = place
        let byte = bytes[place]
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
            place += 1
        case UInt8(ascii: "\n"):
            place += 1
            if openBrackets > 0, !continuesArguments, beginsAssignment(at: place) { openBrackets = 0 }
            if openBrackets == 0 { add(.newline, from: start) }
        case UInt8(ascii: "#"):
            skip { $0 != UInt8(ascii: "\n") }
            add(.comment, from: start)
        case UInt8(ascii: "\"") where self.byte(after: 1) == byte && self.byte(after: 2) == byte:
            skip { $0 != UInt8(ascii: "\n") }
            add(.wrong(.tripleQuotes, at: start..<(start + 3)), from: start)
        case UInt8(ascii: "\""):
            scanText()
        case _ where otherQuotesEnd != nil:
            scanOtherQuotes()
        case UInt8(ascii: "-") where Self.isDigit(self.byte(after: 1)) && !followsValue:
            scanNumber()
        case _ where Self.isDigit(byte):
            scanNumber()
        case _ where Self.isLetter(byte):
            scanName()
        default:
            scanSymbol()
        }
    }

    /// Whether a new line goes on with arguments: behind a comma, and indented, `epochs=5` is one of another language.
    private var continuesArguments: Bool {
        guard tokens.last?.isSymbol(.comma) == true, let byte else { return false }
        return byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    /// Where a text ends that begins here in quotes of another kind; nil where there is none, or it does not end on this line.
    private var otherQuotesEnd: (opening: Int, closing: Range<Int>)? {
        // The first bytes of these marks, which most tokens do not begin with.
        guard bytes[place] == UInt8(ascii: "'") || bytes[place] == 0xC2 || bytes[place] == 0xE2 else { return nil }
        let opening = scalar(at: place)
        guard let closing = Self.otherQuotes[opening] else { return nil }
        // A line of many marks without their ends is not looked through for each.
        let end = min(bytes.count, place + Self.mostInOtherQuotes)
        var index = place + opening.utf8.count
        while index < end, bytes[index] != UInt8(ascii: "\n") {
            if let mark = closing.first(where: { bytes[index...].starts(with: $0.utf8) }) {
                return (opening.utf8.count, index..<(index + mark.utf8.count))
            }
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    /// Most bytes between quotes of another kind.
    private static let mostInOtherQuotes = 1_000

    /// Quotation marks of other languages, each with those that end what it begins.
    private static let otherQuotes: [String: Set<String>] = [
        "'": ["'"], "\u{2018}": ["\u{2019}"], "\u{2019}": ["\u{2019}"], "\u{201C}": ["\u{201D}", "\u{201C}"], "\u{201D}": ["\u{201D}"],
        "\u{201E}": ["\u{201C}", "\u{201D}"], "«": ["»"], "»": ["«", "»"],
    ]

    private mutating func scanOtherQuotes() {
        let start = place
        guard let end = otherQuotesEnd else { return scanSymbol() }
        let text = String(decoding: bytes[(start + end.opening)..<end.closing.lowerBound], as: UTF8.self)
        place = end.closing.upperBound
        add(.wrong(.otherQuotes(text), at: start..<place), from: start)
    }

    /// Whether what stands before may be a value, so that a minus takes something away from it.
    private var followsValue: Bool {
        switch tokens.last?.kind {
        case .number, .text, .name, .symbol(.close), .symbol(.closeList): true
        case .symbol, .newline, .comment, .wrong, .end, nil: false
        }
    }

    private mutating func scanSymbol() {
        let start = place
        if bytes[place] == UInt8(ascii: "."), byte(after: 1) == UInt8(ascii: ".") {
            place += 2
            return add(.symbol(.range), from: start)
        }
        place += 1
        let text = String(UnicodeScalar(bytes[start]))
        guard let symbol = Symbol(rawValue: text) else {
            return add(.wrong(.strayCharacter(text), at: start..<place), from: start)
        }
        switch symbol {
        case .open, .openList: openBrackets += 1
        case .close, .closeList: openBrackets = max(0, openBrackets - 1)
        case .comma, .colon, .equals, .pipe, .dot, .range, .plus, .minus, .times, .over: break
        }
        add(.symbol(symbol), from: start)
    }

    /// `12`, `-1`, `0.5`, `1e-3`, `1_000`.
    private mutating func scanNumber() {
        let start = place
        place += 1
        skip { Self.isDigit($0) || $0 == UInt8(ascii: "_") }
        if byte == UInt8(ascii: "."), Self.isDigit(byte(after: 1)) {
            place += 1
            skip { Self.isDigit($0) || $0 == UInt8(ascii: "_") }
        }
        if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            let isSigned = byte(after: 1) == UInt8(ascii: "-") || byte(after: 1) == UInt8(ascii: "+")
            if Self.isDigit(byte(after: isSigned ? 2 : 1)) {
                place += isSigned ? 2 : 1
                skip { Self.isDigit($0) }
            }
        }
        skipWord()
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        guard let number = Double(text.filter { $0 != "_" }) else { return add(.wrong(.noNumber(text), at: start..<place), from: start) }
        guard number.isFinite else { return add(.wrong(.numberTooLarge(text), at: start..<place), from: start) }
        add(.number(number), from: start)
    }

    /// Text in quotes, which ends on its line: `"a \"word\"\n"`.
    private mutating func scanText() {
        let start = place
        var content: [UInt8] = []
        var wrongEscape: (character: String, range: SourceRange)?
        place += 1
        while let byte, byte != UInt8(ascii: "\n") {
            place += 1
            if byte == UInt8(ascii: "\"") {
                if let wrongEscape { return add(.wrong(.unknownEscape(wrongEscape.character), at: wrongEscape.range), from: start) }
                return add(.text(String(decoding: content, as: UTF8.self)), from: start)
            }
            guard byte == UInt8(ascii: "\\") else {
                content.append(byte)
                continue
            }
            switch self.byte {
            case UInt8(ascii: "\""): content.append(UInt8(ascii: "\""))
            case UInt8(ascii: "\\"): content.append(UInt8(ascii: "\\"))
            case UInt8(ascii: "n"): content.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "t"): content.append(UInt8(ascii: "\t"))
            case nil, UInt8(ascii: "\n"): continue
            default:
                let character = scalar(at: place)
                if wrongEscape == nil { wrongEscape = (character, (place - 1)..<(place + character.utf8.count)) }
                place += character.utf8.count - 1
            }
            place += 1
        }
        add(.wrong(.unclosedText, at: start..<place), from: start)
    }

    private mutating func scanName() {
        let start = place
        skipWord()
        guard place > start else {
            let character = scalar(at: start)
            place = start + character.utf8.count
            return add(.wrong(.strayCharacter(character), at: start..<place), from: start)
        }
        add(.name(String(decoding: bytes[start..<place], as: UTF8.self)), from: start)
    }

    /// Passes over letters and digits. Bytes beyond ASCII count as letters at first; quotation marks, spaces and the like among them are none.
    private mutating func skipWord() {
        while let byte, Self.isLetter(byte) || Self.isDigit(byte) {
            guard byte >= 0x80 else {
                place += 1
                continue
            }
            let character = scalar(at: place)
            guard character.unicodeScalars.allSatisfy(Self.isLetter) else { break }
            place += character.utf8.count
        }
    }

    private mutating func skip(while condition: (UInt8) -> Bool) {
        while let byte, condition(byte) { place += 1 }
    }

    /// Whether a line that starts here is `name = ...`.
    private func beginsAssignment(at start: Int) -> Bool {
        var index = start
        func skip(_ condition: (UInt8) -> Bool) {
            while index < bytes.count, condition(bytes[index]) { index += 1 }
        }
        skip { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        guard index < bytes.count, Self.isLetter(bytes[index]) else { return false }
        skip { Self.isLetter($0) || Self.isDigit($0) }
        skip { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        return index < bytes.count && bytes[index] == UInt8(ascii: "=")
    }

    /// The character that starts at this byte.
    private func scalar(at index: Int) -> String {
        var end = index + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return String(decoding: bytes[index..<end], as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8?) -> Bool {
        byte.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...: true
        default: false
        }
    }

    private static func isLetter(_ scalar: UnicodeScalar) -> Bool {
        let properties = scalar.properties
        // What is not seen would make two names look the same.
        guard !properties.isDefaultIgnorableCodePoint else { return false }
        return properties.isAlphabetic || properties.numericType != nil || properties.generalCategory == .nonspacingMark
    }
}
