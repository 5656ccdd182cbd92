import Notebook

/// Searches cells and what they printed.
extension NotebookController {
    /// - Parameter text: what to search for; empty to have it typed.
    mutating func beginSearch(_ text: String) {
        if text.isEmpty {
            model.search = LineEditor()
        } else {
            model.pattern = text
            findNext(.down)
        }
    }

    mutating func typeSearch(_ key: Key) {
        guard var search = model.search else { return }
        switch key {
        case .escape: model.search = nil
        case .enter:
            model.search = nil
            if !search.isEmpty { model.pattern = search.string }
            findNext(.down)
        default:
            if search.isEmpty, key == .backspace {
                model.search = nil
            } else {
                _ = search.handle(key)
                model.search = search
            }
        }
    }

    /// Selects the next cell that has what was searched for, from the first again after the last.
    ///
    /// - Parameter direction: up or down.
    /// - Complexity: O(n) in what all cells hold.
    mutating func findNext(_ direction: Key) {
        guard !model.pattern.isEmpty else {
            model.message = "Nothing has been searched for yet: / searches."
            return
        }
        let cells = manager.state.cells
        let start = selected?.place ?? cells.count - 1
        let places = (1...max(1, cells.count)).map { direction == .down ? start + $0 : start - $0 + 2 * cells.count }
        let pattern = SearchPattern(model.pattern)
        guard let found = places.first(where: { cells.count > 0 && pattern.matches(cells[$0 % cells.count]) }) else {
            model.message = "Nothing here contains `\(model.pattern)`."
            return
        }
        let place = found % cells.count
        model.mode = .browsing(cells[place].id)
        let hasWrapped = direction == .down ? place <= start : place >= start
        if hasWrapped, selected?.place != start || place != start { model.message = "The search continued from the other end." }
    }
}

/// A text to search for; capital letters count where it has any.
struct SearchPattern: Sendable {
    private let text: String
    private let mindsCase: Bool

    init(_ text: String) {
        mindsCase = text.contains(where: \.isUppercase)
        self.text = text
    }

    func matches(_ text: String) -> Bool { mindsCase ? text.contains(self.text) : text.lowercased().contains(self.text.lowercased()) }

    func matches(_ cell: CellView) -> Bool { matches(cell.source) || matches(cell.output.plain) }
}
