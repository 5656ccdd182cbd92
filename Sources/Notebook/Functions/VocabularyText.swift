import CellLanguage
import TextFormatting

/// Text as symbols of a vocabulary, and back: characters, or words with spaces between them.
struct VocabularyText {
    private let vocabulary: [String]
    private let numbers: [String: Int32]
    /// Whether its symbols are characters, rather than words.
    let isOfCharacters: Bool

    init(_ vocabulary: [String]) {
        self.vocabulary = vocabulary
        numbers = Dictionary(zip(vocabulary, Int32(0)...), uniquingKeysWith: { first, _ in first })
        isOfCharacters = vocabulary.allSatisfy { $0.unicodeScalars.count == 1 }
    }

    func read(_ text: String) throws(CellError) -> [Int32] {
        var symbols: [Int32] = []
        for part in parts(of: text) { symbols.append(try number(part)) }
        return symbols
    }

    /// What are symbols in a text, known ones or not.
    func parts(of text: String) -> [String] {
        isOfCharacters ? text.unicodeScalars.map { String(Character($0)) } : text.split(separator: " " as Character).map(String.init)
    }

    func knows(_ symbol: String) -> Bool { numbers[symbol] != nil }

    /// The number of a symbol.
    func number(_ symbol: String) throws(CellError) -> Int32 {
        if let number = numbers[symbol] { return number }
        throw CellError(.unknownSymbol(symbol, vocabulary: Figures.count(vocabulary.count, isOfCharacters ? "character" : "word")))
    }

    func append(_ symbol: Int32, to text: inout String) {
        guard vocabulary.indices.contains(Int(symbol)) else { return }
        if !isOfCharacters, !text.isEmpty { text += " " }
        text += vocabulary[Int(symbol)]
    }
}
