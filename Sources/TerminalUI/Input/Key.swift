/// What the user pressed, or pasted.
enum Key: Hashable, Sendable {
    case character(Character)
    case control(Character)
    case alt(Character)
    /// F1 and so on.
    case function(Int)
    case enter, altEnter, tab, backTab, backspace, delete, escape
    case left, right, up, down, wordLeft, wordRight
    case home, end, pageUp, pageDown
    case paste(String)
    case mouse(MouseEvent)
    case resize
}

extension Key {
    /// The keys that have a name rather than a character, as help and the file of keys write them.
    private static let names: [(key: Key, name: String, short: String)] = [
        (.character(" "), "Space", "space"), (.enter, "Return", "ret"), (.altEnter, "Alt-Return", "M-ret"), (.tab, "Tab", "tab"),
        (.backTab, "Shift-Tab", "S-tab"), (.backspace, "Backspace", "bksp"), (.delete, "Delete", "del"), (.escape, "Esc", "esc"),
        (.left, "Left", "left"), (.right, "Right", "right"), (.up, "Up", "up"), (.down, "Down", "down"),
        (.wordLeft, "Ctrl-Left", "C-left"), (.wordRight, "Ctrl-Right", "C-right"), (.home, "Home", "home"), (.end, "End", "end"),
        (.pageUp, "PageUp", "pgup"), (.pageDown, "PageDown", "pgdn"),
    ]

    /// The key as help and the file of keys write it, such as `Alt-j`, `^R`, `Space`, `F1`.
    var name: String {
        switch self {
        case .control(let character): "^" + character.uppercased()
        case .alt(let character): "Alt-" + String(character)
        case .function(let number): "F\(number)"
        case .paste, .mouse, .resize: ""
        default:
            if let named = Self.names.first(where: { $0.key == self }) {
                named.name
            } else if case .character(let character) = self {
                String(character)
            } else {
                ""
            }
        }
    }

    /// The key in as few columns as it can be recognised in: `M-j`, `^R`, `ret`.
    var shortName: String {
        if case .alt(let character) = self { return "M-" + String(character) }
        return Self.names.first { $0.key == self }?.short ?? name
    }

    /// The key of a name; nil where there is none of it. Names of keys may be written in capital letters or small ones, characters not.
    init?(name: String) {
        let small = name.lowercased()
        if let named = Self.names.first(where: { $0.name.lowercased() == small }) {
            self = named.key
        } else if name.count == 1, let character = name.first {
            self = .character(character)
        } else if let character = Self.last(of: name, after: ["^", "ctrl-"]), character.isASCII, character.isLetter || character == "_" {
            self = .control(Character(character.lowercased()))
        } else if let character = Self.last(of: name, after: ["alt-", "m-"]) {
            self = .alt(character)
        } else if small.first == "f", let number = Int(small.dropFirst()), (1...12).contains(number) {
            self = .function(number)
        } else {
            return nil
        }
    }

    /// The only character that follows one of the prefixes.
    private static func last(of name: String, after prefixes: [String]) -> Character? {
        for prefix in prefixes where name.lowercased().hasPrefix(prefix) && name.count == prefix.count + 1 { return name.last }
        return nil
    }
}
