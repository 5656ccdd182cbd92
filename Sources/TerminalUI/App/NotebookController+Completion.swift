import CellLanguage
import Notebook

/// Completes what is typed, at once or by a menu.
extension NotebookController {
    mutating func complete() {
        let source = model.editor.string
        if let space = source.firstIndex(of: " "), source.hasPrefix(":") {
            let path = String(source[source.index(after: space)...])
            guard Action.named(String(source[..<space].dropFirst()))?.takesPath == true else { return }
            let items = SessionManager.paths(beginning: path).map { Completions.Item(text: $0, detail: "") }
            offer(Completions(range: (source.utf8.count - path.utf8.count)..<source.utf8.count, items: items))
        } else if source.hasPrefix(":") {
            let word = String(source.dropFirst())
            let items = Action.all.filter { $0.name.hasPrefix(word) }.map {
                Completions.Item(text: ":" + $0.name, detail: $0.sentence)
            }
            offer(Completions(range: 0..<source.utf8.count, items: items))
        } else {
            offer(manager.completions(in: source, at: model.editor.offset, for: model.edited))
        }
    }

    private mutating func offer(_ completions: Completions) {
        guard let first = completions.items.first else { return }
        if completions.items.count == 1 {
            model.editor.replace(bytes: completions.range, with: first.text)
        } else {
            model.menu = .init(completions: completions)
        }
    }

    /// - Returns: whether the menu took the key.
    mutating func handleMenu(_ key: Key) -> Bool {
        guard var menu = model.menu else { return false }
        let count = menu.completions.items.count
        switch key {
        case .tab, .down, .control("n"): menu.selected = (menu.selected + 1) % count
        case .backTab, .up, .control("p"): menu.selected = (menu.selected + count - 1) % count
        case .enter:
            model.editor.replace(bytes: menu.completions.range, with: menu.completions.items[menu.selected].text)
            model.menu = nil
            isHintOutdated = true
            return true
        case .escape:
            model.menu = nil
            return true
        default:
            model.menu = nil
            return false
        }
        model.menu = menu
        return true
    }
}
