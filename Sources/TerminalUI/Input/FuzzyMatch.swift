/// How well what is typed fits a text: all of its characters stand there in this order.
enum FuzzyMatch {
    /// - Returns: more for a better fit: the beginning before the beginning of a word, that before anything else, and what stands together before
    ///   what is spread; nil where it does not fit.
    static func score(_ query: String, in text: String) -> Int? {
        let (query, text) = (Array(query.lowercased().filter { $0 != " " }), Array(text.lowercased()))
        guard !query.isEmpty else { return 0 }
        var score = 0
        var place = 0
        var lastMatch: Int?
        for character in query {
            var found: Int?
            var fallback: Int?
            for index in place..<text.count where text[index] == character {
                fallback = fallback ?? index
                // Next to the last one, or at the beginning of a word.
                if index == lastMatch.map({ $0 + 1 }) ?? 0 || index == 0 || !text[index - 1].isLetter {
                    found = index
                    break
                }
            }
            guard let match = found ?? fallback else { return nil }
            if match == 0 { score += 8 } else if !text[match - 1].isLetter { score += 4 }
            if let lastMatch, match == lastMatch + 1 { score += 6 }
            score -= (match - place) / 4
            (lastMatch, place) = (match, match + 1)
        }
        return score
    }
}
