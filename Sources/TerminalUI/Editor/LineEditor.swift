/// Text that is being typed, with a cursor: a value.
struct LineEditor: Sendable, Equatable {
    private(set) var text: [Character] = []
    /// Before which character, 0 ... count.
    private(set) var cursor = 0
    private var killed: [Character] = []
    private var undos: [Edit] = []
    /// What was taken back and may be done again.
    private var redos: [Edit] = []

    /// What an edit takes to be undone. It is no copy of the text, so that a key at the end of a long one costs what it changes.
    private struct Edit: Sendable, Equatable {
        var start: Int
        var removed: [Character]
        /// How many characters stand in place of the removed ones.
        var inserted: Int
        /// Where the cursor was.
        var cursor: Int
        /// Whether it puts characters in that were typed one after another.
        var isTyped = false
    }

    private static let greatestUndo = 200

    /// The whole text. It is kept, as are the three below: a key at the end of a long text need not read it all again.
    private(set) var string = ""
    /// The cursor in UTF-8 bytes.
    private(set) var offset = 0
    private var line = 0
    private var column = 0

    var isEmpty: Bool { text.isEmpty }

    /// - Complexity: O(n).
    var lines: [String] { string.split(separator: "\n" as Character, omittingEmptySubsequences: false).map(String.init) }

    /// Line and column of the cursor, from 0, the column in characters.
    var place: (line: Int, column: Int) { (line, column) }

    /// The text of the cursor's line before it.
    var before: ArraySlice<Character> { text[(cursor - column)..<cursor] }

    /// Finds out anew what is kept of text and cursor.
    ///
    /// - Complexity: O(n).
    private mutating func settle() {
        string = String(text)
        offset = cursor == text.count ? string.utf8.count : String(text[..<cursor]).utf8.count
        line = text[..<cursor].count { $0 == "\n" }
        column = cursor - lineStart(cursor)
    }

    mutating func replace(with string: String) {
        edit(0..<text.count, to: Array(string))
        cursor = text.count
        settle()
    }

    /// - Parameter isTyped: whether it is a key of its own, which is undone with those of its word.
    mutating func insert(_ string: String, isTyped: Bool = false) {
        let characters = Array(string)
        let isAtEnd = cursor == text.count
        edit(cursor..<cursor, to: characters, isTyped: isTyped)
        cursor += characters.count
        guard isAtEnd else { return settle() }
        self.string += string
        offset = self.string.utf8.count
        for character in characters {
            (line, column) = character == "\n" ? (line + 1, 0) : (line, column + 1)
        }
    }

    /// Puts `string` in place of a part, given in UTF-8 bytes.
    mutating func replace(bytes: Range<Int>, with string: String) {
        let whole = self.string
        guard bytes.lowerBound >= 0, bytes.upperBound <= whole.utf8.count else { return }
        let utf8 = Array(whole.utf8)
        let before = Array(String(decoding: utf8[..<bytes.lowerBound], as: UTF8.self)) + Array(string)
        edit(0..<text.count, to: before + Array(String(decoding: utf8[bytes.upperBound...], as: UTF8.self)))
        cursor = before.count
        settle()
    }

    /// Puts the cursor before a character of a line, both from 0; behind the last where there are fewer.
    mutating func moveCursor(line: Int, column: Int) {
        var start = 0
        for _ in 0..<max(0, line) where lineEnd(start) < text.count { start = lineEnd(start) + 1 }
        cursor = min(start + max(0, column), lineEnd(start))
        settle()
    }

    /// Obeys a key that edits or moves.
    ///
    /// - Returns: whether the key means something here.
    mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert(String(character), isTyped: true)
        case .paste(let string): insert(string)
        case .altEnter: insert("\n")
        default:
            guard change(key) else { return false }
            settle()
        }
        return true
    }

    /// Obeys a key that does not insert.
    private mutating func change(_ key: Key) -> Bool {
        switch key {
        case .left, .control("b"): cursor = max(0, cursor - 1)
        case .right, .control("f"): cursor = min(text.count, cursor + 1)
        case .wordLeft, .alt("b"): cursor = wordStart
        case .wordRight, .alt("f"): cursor = wordEnd
        case .home, .control("a"): cursor = lineStart(cursor)
        case .end, .control("e"): cursor = lineEnd(cursor)
        case .backspace, .control("h"): remove(max(0, cursor - 1)..<cursor)
        case .delete, .control("d"): remove(cursor..<min(text.count, cursor + 1))
        case .control("k"): kill(cursor..<(cursor == lineEnd(cursor) ? min(text.count, cursor + 1) : lineEnd(cursor)))
        case .control("u"): kill(lineStart(cursor)..<cursor)
        case .control("w"): kill(wordStart..<cursor)
        case .alt("d"): kill(cursor..<wordEnd)
        case .control("y"): insert(String(killed))
        case .control("t"): transpose()
        case .control("_"), .alt("u"): takeBack(redoes: false)
        case .alt("U"): takeBack(redoes: true)
        case .up where place.line > 0: moveLine(-1)
        case .down where cursor < text.count && lineEnd(cursor) < text.count: moveLine(1)
        default: return false
        }
        return true
    }

    // MARK: Moving

    private func lineStart(_ position: Int) -> Int { (text[..<position].lastIndex(of: "\n") ?? -1) + 1 }
    private func lineEnd(_ position: Int) -> Int { text[position...].firstIndex(of: "\n") ?? text.count }

    private mutating func moveLine(_ direction: Int) {
        let column = cursor - lineStart(cursor)
        let start = direction < 0 ? lineStart(max(0, lineStart(cursor) - 1)) : lineEnd(cursor) + 1
        cursor = min(start + column, lineEnd(min(start, text.count)))
    }

    private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }

    private var wordStart: Int {
        var position = cursor
        while position > 0, !Self.isWord(text[position - 1]) { position -= 1 }
        while position > 0, Self.isWord(text[position - 1]) { position -= 1 }
        return position
    }

    private var wordEnd: Int {
        var position = cursor
        while position < text.count, !Self.isWord(text[position]) { position += 1 }
        while position < text.count, Self.isWord(text[position]) { position += 1 }
        return position
    }

    // MARK: Removing

    private mutating func remove(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        edit(range, to: [])
        cursor = range.lowerBound
    }

    private mutating func kill(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        killed = Array(text[range])
        remove(range)
    }

    private mutating func transpose() {
        guard cursor > 0, text.count > 1 else { return }
        let right = min(cursor, text.count - 1)
        edit(right - 1..<right + 1, to: [text[right], text[right - 1]])
        cursor = right + 1
    }

    // MARK: Undoing

    private mutating func edit(_ range: Range<Int>, to characters: [Character], isTyped: Bool = false) {
        if isTyped, continuesWord(range, characters) {
            undos[undos.count - 1].inserted += 1
        } else {
            undos.append(
                Edit(start: range.lowerBound, removed: Array(text[range]), inserted: characters.count, cursor: cursor, isTyped: isTyped))
        }
        if undos.count > Self.greatestUndo { undos.removeFirst() }
        redos = []
        text.replaceSubrange(range, with: characters)
    }

    /// Whether a character is typed behind others of its word, which are undone with it.
    private func continuesWord(_ range: Range<Int>, _ characters: [Character]) -> Bool {
        guard let last = undos.last, last.isTyped, redos.isEmpty, range.isEmpty, characters.count == 1, let character = characters.first,
            last.start + last.inserted == range.lowerBound, let before = text[..<range.lowerBound].last
        else { return false }
        return !character.isNewline && !(before.isWhitespace && !character.isWhitespace)
    }

    /// How many edits can be undone.
    var undoDepth: Int { undos.count }

    /// Undoes the latest edit, or does again what was undone last.
    private mutating func takeBack(redoes: Bool) {
        guard let last = redoes ? redos.popLast() : undos.popLast() else { return }
        let range = last.start..<last.start + last.inserted
        let opposite = Edit(start: last.start, removed: Array(text[range]), inserted: last.removed.count, cursor: cursor)
        if redoes { undos.append(opposite) } else { redos.append(opposite) }
        text.replaceSubrange(range, with: last.removed)
        cursor = last.cursor
    }
}
