/// Recognises dates and times in texts, to distinguish them from names: `2024-01-01 12:00:00`, `1/2/2024`, `Jan 2024`,
/// `2024Q1`, `12:30`.
enum TimeText {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    static func isTime(_ text: String) -> Bool {
        guard (3...40).contains(text.utf8.count), text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return false }
        var (parts, number, word, marks): ([Int], String, String, String) = ([], "", "", "")
        for character in text.lowercased() + " " {
            if character.isASCII, character.isNumber {
                number.append(character)
                continue
            }
            if !number.isEmpty {
                guard number.count <= 9, let value = Int(number) else { return false }
                parts.append(value)
                number = ""
            }
            if character.isLetter {
                word.append(character)
                continue
            }
            if !word.isEmpty {
                guard isWord(word) else { return false }
                if months.contains(String(word.prefix(3))) { marks.append("M") }
                if word.hasPrefix("q") { marks.append("Q") }
                word = ""
            }
            guard "-/.:,+ ()".contains(character) else { return false }
            if character != " " { marks.append(character) }
        }
        guard (1...9).contains(parts.count) else { return false }
        let hasYear = parts.contains { (1000...2999).contains($0) }
        if marks.contains("M") { return true }
        if marks.contains("Q") { return hasYear }
        // A time has a colon followed by two digits, a date two separators between three numbers, and a year with a
        // month or week one.
        if let colon = text.firstIndex(of: ":") { return parts.count >= 2 && text[colon...].dropFirst().prefix(2).allSatisfy(\.isNumber) }
        let dashes = marks.count { $0 == "-" || $0 == "/" || $0 == "." }
        guard marks.allSatisfy({ "-/.+,".contains($0) }) else { return false }
        if parts.count >= 3 { return dashes >= 2 && hasDate(parts) && (hasYear || text.utf8.count >= 8 && !marks.contains(".")) }
        return parts.count == 2 && dashes == 1 && marks.first != "." && (1000...2999).contains(parts[0]) && (1...53).contains(parts[1])
    }

    /// Whether one of the first three numbers can be a month, and another a day.
    private static func hasDate(_ parts: [Int]) -> Bool {
        let first = parts.prefix(3)
        return first.count { (1...31).contains($0) } >= 2 && first.contains { (1...12).contains($0) }
    }

    /// The names of months and days, time zones, and the letters between a date and a time.
    private static func isWord(_ word: String) -> Bool {
        if ["t", "z", "am", "pm", "utc", "gmt", "cet", "cest", "est", "pst", "w", "h"].contains(word) { return true }
        if ["q"].contains(word) { return true }
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        return word.count >= 3 && (months + days).contains(String(word.prefix(3))) && word.count <= 9
    }
}
