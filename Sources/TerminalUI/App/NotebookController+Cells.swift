import Notebook

/// Keys that change cells while they are browsed, and what comes of prose.
extension NotebookController {
    mutating func duplicate(_ cell: CellID) {
        guard let copy = manager.duplicate(cell) else { return }
        model.mode = .browsing(copy)
        model.message = "duplicated; u takes it away"
    }

    mutating func join(_ cell: CellID) {
        model.message = manager.join(cell) ? "joined; u splits it again" : "below is nothing of the same kind to join it with"
    }

    mutating func remove(_ cell: CellID) {
        let cells = manager.state.cells
        guard let place = cells.place(of: cell) else { return }
        model.yanked = cells[place]
        manager.delete(cell)
        model.message = "removed; u brings it back, p puts it elsewhere"
        select(nil, near: place)
    }

    mutating func yank(_ cell: CellView) {
        model.yanked = cell
        model.message = "yanked; p puts it below, P above"
    }

    mutating func put(before next: CellID?) {
        guard let yanked = model.yanked else {
            let trains = manager.state.activeRun.map { !$0.isOver } ?? false
            model.message = "nothing was yanked or removed yet" + (trains ? "; the space bar pauses the training" : "")
            return
        }
        model.mode = .browsing(manager.paste(yanked, before: next))
        model.message = "put; u takes it away"
    }

    // MARK: Undo

    mutating func undo() { show(manager.undo, ifNone: "nothing to take back") { $0.undone } }

    mutating func redo() { show(manager.redo, ifNone: "nothing to do again") { $0.redone } }

    private mutating func show(_ change: () -> UndoneChange?, ifNone: String, _ sentence: (CellChange) -> String) {
        let place = if case .browsing(let cell) = model.mode { manager.state.cells.place(of: cell) } else { Int?.none }
        guard let undone = change() else {
            model.message = ifNone
            return
        }
        model.message = sentence(undone.change)
        if let place { select(undone.cell, near: place) }
    }

    /// Selects a cell, or, where that is not there, the one at a place or the nearest above.
    private mutating func select(_ cell: CellID?, near place: Int) {
        let cells = manager.state.cells
        if let cell, cells.place(of: cell) != nil {
            model.mode = .browsing(cell)
        } else {
            model.mode = cells.isEmpty ? .typing : .browsing(cells[min(place, cells.count - 1)].id)
        }
    }

    // MARK: While something is edited

    /// Takes over what was typed as prose.
    mutating func enterProse() {
        let text = model.editor.string
        guard !text.allSatisfy(\.isWhitespace) else { return }
        let cell: CellID
        if let edited = model.edited {
            cell = edited
            manager.edit(edited, text)
        } else {
            cell = manager.insert(.prose, text, before: model.insertion)
        }
        endTyping()
        model.mode = .browsing(cell)
    }

    /// Splits what is edited at the cursor.
    mutating func split() {
        guard let edited = model.edited else {
            model.message = "Alt-x splits a cell while it is edited: Esc and Return edit one"
            return
        }
        guard manager.split(edited, model.editor.string, at: model.editor.offset) != nil else {
            model.message = "nothing to split off: one side of the cursor is empty"
            return
        }
        endTyping()
        model.mode = .browsing(edited)
        model.message = "split; u joins both again"
    }
}

extension ShownCells {
    /// The cell below a place; nil at the end.
    func below(_ place: Int) -> CellID? { place + 1 < count ? self[place + 1].id : nil }
}

extension CellChange {
    /// What has happened now that the change was taken back.
    fileprivate var undone: String {
        switch self {
        case .insertion: "took the new cell away; ^R brings it back"
        case .edit: "the cell is as it was before the edit; ^R edits it again"
        case .removal: "brought back the removed cell; ^R removes it again"
        case .move: "moved back; ^R moves it again"
        case .split: "joined what was split; ^R splits it again"
        case .join: "split what was joined; ^R joins it again"
        case .duplication: "took the duplicate away; ^R brings it back"
        case .paste: "took away what was put; ^R puts it again"
        case .run(1): "the cell is as it was before it ran; ^R brings back what the run gave"
        case .run(let count): "\(count) cells are as they were before they ran; ^R brings back what that gave"
        case .merge: "took back what another program had changed; ^R takes it over again"
        }
    }

    /// What has happened now that the change was made again.
    fileprivate var redone: String {
        switch self {
        case .insertion: "brought the new cell back; u takes it away"
        case .edit: "edited again; u takes it back"
        case .removal: "removed again; u brings it back"
        case .move: "moved again; u moves it back"
        case .split: "split again; u joins both"
        case .join: "joined again; u splits it"
        case .duplication: "duplicated again; u takes it away"
        case .paste: "put again; u takes it away"
        case .run: "brought back what the run gave; u takes it back"
        case .merge: "took over again what another program had changed; u takes it back"
        }
    }
}
