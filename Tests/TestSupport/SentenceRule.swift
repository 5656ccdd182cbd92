import Foundation

/// The style of all texts for users (README, "Sentences that a user reads").
public enum SentenceRule {
    /// What is wrong with the style of a message; nil if nothing is.
    ///
    /// It begins with a capital letter, unless a name, a path or a command comes first, ends with a full stop or a question mark, and has no contractions.
    public static func complaint(about message: String) -> String? {
        beginning(of: message) ?? end(of: message) ?? contraction(in: message)
    }

    /// Like `complaint`, for the beginning of a message.
    public static func beginning(of message: String) -> String? {
        guard let first = message.first else { return "it is empty" }
        guard first.isLowercase else { return nil }
        // A name is recognised by signs, digits or capitals within it, or by what follows it.
        let word = message.prefix { !$0.isWhitespace }
        let isName = word.contains { !$0.isLowercase && $0 != "," && $0 != "." } || word.dropLast().contains(".")
        return isName || Self.names.contains(String(word)) ? nil : "it begins with the small letter of `\(word)`"
    }

    /// Functions, arguments and data with which sentences may begin.
    private static let names: Set = [
        "x", "y", "toy", "other", "mean", "lengths", "crf", "ctc", "residual", "transitions", "epochs", "modules", "train", "gru", "adam",
        "last", "srun",
        "strokes", "dense", "max",
    ]

    /// Like `complaint`, for the end of a message of one line.
    public static func end(of message: String) -> String? {
        guard let last = message.last else { return "it is empty" }
        // A list of lines, or lines to type, may follow.
        if message.contains("\n") { return nil }
        return ".?!…".contains(last) ? nil : "it ends with `\(last)`"
    }

    /// Like `complaint`, for contractions such as don't.
    public static func contraction(in text: String) -> String? {
        guard text.contains(where: { "'’".contains($0) }) else { return nil }
        let words = text.split { !$0.isLetter && !"'’".contains($0) }.map { $0.lowercased().replacing("’", with: "'") }
        let short = words.first { word in
            word.hasSuffix("n't") && word != "n't"
                || ["it's", "that's", "there's", "what's", "you're", "we're", "they're", "i'm", "let's", "you'll", "it'll"].contains(word)
        }
        return short.map { "it contracts words to `\($0)`" }
    }

    /// What is wrong with the style of a label; nil if nothing is. It begins with a small letter, unless a name comes
    /// first, and has no full stop.
    public static func complaint(aboutLabel label: String) -> String? {
        if label.isEmpty { return "it is empty" }
        if label.hasSuffix("."), !label.hasSuffix("...") { return "it ends with a full stop" }
        let word = label.prefix { $0.isLetter }
        guard word.first?.isUppercase == true, word.count > 1, !word.dropFirst().contains(where: \.isUppercase) else { return nil }
        return "it begins with the capital of `\(word)`"
    }
}
