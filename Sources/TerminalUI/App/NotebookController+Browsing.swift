import Notebook

/// Cells that are selected.
extension NotebookController {
    /// What a key does that has a meaning only where text is typed: with Alt it is a command anywhere. Of what writes, and of a key that means nothing, it is
    /// said how to go on.
    mutating func actOutsideText(_ key: Key) {
        if case .action(let command) = model.keys.match([key], in: .type), let action = Action.named(command.name) {
            if !action.writes { return perform(action, command.argument) }
            model.message = "\(key.name) works while typing: i starts typing, Return edits the cell."
        } else if case .paste = key {
            model.message = "Text can only be pasted while typing: i starts typing, Return edits the cell."
        } else {
            model.message = "\(key.name) has no meaning while browsing cells; ? lists the keys."
        }
    }

    /// Says that a key does nothing where it was pressed; text that was pasted is not a key.
    mutating func sayMeaningless(_ key: Key) {
        guard !key.name.isEmpty else { return }
        let place = mode == .type && !model.runs.isOpen && !isReplaying ? "while typing" : "here"
        let action = mode == .own ? "own-help" : mode == .layers ? "layers-help" : "help"
        let help = model.runs.isOpen ? nil : model.keys.sequences(of: action, in: mode).first { mode != .type || $0.beginsOutsideText }
        model.message = "\(key.name) has no meaning \(place)" + (help.map { "; \($0.name) lists the keys." } ?? ".")
    }

    /// Selects the last cell; where one reads above it, the first in sight that is no prose, and nothing moves.
    mutating func beginBrowsing() {
        let cells = manager.state.cells
        guard let last = cells.last else {
            model.message = "There is no cell to select yet; t begins prose."
            model.mayBeginProse = true
            return
        }
        let seen = shownPlaces.clamped(to: 0..<cells.count)
        model.hint = nil
        guard model.scroll > 0, !seen.isEmpty, seen.upperBound < cells.count else {
            model.mode = .browsing(last.id)
            return
        }
        model.mode = .browsing(cells[seen.first { cells[$0].kind == .code } ?? seen.lowerBound].id)
        (model.looksElsewhere, model.scroll) = (true, shownScroll)
    }

    /// Where there was no cell to select, begins prose by the key that inserts it beside a cell.
    ///
    /// - Returns: whether the key was that one.
    mutating func beginsFirstProse(_ key: Key) -> Bool {
        defer { model.mayBeginProse = false }
        guard model.mayBeginProse, model.editor.isEmpty, manager.state.cells.isEmpty,
            case .action(let command) = model.keys.match([key], in: .browse), ["prose-below", "prose-above"].contains(command.name)
        else { return false }
        model.message = nil
        beginCell(before: nil, isProse: true)
        return true
    }

    /// Puts a cell into the input line.
    mutating func edit(_ cell: CellView) {
        if case .browsing = model.mode { model.scroll = shownScroll }
        model.edited = cell.id
        model.typesProse = cell.kind == .prose
        model.editor.replace(with: cell.source)
        model.mode = .typing
        isHintOutdated = true
    }

    /// Begins a cell before another; nil for the end.
    mutating func beginCell(before next: CellID?, isProse: Bool) {
        model.scroll = shownScroll
        model.origin = selected?.id
        model.insertion = next
        model.typesProse = isProse
        model.mode = .typing
    }

    mutating func moveStep(_ direction: Int) {
        if model.view.shown(of: shownRun) == .confusion { return movePair(direction) }
        guard hasShownRun(), let steps = shownRun?.watchedSteps else { return }
        guard steps > 0 else {
            model.message = "There is no example with steps to look at."
            return
        }
        let step = (model.step ?? (direction > 0 ? -1 : steps)) + direction
        guard 0..<steps ~= step else {
            model.message = direction > 0 ? "This is the last step of the example." : "This is the first step of the example."
            return
        }
        model.step = step
    }
}
