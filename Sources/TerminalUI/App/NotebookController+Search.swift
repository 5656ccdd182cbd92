import Notebook
import TextFormatting

/// Searches cells and what they printed.
extension NotebookController {
    /// - Parameter text: what to search for; empty to have it typed.
    mutating func beginSearch(_ text: String) {
        if text.isEmpty {
            (model.search, model.found) = (LineEditor(), nil)
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
                (model.search, model.found) = (search, found(search.string))
            }
        }
    }

    /// Goes to the next place that has what was searched for, from the last on to the first again.
    ///
    /// - Parameter direction: up or down.
    /// - Complexity: O(n) in what all cells hold.
    mutating func findNext(_ direction: Key) {
        guard !model.pattern.isEmpty else {
            model.message = "Nothing has been searched for yet: / searches."
            return
        }
        let cells = manager.state.cells
        let pattern = SearchPattern(model.pattern)
        let counts = cells.map { pattern.count(in: searchedTexts.text(of: $0)) }
        let count = counts.reduce(0, +)
        guard count > 0 else {
            (model.showsMatches, model.match) = (false, nil)
            model.message = "Nothing here contains `\(model.pattern)`."
            return
        }
        // From the place that was gone to, or from the selected cell; from the beginning or the end where none is.
        var next = direction == .down ? 0 : count - 1
        if let start = selected?.place {
            let before = counts[..<start].reduce(0, +)
            let here = model.match.flatMap { $0.cell == selected?.id && $0.index < counts[start] ? before + $0.index : nil }
            next = direction == .down ? here.map { $0 + 1 } ?? before + counts[start] : (here ?? before) - 1
        }
        let hasWrapped = !(0..<count).contains(next) && count > 1
        let number = (next + count) % count
        var (place, index) = (0, number)
        while index >= counts[place] {
            index -= counts[place]
            place += 1
        }
        model.mode = .browsing(cells[place].id)
        (model.match, model.showsMatches, model.looksElsewhere) = (SearchMatch(cell: cells[place].id, index: index), true, false)
        model.message =
            "\(Figures.grouped(number + 1)) of \(Figures.grouped(count))"
            + (hasWrapped ? "; the search continued from the other end." : ".")
    }

    /// At how many places that stands which is typed to search for.
    private mutating func found(_ text: String) -> Int? {
        guard !text.isEmpty else { return nil }
        let pattern = SearchPattern(text)
        return manager.state.cells.reduce(0) { $0 + pattern.count(in: searchedTexts.text(of: $1)) }
    }
}
