import CellLanguage
import Foundation
import Notebook
import TextFormatting

/// The user's own keys, a line each: where they are pressed, the keys, and the action, or `nothing`; and whether the mouse is used.
///
///     # what follows is a comment
///     browse  X X     delete
///     type    Alt-g   run
///     browse  D       nothing
///     type    Alt-9   rate 0.001
///     mouse   on
struct KeyFile: Sendable {
    /// What is wrong with a line.
    enum Fault: Sendable, Equatable {
        case tooFewWords
        case unknownMode(String)
        case unknownKeys(String)
        case unknownAction(String, suggestion: String?)
        case writesText(String)
        case neitherOnNorOff(String)

        var sentence: String {
            switch self {
            case .neitherOnNorOff(let word): "The mouse is `on` or `off`, not `\(word)`."
            case .tooFewWords: "A line gives the mode, the keys and the action, as in `browse X X delete`."
            case .unknownMode(let word):
                "The modes are \(Action.Mode.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")), not `\(word)`."
            case .unknownKeys(let words): "There is no key `\(words)`; keys are written like `Alt-j`, `^R`, `Space`, `F1` or `d d`."
            case .unknownAction(let word, let suggestion):
                "There is no action `\(word)`" + (suggestion.map { "; did you mean `\($0)`?" } ?? "; ^P lists them.")
            case .writesText(let key): "`\(key)` inserts text while typing; with Alt it can do something else."
            }
        }
    }

    /// The keys, with all lines obeyed that have no fault.
    private(set) var map: KeyMap
    /// Whether the mouse is used from the beginning.
    private(set) var usesMouse = false
    /// Faults, with the numbers of their lines from 1.
    private(set) var faults: [(line: Int, fault: Fault)] = []
    /// How the file is called in sentences.
    let path: String

    init(_ text: String, path: String, standard: KeyMap = .standard) {
        map = standard
        self.path = path
        for (index, line) in text.split(separator: "\n" as Character, omittingEmptySubsequences: false).enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            if let fault = obey(words) { faults.append((index + 1, fault)) }
        }
        if !faults.isEmpty { map.mistakes = ["Mistakes in \(path)"] + faults.map { "line \($0.line): \($0.fault.sentence)" } }
    }

    private mutating func obey(_ words: [String]) -> Fault? {
        if words[0] == "mouse", words.count == 2 {
            guard words[1] == "on" || words[1] == "off" else { return .neitherOnNorOff(words[1]) }
            usesMouse = words[1] == "on"
            return nil
        }
        guard words.count >= 3, let last = words.last else { return .tooFewWords }
        guard let mode = Action.Mode(rawValue: words[0]) else { return .unknownMode(words[0]) }
        let place = Self.placeOfAction(words)
        let keys = words[1..<place].joined(separator: " ")
        guard let sequence = KeySequence(keys) else { return .unknownKeys(keys) }
        if mode == .type, case .character = sequence.keys[0] { return .writesText(sequence.keys[0].name) }
        guard words[place] != "nothing" else {
            map.bind(sequence, in: mode, to: nil)
            return nil
        }
        guard Action.named(words[place]) != nil else {
            return .unknownAction(last, suggestion: Suggestion.nearest(to: last, in: Action.all.map(\.name)))
        }
        map.bind(sequence, in: mode, to: .init(name: words[place], argument: words[(place + 1)...].joined(separator: " ")))
        return nil
    }

    /// Where in a line of three words or more the action is: the last word, unless an action stands before that which something follows.
    private static func placeOfAction(_ words: [String]) -> Int {
        words.indices.dropFirst(2).first { place in
            place == words.count - 1 || Action.named(words[place]).map { $0.name == words[place] && $0.argument != nil } == true
        } ?? words.count - 1
    }

    /// What is wrong with it, in as many whole sentences, one for each line, as have room; nil where nothing is.
    ///
    /// - Parameters:
    ///   - columns: those of a line.
    ///   - rows: how many lines there are.
    func complaint(columns: Int, rows: Int) -> String? {
        guard !faults.isEmpty else { return nil }
        let sentences = faults.enumerated().map { "\($0 == 0 ? "\(path), line" : "Line") \($1.line): \($1.fault.sentence)" }
        let forms = sentences.indices.reversed().map { last in
            let rest = sentences.count - last - 1
            return (sentences[...last] + (rest == 0 ? [] : ["And \(rest) more; `:help` lists them."])).joined(separator: " ")
        }
        return forms.first { $0.wrapped(max(1, columns)).count <= rows }
            ?? "The key file has \(Figures.count(faults.count, "mistake")); `:help` lists them."
    }

    /// The most bytes that are read.
    private static let greatestSize = 1 << 20

    /// The file of this user; nil where there is none.
    static var ofTheUser: KeyFile? {
        guard let path = UserFolders.configuration.map({ $0 + "/keys" }), let file = FileHandle(forReadingAtPath: path),
            let data = try? file.read(upToCount: greatestSize)
        else { return nil }
        return KeyFile(String(decoding: data, as: UTF8.self), path: path)
    }
}
