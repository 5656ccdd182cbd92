import Notebook

/// Keys that change cells while they are browsed, and what comes of prose.
extension NotebookController {
    mutating func run(_ cell: CellView) {
        guard cell.kind == .code else {
            model.message = "Prose does not run; Return edits it."
            return
        }
        guard !cell.status.isPending else {
            model.message =
                cell.status == .running
                ? "This cell is already running; x ends it." : "This cell is already waiting; x takes it out of the queue."
            return
        }
        manager.run(cell.id)
    }

    /// Runs all cells, or those that have to run again; says so where there are none.
    ///
    /// - Parameter isStale: whether it is these alone.
    mutating func runCells(stale isStale: Bool) {
        let cells = manager.state.cells
        let isWanted = cells.contains { cell in
            cell.kind == .code && !cell.status.isPending && (!isStale || cell.status != .done)
        }
        guard isWanted else {
            let isThere = cells.contains { $0.kind == .code }
            model.message =
                !isThere
                ? "There is no cell to run yet."
                : manager.state.isBusy ? "All of these cells are already running or waiting." : "No cell needs to run again."
            return
        }
        if isStale { manager.runStale() } else { manager.runAll() }
        (model.scroll, model.seesEnd, model.looksElsewhere) = (0, false, false)
    }

    mutating func duplicate(_ cell: CellID) {
        guard let copy = manager.duplicate(cell) else { return }
        model.mode = .browsing(copy)
        model.message = "Duplicated; u removes the copy."
    }

    mutating func join(_ cell: CellID) {
        model.message = manager.join(cell) ? "Joined; u splits it again." : "There is no cell of the same kind below to join it with."
    }

    mutating func remove(_ cell: CellID) {
        let cells = manager.state.cells
        guard let place = cells.place(of: cell) else { return }
        model.yanked = cells[place]
        manager.delete(cell)
        select(nil, near: place)
        model.message = "Removed; \(way("undo")) brings it back, \(way("put-below")) pastes it elsewhere."
    }

    mutating func yank(_ cell: CellView) {
        model.yanked = cell
        model.message = "Copied; p pastes it below, P above."
    }

    mutating func put(before next: CellID?) {
        guard let yanked = model.yanked else {
            let trains = manager.state.activeRun.map { !$0.isOver } ?? false
            model.message = "Nothing has been copied or removed yet" + (trains ? "; the space bar pauses training." : ".")
            return
        }
        model.mode = .browsing(manager.paste(yanked, before: next))
        model.message = "Pasted; u removes it."
    }

    // MARK: Undo

    mutating func undo() { show(manager.undo, ifNone: "There is nothing to undo.", back: "redo") { $0.undone($1) } }

    mutating func redo() { show(manager.redo, ifNone: "There is nothing to redo.", back: "undo") { $0.redone($1) } }

    private mutating func show(_ change: () -> UndoneChange?, ifNone: String, back: String, _ sentence: (CellChange, String) -> String) {
        let place = if case .browsing(let cell) = model.mode { manager.state.cells.place(of: cell) } else { Int?.none }
        guard let undone = change() else {
            model.message = ifNone
            return
        }
        if let place { select(undone.cell, near: place) }
        model.message = sentence(undone.change, way(back))
    }

    /// The key of an action that changes cells, or its command where keys write.
    private func way(_ action: String) -> String {
        let key = mode == .type ? nil : model.keys.sequences(of: action, in: mode).first?.shortName
        return key ?? "`:\(action)`"
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
            model.message = "Alt-x splits a cell while it is edited; Return edits the selected one."
            return
        }
        guard manager.split(edited, model.editor.string, at: model.editor.offset) != nil else {
            model.message = "There is nothing to split off: one side of the cursor is empty."
            return
        }
        endTyping()
        model.mode = .browsing(edited)
        model.message = "Split; u joins both again."
    }
}

extension ShownCells {
    /// The cell below a place; nil at the end.
    func below(_ place: Int) -> CellID? { place + 1 < count ? self[place + 1].id : nil }
}

extension CellChange {
    /// What has happened now that the change was taken back.
    ///
    /// - Parameter key: what makes it again.
    fileprivate func undone(_ key: String) -> String {
        switch self {
        case .insertion: "The new cell is gone; \(key) brings it back."
        case .edit: "The cell is as it was before the edit; \(key) edits it again."
        case .removal: "The removed cell is back; \(key) removes it again."
        case .move: "Moved back; \(key) moves it again."
        case .split: "Joined again; \(key) splits it."
        case .join: "Split again; \(key) joins both."
        case .duplication: "The duplicate is gone; \(key) brings it back."
        case .paste: "The pasted cell is gone; \(key) brings it back."
        case .run(1): "The cell is as it was before it ran; \(key) brings back its output."
        case .run(let count): "\(count) cells are as they were before they ran; \(key) brings back their output."
        case .merge: "The other program's changes are undone; \(key) makes them again."
        }
    }

    /// What has happened now that the change was made again.
    ///
    /// - Parameter key: what takes it back.
    fileprivate func redone(_ key: String) -> String {
        switch self {
        case .insertion: "The new cell is back; \(key) removes it."
        case .edit: "Edited again; \(key) undoes the edit."
        case .removal: "Removed again; \(key) brings it back."
        case .move: "Moved again; \(key) moves it back."
        case .split: "Split again; \(key) joins both."
        case .join: "Joined again; \(key) splits it."
        case .duplication: "Duplicated again; \(key) removes the copy."
        case .paste: "Pasted again; \(key) removes it."
        case .run: "The output of the cell is back; \(key) removes it."
        case .merge: "The other program's changes are made again; \(key) undoes them."
        }
    }
}
