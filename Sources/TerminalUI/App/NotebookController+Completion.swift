import CellLanguage
import Notebook

/// Completes what is typed, as shells do: first with all that the possible texts have in common, then with one of them after another.
extension NotebookController {
    mutating func complete() {
        let source = model.editor.string
        let command = source.drop(while: \.isWhitespace)
        guard command.first == ":" else { return offer(manager.completions(in: source, at: model.editor.offset, for: model.edited)) }
        let end = source.utf8.count
        if let space = command.firstIndex(of: " ") {
            let typed = String(command[space...].drop { $0 == " " })
            let items = Action.named(String(command[..<space].dropFirst())).map { choices(of: $0, beginning: typed) } ?? []
            offer(Completions(range: (end - typed.utf8.count)..<end, items: items))
        } else {
            let items = Action.all.filter { $0.name.hasPrefix(command.dropFirst()) }
                .map { Completions.Item(text: ":" + $0.name, detail: $0.sentence) }
            offer(Completions(range: (end - command.utf8.count)..<end, items: items))
        }
    }

    /// What can follow an action's name and begins with what is typed of it.
    private mutating func choices(of action: Action, beginning typed: String) -> [Completions.Item] {
        guard !action.takesPath else {
            return SessionManager.paths(beginning: typed).map { Completions.Item(text: $0, detail: $0.hasSuffix("/") ? "folder" : "") }
        }
        return (action.choices?(&self) ?? []).filter { $0.text.lowercased().hasPrefix(typed.lowercased()) }
    }

    /// The runs that are kept beside the file, as far as that is known.
    mutating func keptRunItems() -> [Completions.Item] {
        guard keepsRuns() else { return [] }
        guard let kept = manager.state.keptRuns else {
            manager.lookForKeptRuns()
            model.message = "Looking for stored runs; press Tab again to list them."
            return []
        }
        return kept.runs.map { Completions.Item(text: $0.name, detail: $0.description) } + [
            Completions.Item(text: "all", detail: "those that have ended")
        ]
    }

    private mutating func offer(_ completions: Completions) {
        guard let first = completions.items.first else {
            if model.message == nil { model.message = "There is nothing to complete." }
            return
        }
        let common = completions.items.dropFirst().reduce(first.text) { $0.common(with: $1.text) }
        var completions = completions
        if completions.items.count == 1 || common.utf8.count > completions.range.count {
            model.editor.replace(bytes: completions.range, with: common)
            completions.range = completions.range.lowerBound..<(completions.range.lowerBound + common.utf8.count)
        }
        if completions.items.count > 1 { model.menu = .init(completions: completions) }
    }

    /// - Returns: whether the menu took the key.
    mutating func handleMenu(_ key: Key) -> Bool {
        guard let menu = model.menu else { return false }
        let count = menu.completions.items.count
        switch key {
        case .tab, .down, .control("n"): chooseCompletion(menu.selected.map { ($0 + 1) % count } ?? 0)
        case .backTab, .up, .control("p"): chooseCompletion(((menu.selected ?? 0) + count - 1) % count)
        case .enter where menu.selected != nil: model.menu = nil
        case .escape:
            if let typed = menu.typed { model.editor = typed }
            model.menu = nil
        default:
            model.menu = nil
            return false
        }
        isHintOutdated = true
        return true
    }

    /// Has one of the possible texts stand where they could; undone, what was typed stands there again.
    mutating func chooseCompletion(_ place: Int) {
        guard var menu = model.menu, menu.completions.items.indices.contains(place) else { return }
        let typed = menu.typed ?? model.editor
        model.editor = typed
        model.editor.replace(bytes: menu.completions.range, with: menu.completions.items[place].text)
        (menu.selected, menu.typed) = (place, typed)
        model.menu = menu
    }
}

extension String {
    /// What both begin with.
    fileprivate func common(with other: String) -> String { String(zip(self, other).prefix { $0 == $1 }.map(\.0)) }
}
