import Datasets
import TextFormatting

extension DataError {
    /// What a user is told: the place, what is wrong, what was expected, and what to do about it.
    public var sentence: String {
        // The lines of Python stay lines.
        if case .file(.isForeign) = problem { return location.prefix.visible + problem.sentence }
        return (location.prefix + problem.sentence + conversion).visible
    }
}

extension DataError {
    /// How a file in another encoding is made one in UTF-8.
    private var conversion: String {
        switch problem {
        case .value(.notUTF8), .plainText(.notUTF8), .json(.notUTF8): " " + EncodingWords.latin(location.file)
        case .file(.isUTF16(let order)): " " + EncodingWords.utf16(location.file, order)
        default: ""
        }
    }
}

/// The line of the shell that converts a file to UTF-8.
enum EncodingWords {
    /// Text that is no UTF-8 and has no mark is mostly in the encoding of older programs, with a byte a character.
    static func latin(_ file: String) -> String {
        "It is most likely in Latin-1 or Windows-1252; `\(command("WINDOWS-1252", file))` converts it."
    }

    static func utf16(_ file: String, _ order: TextByteOrder) -> String {
        let encoding =
            switch order {
            case .marked: "UTF-16"
            case .little: "UTF-16LE"
            case .big: "UTF-16BE"
            }
        return "`\(command(encoding, file))` converts it."
    }

    /// A path as shells take it for one word.
    static func shellWord(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                || "._-/~".utf8.contains(byte)
        }
        return isPlain && !path.isEmpty ? path : "'" + path.replacing("'", with: "'\\''") + "'"
    }

    private static func command(_ encoding: String, _ file: String) -> String {
        let name = file.isEmpty ? "FILE" : shellWord(file)
        return "iconv -f \(encoding) -t UTF-8 \(name) > NEW"
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
        case .folder(let problem): problem.sentence
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
        case .wave(let problem): problem.sentence
        case .idx(let problem): problem.sentence
        case .mnist(let problem): problem.sentence
        case .numPy(let problem): problem.sentence
        case .arrays(let problem): problem.sentence
        case .cancelled: "This was stopped before it finished."
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
        return "\"\(text.shortened())\""
    }

    /// The first of these names.
    static func some(_ names: [String]) -> String {
        names.prefix(12).map { $0.shortened() }.joined(separator: ", ") + (names.count > 12 ? ", ..." : "")
    }

    /// "10000 x 28 x 28".
    static func sizes(_ shape: [Int]) -> String { shape.map(String.init).joined(separator: " x ") }
}
