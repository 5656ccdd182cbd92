import CellLanguage
import Notebook
import TextFormatting

/// Keys where a cell is typed.
extension NotebookController {
    mutating func type(_ key: Key) {
        if handleMenu(key) || beginsFirstProse(key) { return }
        // ^D deletes forward while there is something to delete.
        let isForText = key == .control("d") && !model.editor.isEmpty
        if isForText || !act(on: key), !model.editor.handle(key) { sayMeaningless(key) }
        isHintOutdated = true
    }

    /// Fetches what was typed before, where the cursor is in the first or last line.
    mutating func goThroughHistory(_ direction: Key) {
        guard !model.editor.handle(direction), !model.typesProse else { return }
        let entry = direction == .up ? history.back(from: model.editor.string) : history.forward()
        if let entry {
            model.editor.replace(with: entry)
        } else if direction == .up {
            model.message = "There is no earlier input\(model.editor.isEmpty ? "" : " that begins like this")."
        }
    }

    /// One level up: from a cell that is edited to the cells, from a new line to the cells.
    mutating func leaveTyping() {
        let origin = model.edited ?? model.origin
        let wasInPlace = model.edited != nil || model.insertion != nil || model.typesProse
        if wasInPlace {
            keepDraft()
            endTyping()
        }
        if wasInPlace, let origin, manager.state.cells.place(of: origin) != nil {
            model.mode = .browsing(origin)
        } else {
            beginBrowsing()
        }
    }

    /// What was typed and not entered goes to what was typed before.
    mutating func keepDraft() {
        let draft = model.editor.string
        let source = model.edited.flatMap { manager.state.cells.place(of: $0) }.map { manager.state.cells[$0].source }
        guard !draft.allSatisfy(\.isWhitespace), draft != source else { return }
        history.add(draft)
        model.message = "The typed text was not run; Up brings it back at the prompt."
    }

    /// Says in the model what helps with what has been typed: to be called before that is drawn, once for all keys since the frame before, which may be
    /// thousands where a terminal types for its user.
    mutating func updateHint() {
        guard isHintOutdated else { return }
        let source = model.editor.string
        guard !model.typesProse, !source.isEmpty, !source.hasPrefix(":"), !LongInput.isLong(model.editor) else {
            (model.hint, model.layers, isHintOutdated) = (nil, nil, false)
            return
        }
        guard let hint = manager.readyHint(in: source, at: model.editor.offset, for: model.edited), updateLayers() else { return }
        (model.hint, isHintOutdated) = (hint, false)
    }

    /// Says once, where the terminal shows only ASCII, what becomes of other characters that are typed or pasted.
    mutating func tellOfASCII(_ key: Key) {
        let text =
            switch key {
            case .character(let character): String(character)
            case .paste(let text): text
            default: ""
            }
        guard model.tellsOfASCII != false else { return }
        // It is said until what is typed is left: the next key would take the message away before it is read.
        if model.tellsOfASCII == true, [.enter, .escape, .control("c")].contains(key) {
            model.tellsOfASCII = false
            return
        }
        if !text.utf8.allSatisfy({ $0 < 0x80 }) { model.tellsOfASCII = true }
        guard model.tellsOfASCII == true, model.message == nil else { return }
        model.message = "This terminal shows only ASCII: other characters are kept, and shown as `?`."
    }

    mutating func endTyping() {
        model.editor.replace(with: "")
        (model.edited, model.insertion, model.hint, model.menu, model.typesProse) = (nil, nil, nil, nil, false)
        (model.origin, model.layers, model.building) = (nil, nil, nil)
    }

    mutating func enter() {
        model.messagesRead = manager.state.messages
        let typed = model.editor.string
        let isCommand = typed.first { !$0.isWhitespace } == ":" && !model.typesProse
        let source = isCommand ? String(typed.drop(while: \.isWhitespace)) : typed
        if isCommand {
            history.add(source)
            endTyping()
            let words = source.dropFirst().split(separator: " " as Character, maxSplits: 1).map(String.init)
            guard let word = words.first else {
                model.message = "A command follows the colon, as in `:save`; `:help` lists them."
                return
            }
            guard let action = Action.named(word) else {
                model.message = "There is no command :\(word); :help lists them."
                return
            }
            perform(action, words.count > 1 ? words[1].trimmingSpaces : "")
            return
        }
        if let name = Self.name(explainedBy: source) {
            guard name.isEmpty || SessionManager.hasHelp(about: name) else { return showHelp(name) }
            history.add(source)
            endTyping()
            model.page = .init(contents: .help(name.isEmpty ? nil : name))
            return
        }
        guard !source.allSatisfy(\.isWhitespace) else { return }
        guard SessionManager.isComplete(source) else {
            _ = model.editor.handle(.altEnter)
            return
        }
        history.add(source)
        if let edited = model.edited {
            manager.edit(edited, source)
            endTyping()
            model.mode = .browsing(edited)
            return
        } else if let insertion = model.insertion {
            // It is seen where it stands.
            let cell = manager.insert(.code, source, before: insertion, runs: true)
            endTyping()
            model.mode = .browsing(cell)
            return
        } else {
            manager.submit(source)
            model.seesEnd = true
            let lines = source.split(whereSeparator: \.isNewline)
            if lines.allSatisfy({ $0.drop(while: \.isWhitespace).hasPrefix("#") }) {
                model.message = "A cell of comments does nothing; Esc, then t, begins prose."
            }
        }
        (model.scroll, model.looksElsewhere) = (0, false)
        endTyping()
    }
}

extension String {
    /// Without the spaces at its beginning and end.
    fileprivate var trimmingSpaces: String {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
