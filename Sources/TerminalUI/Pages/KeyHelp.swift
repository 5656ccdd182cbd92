import TextFormatting

/// The page about the keys, made from the table of actions.
enum KeyHelp {
    /// Columns of a line where nobody knows how many there are.
    static let usualWidth = 74
    private static let keyColumns = 11
    private static let textColumn = 2 * keyColumns
    /// Columns below which what keys do stands under them, rather than beside them.
    private static let leastBeside = 30

    /// - Parameter width: most columns of a line.
    static func lines(_ keys: KeyMap, width: Int = usualWidth) -> [String] {
        var lines = keys.mistakes.flatMap { Paragraph.lines($0, width: width) }
        if !lines.isEmpty { lines.append("") }
        lines += describe("typing", "browsing", "A name after a colon does the same, as in :save.", width) + [""]
        for group in Action.Group.allCases {
            lines.append(group.rawValue)
            for action in Action.all where action.group == group { lines += describe(action, keys, width) }
            lines.append("")
        }
        lines += notes.map { Paragraph.lines($0, width: width) }.joined(separator: [""])
        return lines.flatMap { Paragraph.broken($0, width: width) }
    }

    /// The keys of one place alone.
    static func lines(about group: Action.Group, _ keys: KeyMap, width: Int = usualWidth) -> [String] {
        lines(group, Action.all.filter { $0.group == group }.flatMap { describe($0, keys, width) }, width)
    }

    /// The keys of an example that is typed: those that move and remove, and those of actions that are no characters.
    static func lines(_ typing: OwnPage.Typing, _ keys: KeyMap, width: Int = usualWidth) -> [String] {
        let own: [(keys: String, text: String)] =
            switch typing {
            case .sentence: [("Left Right", "moves the cursor"), ("Home End", "moves to the beginning or the end")]
            case .text:
                [
                    ("Left Right", "moves the cursor"), ("Up Down", "moves to the line above or below"),
                    ("Home End", "moves to the beginning or the end of the line"), ("Return", "begins a new line"),
                ]
            case .word:
                [
                    ("Left Right", "selects a letter"), ("Down Return", "draws the selected letter"),
                    ("Space", "adds an empty picture to draw"),
                ]
            }
        let removing = [("Backspace", "removes the \(typing == .word ? "letter" : "character") before the cursor")]
        let names = ["own-clear", "own-undo", "own-redo", "own-help", "own-done"]
        let actions = names.compactMap(Action.named).flatMap { describe($0, keys, width, isTyping: true) }
        return lines(.own, (own + removing).flatMap { describe($0.0, "", $0.1, width) } + actions, width)
    }

    private static func lines(_ group: Action.Group, _ lines: [String], _ width: Int) -> [String] {
        ([group.rawValue, ""] + lines).flatMap { Paragraph.broken($0, width: width) }
    }

    private static func describe(_ action: Action, _ keys: KeyMap, _ width: Int, isTyping: Bool = false) -> [String] {
        let first = names(keys.sequences(of: action.name, in: action.mode ?? .type).filter { !isTyping || $0.beginsOutsideText })
        let second = action.mode == nil ? names(keys.sequences(of: action.name, in: .browse)) : ""
        let text = ":" + action.name + (action.argument.map { " " + $0 } ?? "") + "  " + action.sentence
        return describe(first, second, text, width)
    }

    /// Keys while text is typed and while cells are browsed, and what they do: beside them where there is room, else below.
    private static func describe(_ first: String, _ second: String, _ text: String, _ width: Int) -> [String] {
        guard width - textColumn >= leastBeside else {
            let keys = [first, second].filter { !$0.isEmpty }.joined(separator: "  ")
            return (keys.isEmpty ? [] : [keys]) + Paragraph.lines(text, width: width - 2, indent: "  ").map { "  " + $0 }
        }
        let indent = String(repeating: " ", count: textColumn)
        let wrapped = Paragraph.lines(text, width: width - textColumn, indent: "  ")
        return wrapped.enumerated().map { index, line in index == 0 ? columns(first, second, line) : indent + line }
    }

    /// The keys; of many, such as all digits, the first and the last.
    private static func names(_ sequences: [KeySequence]) -> String {
        guard sequences.count > 3, let first = sequences.first, let last = sequences.last?.keys.last?.name.last else {
            return sequences.map(\.name).joined(separator: " ")
        }
        return "\(first.name)…\(last)"
    }

    private static func columns(_ first: String, _ second: String, _ text: String) -> String {
        func padded(_ text: String) -> String { text + String(repeating: " ", count: max(1, keyColumns - DisplayWidth.of(text))) }
        // Keys of one place alone may take both columns.
        if second.isEmpty, DisplayWidth.of(first) >= keyColumns {
            return first + String(repeating: " ", count: max(1, textColumn - DisplayWidth.of(first))) + text
        }
        return padded(first) + padded(second) + text
    }

    /// Each a paragraph.
    private static let notes = [
        "Marks before cells: a dot (-) has not run, an open circle (o) is waiting, a full one (*) is running, a tick (+) has run, a "
            + "turning arrow (~) needs to run again because something it uses has changed, a cross (x) has failed, a square (#) was "
            + "interrupted; … (.) beside it is not on disk yet. The marks in brackets are for terminals without such symbols.",
        "Text is edited as in a shell, with ^A ^E ^B ^F ^K ^U ^W ^Y and Alt-b Alt-f Alt-d; Alt-u undoes typing, Alt-U redoes it.",
        "Keys with Alt do the same while browsing cells, unless they have a meaning of their own there.",
        "Keys can be changed in a file, usually ~/.config/unroll/keys, with lines like `browse X X delete`, `type Alt-g run`, `browse D "
            + "nothing`, "
            + "`mouse on`.",
        "The mouse belongs to the terminal until :mouse on. Then a click selects a cell, and a second one edits it; a click also "
            + "presses a key in the last line, chooses from a list, or reads the losses at a step. The wheel zooms the loss chart and "
            + "scrolls everything else; the border can be dragged. In your own example the mouse draws, and moves the values of a "
            + "series; the right button, Alt or Ctrl erases, or restores values. Hold Shift to select text (Option or Fn in some terminals). Inside tmux "
            + "the mouse needs `set -g mouse on`.",
    ]
}

extension KeySequence {
    /// Whether it means something where characters are typed: it does not begin with one.
    var beginsOutsideText: Bool { if case .character? = keys.first { false } else { true } }
}
