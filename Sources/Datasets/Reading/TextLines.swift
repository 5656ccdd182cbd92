import FoundationEssentials

/// The lines of a text file, decoded one at a time, so that a large file is never in memory twice.
struct TextLines: Sequence {
    let file: SourceFile
    /// The offset of the text, after a byte order mark.
    let start: Int

    /// - Throws: `DataError` for text in UTF-16 or UTF-32, and for files with zero bytes, which are not text.
    init(_ file: SourceFile) throws(DataError) {
        let head = [UInt8](file.data.prefix(4))
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
            throw file.error(.file(.isUTF16(.marked)))
        }
        let sample = [UInt8](file.data.prefix(4096))
        guard !sample.contains(0) else {
            throw file.error(.file(TextLines.order(of: sample).map { .isUTF16($0) } ?? .isNoText))
        }
        self.file = file
        start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The byte order of a text with zero bytes that looks like UTF-16: mostly ASCII letters, each next to a zero. Nil for anything else.
    private static func order(of sample: [UInt8]) -> TextByteOrder? {
        let pairs = sample.count / 2
        let zeros = (0..<(2 * pairs)).reduce(into: (even: 0, odd: 0)) { zeros, place in
            guard sample[place] == 0 else { return }
            if place % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        if zeros.even == 0, zeros.odd * 4 >= pairs * 3 { return .little }
        return zeros.odd == 0 && zeros.even * 4 >= pairs * 3 ? .big : nil
    }

    func makeIterator() -> Iterator { Iterator(file: file, position: start) }

    struct Iterator: IteratorProtocol {
        let file: SourceFile
        var position: Int
        var number = 0

        mutating func next() -> TextLine? {
            let bytes = file.data.span
            guard position < bytes.count else { return nil }
            // The caller then discards the lines read so far.
            if number & 1023 == 0 {
                WorkProgress.note(position, of: bytes.count)
                if Cancellation.isCancelled { return nil }
            }
            var end = position
            while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
            let origin = file.data.startIndex
            var line = [UInt8](file.data[(origin + position)..<(origin + end)])
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            position = end + 1
            number += 1
            return TextLine(file: file.name, number: number, bytes: line)
        }
    }
}

/// A line of a text file, without its line end, and its number.
struct TextLine {
    let file: String
    /// From 1.
    let number: Int
    let bytes: [UInt8]

    /// Whether the line contains only white space.
    var isBlank: Bool { bytes.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }

    func starts(with ascii: Character) -> Bool { ascii.asciiValue.map { bytes.first == $0 } ?? false }

    /// The fields between separators, without surrounding blanks.
    func fields(separatedBy separator: Character) -> [Field] {
        fields(in: 0..<bytes.count, separatedBy: separator)
    }

    func fields(in range: Range<Int>, separatedBy separator: Character) -> [Field] {
        guard let separator = separator.asciiValue else { return [] }
        var fields: [Field] = []
        var start = range.lowerBound
        for position in range.lowerBound...range.upperBound
        where position == range.upperBound || bytes[position] == separator {
            fields.append(Field(line: self, range: trimmed(start..<position)))
            start = position + 1
        }
        return fields
    }

    /// The fields of a part between separators outside of parentheses.
    func fields(outsideParenthesesSeparatedBy separator: UInt8, in range: Range<Int>) -> [Field] {
        var fields: [Field] = []
        var (start, depth) = (range.lowerBound, 0)
        for position in range.lowerBound...range.upperBound {
            if position < range.upperBound {
                if bytes[position] == UInt8(ascii: "(") { depth += 1 }
                if bytes[position] == UInt8(ascii: ")") { depth = max(0, depth - 1) }
                guard bytes[position] == separator, depth == 0 else { continue }
            }
            fields.append(Field(line: self, range: trimmed(start..<position)))
            start = position + 1
        }
        return fields
    }

    /// Fields separated by any number of blanks.
    var words: [Field] {
        var words: [Field] = []
        var start: Int?
        for position in 0...bytes.count {
            let isBlank = position == bytes.count || bytes[position] == 0x20 || bytes[position] == 0x09
            if isBlank, let first = start {
                words.append(Field(line: self, range: first..<position))
                start = nil
            } else if !isBlank, start == nil {
                start = position
            }
        }
        return words
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var range = range
        func isBlank(_ position: Int) -> Bool { bytes[position] == 0x20 || bytes[position] == 0x09 }
        while let first = range.first, isBlank(first) { range = (first + 1)..<range.upperBound }
        while let last = range.last, isBlank(last) { range = range.lowerBound..<last }
        return range
    }

    func error(_ problem: DataError.Problem, at offset: Int? = nil) -> DataError {
        guard let offset else { return DataError(problem, file: file, line: number) }
        // A JSON value that extends over several lines is one line here.
        let before = bytes.prefix(offset)
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let line = number + (start == 0 ? 0 : before.count { $0 == UInt8(ascii: "\n") })
        // Columns count characters, as editors do.
        return DataError(problem, file: file, line: line, column: String(decoding: before[start...], as: UTF8.self).count + 1)
    }
}

/// A part of a line.
struct Field {
    let line: TextLine
    let range: Range<Int>

    var isEmpty: Bool { range.isEmpty }

    /// Invalid UTF-8 is shown as replacement characters.
    var text: String { String(decoding: line.bytes[range], as: UTF8.self) }

    /// - Throws: `DataError` if the bytes are not UTF-8.
    var checkedText: String {
        get throws(DataError) {
            guard let text = String(validating: line.bytes[range], as: UTF8.self) else {
                throw error(.value(.notUTF8))
            }
            return text
        }
    }

    /// Whether the value is marked as missing: `?`, `NaN`, an empty field, and the like.
    var isMissing: Bool { isEmpty || range.count <= 5 && NumberText.isMissing(text) }

    /// - Throws: `DataError` if this is not a finite number.
    var number: Double {
        get throws(DataError) {
            switch NumberText.number(text) {
            case .success(let number): return number
            case .failure(let failure): throw error(failure.problem)
            }
        }
    }

    func error(_ problem: DataError.Problem) -> DataError { line.error(problem, at: range.lowerBound) }
}
