import Datasets
import TextFormatting

/// Splits what a user types into words and signs as those of a vocabulary are split: data has its own ways, of which the vocabulary tells.
///
/// What stands between spaces is a word where the vocabulary has it. Otherwise signs at its ends are words of their own, then what is joined by an apostrophe (`do` `n't`, `it` `'s`)
/// or another sign (`well` `-` `known`), as far as the vocabulary has these pieces.
struct SentenceSplitter {
    /// Whether the vocabulary has a word.
    let knows: (String) -> Bool

    /// - Complexity: O(characters) look-ups.
    func split(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).flatMap { split($0) } }

    private func split(_ chunk: Substring) -> [String] {
        var core = chunk
        var (before, after): (Substring, [Character]) = (chunk.prefix(0), [])
        while let first = core.first, Self.isSign(first), !knows(String(core)) {
            core.removeFirst()
            before = chunk[chunk.startIndex..<core.startIndex]
        }
        while let last = core.last, Self.isSign(last), !knows(String(core)) {
            core.removeLast()
            after.insert(last, at: 0)
        }
        return signs(before) + (core.isEmpty ? [] : knows(String(core)) ? [String(core)] : inner(core)) + signs(Substring(String(after)))
    }

    /// Signs as the vocabulary has them together, such as `...`, or one by one.
    private func signs(_ text: Substring) -> [String] {
        var rest = text
        var found: [String] = []
        while !rest.isEmpty {
            let length = (1...rest.count).last { knows(String(rest.prefix($0))) } ?? 1
            found.append(String(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return found
    }

    /// A word that is not known, between signs that are not at its ends.
    private func inner(_ word: Substring) -> [String] {
        if let apostrophe = word.firstIndex(where: { "'’".contains($0) }), apostrophe > word.startIndex {
            // `n't` begins before the apostrophe.
            for start in [word.index(before: apostrophe), apostrophe] where start > word.startIndex && knows(String(word[start...])) {
                return split(word[..<start]) + [String(word[start...])]
            }
        }
        for place in word.indices.dropFirst().dropLast() where Self.isSign(word[place]) && knows(String(word[place])) {
            let after = word.index(after: place)
            guard !(word[word.index(before: place)].isNumber && word[after].isNumber) else { continue }
            return split(word[..<place]) + [String(word[place])] + split(word[after...])
        }
        return [String(word)]
    }

    private static func isSign(_ character: Character) -> Bool { character.isPunctuation || character.isSymbol }
}

extension VocabularyText {
    /// The symbols of a text as far as they are known; what is not is read as the vocabulary's word for it, or left out, and told.
    ///
    /// - Returns: also what was read, where that is not simply what stands between spaces.
    func readKnown(_ text: String) -> (symbols: [Int32], reading: String?, note: String?) {
        var symbols: [Int32] = []
        var unknown: [String] = []
        let parts = isOfCharacters ? self.parts(of: text) : SentenceSplitter { knows($0) || knows($0.lowercased()) }.split(text)
        let standIn = try? number(JSONLines.unknown)
        for part in parts {
            if let symbol = (try? number(part)) ?? (try? number(part.lowercased())) {
                symbols.append(symbol)
            } else {
                if !unknown.contains(part) { unknown.append(part) }
                if let standIn { symbols.append(standIn) }
            }
        }
        let reading = isOfCharacters || parts == self.parts(of: text) ? nil : parts.joined(separator: " ")
        guard !unknown.isEmpty else { return (symbols, reading, nil) }
        let names = unknown.map { "`\($0.visible)`" }.joined(separator: ", ").shortened(60)
        let note = standIn == nil ? "Not in the vocabulary, left out: \(names)." : "Not in the vocabulary, read as unknown: \(names)."
        return (symbols, reading, note)
    }
}
