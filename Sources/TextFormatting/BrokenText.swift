/// A short text of a table, in pieces that are kept whole: the layers between the `|` of a pipeline, or words.
enum BrokenText {
    /// The width of the widest piece, in columns.
    static func leastWidth(_ text: String) -> Int { pieces(text).reduce(0) { max($0, DisplayWidth.of($1)) } }

    /// The width, in columns, of the widest part that is broken only as a last resort.
    static func leastWhole(_ text: String) -> Int {
        text.split(separator: " " as Character).flatMap(atoms).reduce(0) { max($0, DisplayWidth.of($1)) }
    }

    /// The text in lines of this width; a wider piece is broken at its spaces and after opening brackets, otherwise anywhere.
    static func lines(_ text: String, width: Int) -> [String] {
        let width = max(1, width)
        var lines: [String] = []
        for piece in pieces(text) {
            if let last = lines.last, DisplayWidth.of(last) + 1 + DisplayWidth.of(piece) <= width {
                lines[lines.count - 1] = last + " " + piece
            } else {
                lines += DisplayWidth.of(piece) <= width ? [piece] : narrow(piece, width)
            }
        }
        return lines.isEmpty ? [""] : lines
    }

    private static func pieces(_ text: String) -> [String] {
        let layers = layers(of: text)
        if layers.count > 1 { return layers }
        // A unit stays with its number.
        var pieces: [String] = []
        for word in text.split(separator: " " as Character) {
            if let last = pieces.last, !(word.first?.isLetter ?? false) || (last.last?.isNumber ?? false) {
                pieces[pieces.count - 1] = last + " " + word
            } else {
                pieces.append(String(word))
            }
        }
        return pieces
    }

    /// The layers of a pipeline, each but the first with its `|` in front; the whole text if it is not a pipeline.
    private static func layers(of text: String) -> [String] {
        var layers: [String] = [""]
        var depth = 0
        for word in text.split(separator: " " as Character, omittingEmptySubsequences: false) {
            if word == "|", depth == 0 {
                layers.append("|")
            } else {
                layers[layers.count - 1] += (layers[layers.count - 1].isEmpty ? "" : " ") + word
            }
            depth += word.count { $0 == "(" } - word.count { $0 == ")" }
        }
        return layers
    }

    /// The lines of a piece that is too wide.
    private static func narrow(_ piece: String, _ width: Int) -> [String] {
        var lines = [""]
        for (place, word) in piece.split(separator: " " as Character).enumerated() {
            var space = place > 0 ? " " : ""
            for atom in atoms(word) {
                if DisplayWidth.of(lines[lines.count - 1] + space + atom) <= width {
                    lines[lines.count - 1] += space + atom
                } else {
                    if !lines[lines.count - 1].isEmpty { lines.append("") }
                    for character in atom {
                        let isFull = DisplayWidth.of(lines[lines.count - 1]) + DisplayWidth.of(character) > width
                        if isFull, !lines[lines.count - 1].isEmpty { lines.append("") }
                        lines[lines.count - 1].append(character)
                    }
                }
                space = ""
            }
        }
        return lines
    }

    /// A word split after each of its opening brackets.
    private static func atoms(_ word: Substring) -> [Substring] {
        var (atoms, start): ([Substring], Substring.Index) = ([], word.startIndex)
        for place in word.indices where word[place] == "(" {
            let end = word.index(after: place)
            atoms.append(word[start..<end])
            start = end
        }
        return start < word.endIndex ? atoms + [word[start...]] : atoms
    }
}
