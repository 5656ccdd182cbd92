import CellLanguage

/// What was probably meant by a word that is none of a few.
public enum NearestWord {
    /// The nearest of the words; nil where none is near.
    public static func to(_ word: String, in words: [String]) -> String? { Suggestion.nearest(to: word, in: words) }
}
