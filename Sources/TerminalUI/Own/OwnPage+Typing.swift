import Notebook

/// Writing a text or a word.
extension OwnPage {
    /// What is typed of an example.
    enum Typing: Sendable, Equatable, CaseIterable {
        /// Words.
        case sentence
        /// A text that is read character by character.
        case text
        /// Letters that bring their pictures.
        case word
    }

    /// What is typed now; nil where keys draw or change values.
    var typing: Typing? {
        switch content {
        case .text: readsCharacters ? .text : .sentence
        case .letters(let row): row.isDrawing ? nil : .word
        case .picture, .series: nil
        }
    }

    /// Obeys a key that is written into a text or a word.
    ///
    /// - Returns: whether it is one.
    mutating func type(_ key: Key) -> Bool {
        refusal = nil
        switch content {
        case .text(var editor):
            switch key {
            case .enter, .altEnter:
                guard readsCharacters else {
                    refusal = "The run reads words, and a line break is not a word."
                    return true
                }
                editor.insert("\n")
            case .paste(let text): editor.insert(text.map { $0.isNewline ? readsCharacters ? "\n" : " " : String($0) }.joined())
            default: guard editor.handle(key) else { return false }
            }
            content = .text(editor)
        case .letters(var row):
            let count = row.pads.count
            guard !row.isDrawing, change(&row, key) else { return false }
            if row.pads.count == count { content = .letters(row) } else { become(.letters(row)) }
        case .picture, .series: return false
        }
        ask(nil)
        return true
    }

    private mutating func change(_ row: inout LetterRow, _ key: Key) -> Bool {
        switch key {
        case .character(" "): row.insertEmpty()
        case .character(let letter): write(letter, into: &row)
        case .paste(let text): for letter in text where !letter.isWhitespace { write(letter, into: &row) }
        case .left: row.move(to: row.cursor - 1)
        case .right: row.move(to: row.cursor + 1)
        case .home: row.move(to: 0)
        case .end: row.move(to: row.pads.count)
        case .backspace: row.remove(row.cursor - 1)
        case .delete: row.remove(row.cursor)
        case .down, .enter: row.beginDrawing()
        default: return false
        }
        return true
    }

    private mutating func write(_ letter: Character, into row: inout LetterRow) {
        guard let picture = example.picture(of: String(letter), number: row.count(letter)) else {
            refusal =
                (example.hasAllData
                    ? "The data has no picture of `\(letter)`"
                    : "There is no picture of `\(letter)` yet, since only one example is stored with this run and the others have not "
                        + "been read again")
                + ": Space makes room for a letter to draw."
            return
        }
        row.insert(letter, picture)
    }
}
