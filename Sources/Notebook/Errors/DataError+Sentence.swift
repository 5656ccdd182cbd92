import Datasets
import TextFormatting

extension DataError {
    /// What a user is told: the place, what is wrong, what was expected, and what to do about it.
    public var sentence: String {
        // The lines of Python stay lines.
        if case .file(.isForeign) = problem { return location.prefix.visible + problem.sentence }
        return (location.prefix + problem.sentence).visible
    }
}

extension DataError.Location {
    /// `data/a.csv:3:7: `, as far as it is known.
    fileprivate var prefix: String {
        let place = ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
        return place.isEmpty ? "" : place + ": "
    }
}

extension DataError.Problem {
    /// What is wrong and what to do, without the place.
    var sentence: String {
        switch self {
        case .file(let problem): problem.sentence
        case .archive(let problem): problem.sentence
        case .value(let problem): problem.sentence
        case .plainText(let problem): problem.sentence
        case .table(let problem): problem.sentence
        case .json(let problem): problem.sentence
        case .jsonLines(let problem): problem.sentence
        case .timeSeries(let problem): problem.sentence
        case .relation(let problem): problem.sentence
        case .conllU(let problem): problem.sentence
        case .letters(let problem): problem.sentence
        case .idx(let problem): problem.sentence
        case .mnist(let problem): problem.sentence
        case .numPy(let problem): problem.sentence
        case .arrays(let problem): problem.sentence
        case .cancelled: "This was ended before it was done."
        case .nothingToPredict:
            "There are no labels, and no sequence has a next step to predict; expected sequences of at least 2 steps."
        case .task(let problem): problem.sentence
        case .operation(let problem): problem.sentence
        case .matching(let problem): problem.sentence
        }
    }
}

/// Pieces of text from files, and lists, as the sentences of data show them.
enum DataWords {
    /// In quotes, cut where it is long; "nothing" where it is empty.
    static func quoted(_ text: String) -> String {
        if text.isEmpty { return "nothing" }
        return text.count > 40 ? "\"\(text.prefix(37))...\"" : "\"\(text)\""
    }

    /// The first of these names.
    static func some(_ names: [String]) -> String {
        names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", ..." : "")
    }

    /// "10000 x 28 x 28".
    static func sizes(_ shape: [Int]) -> String { shape.map(String.init).joined(separator: " x ") }
}
