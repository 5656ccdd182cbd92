import TextFormatting

/// How a text that is typed lies on rows: a row ends behind a line break, or where there is no room for the next character.
struct PromptRows: Sendable, Equatable {
    private let text: [Character]
    /// The characters of each row, by their numbers; the last row may have none.
    let rows: [Range<Int>]

    init(_ text: [Character], width: Int) {
        self.text = text
        var rows: [Range<Int>] = []
        var (start, used) = (0, 0)
        for (place, character) in text.enumerated() {
            let own = Self.width(character)
            if used > 0, used + own > width {
                rows.append(start..<place)
                (start, used) = (place, 0)
            }
            used += own
            guard character == "\n" else { continue }
            rows.append(start..<place + 1)
            (start, used) = (place + 1, 0)
        }
        rows.append(start..<text.count)
        self.rows = rows
    }

    private static func width(_ character: Character) -> Int { max(1, DisplayWidth.of(String(character).visible)) }

    /// What a row shows: a line break as the vocabulary shows it.
    func shown(_ row: Int) -> String { text[rows[row]].map { String($0).visible }.joined() }

    /// Where the place before a character is.
    func place(of cursor: Int) -> (row: Int, column: Int) {
        let row = rows.lastIndex { $0.lowerBound <= cursor } ?? 0
        return (row, text[rows[row].lowerBound..<max(rows[row].lowerBound, min(cursor, text.count))].reduce(0) { $0 + Self.width($1) })
    }

    /// The character in a column of a row; the end of the row where there is none.
    func character(row: Int, column: Int) -> Int {
        var end = 0
        for place in rows[row] {
            end += Self.width(text[place])
            if column < end { return place }
        }
        // Behind a line break one would be on the next row.
        guard let last = rows[row].last, row + 1 < rows.count else { return rows[row].upperBound }
        return last
    }

    /// The rows that are seen where there is room for so many: that of the cursor is among them.
    func seen(cursor: Int, most: Int) -> Range<Int> {
        let count = min(rows.count, max(1, most))
        let first = max(0, place(of: cursor).row - count + 1)
        return first..<first + count
    }
}
