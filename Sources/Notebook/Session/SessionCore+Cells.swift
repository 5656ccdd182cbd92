/// Changing cells, and taking that back.
extension SessionCore {
    /// Makes a change that can be taken back.
    ///
    /// - Complexity: what the change costs.
    mutating func step<Result>(_ change: CellChange, _ body: (inout SessionCore) -> Result) -> Result {
        _ = session.takeReversals()
        let result = body(&self)
        let reversals = session.takeReversals()
        guard !reversals.isEmpty else { return result }
        var change = change
        if case .run = change { change = .run(reversals.count) }
        undoStack.add(UndoStack.Step(change, reversals))
        return result
    }

    /// Takes the latest change back.
    ///
    /// - Returns: what it was; nil where there is nothing to take back.
    mutating func undo() -> UndoneChange? {
        guard let step = undoStack.takeUndo() else { return nil }
        let (undone, inverse) = revert(step)
        undoStack.addRedo(inverse)
        return undone
    }

    /// Does again what was taken back last.
    ///
    /// - Returns: what it was; nil where there is nothing to do again.
    mutating func redo() -> UndoneChange? {
        guard let step = undoStack.takeRedo() else { return nil }
        let (redone, inverse) = revert(step)
        undoStack.addUndo(inverse)
        return redone
    }

    private mutating func revert(_ step: UndoStack.Step) -> (UndoneChange, UndoStack.Step) {
        for reversal in step.reversals where reversal.endsRun { endRun(of: reversal.cell) }
        _ = session.takeReversals()
        session.revert(step.reversals)
        letGoOfActiveRun()
        let cell = step.reversals.first { reversal in
            !reversal.isStatus && session.index(of: reversal.cell).map { session.entries[$0].view != nil } ?? false
        }
        return (UndoneChange(change: step.change, cell: cell?.cell), UndoStack.Step(step.change, session.takeReversals()))
    }

    /// Ends what a cell does. A training run keeps its state: where the cell comes back as it was, the run goes on.
    func endRun(of cell: CellID) {
        executions[cell]?.suspend()
    }

    // MARK: Changing cells

    /// Adds prose, or a cell that does not run yet.
    mutating func insert(_ kind: CellView.Kind, _ code: CellCode, before cell: CellID?) -> CellID {
        switch kind {
        case .prose: session.insert(prose: code.source, before: cell)
        case .code: session.insert(code, before: cell)
        }
    }

    /// Adds prose, or a cell with what it printed elsewhere.
    mutating func insert(_ copy: CellView, _ code: CellCode, before cell: CellID?) -> CellID {
        switch copy.kind {
        case .prose: session.insert(prose: code.source, before: cell)
        case .code: session.insert(code, copy.output, before: cell)
        }
    }

    /// Adds to a cell the same once more, below it.
    mutating func duplicate(_ copy: CellView, _ code: CellCode) -> CellID? {
        guard let place = session.index(of: copy.id) else { return nil }
        let next = place + 1 < session.entries.count ? session.entries[place + 1].id : nil
        return insert(copy, code, before: next)
    }

    /// Ends what the cell does, replaces its source and queues it.
    mutating func edit(_ cell: CellID, _ code: CellCode) {
        guard let place = session.index(of: cell) else { return }
        endRun(of: cell)
        session.edit(place, code)
        session.queue(place)
    }

    /// Ends what the cell does and removes it, with the run and the data that the live panel shows of it.
    mutating func delete(_ cell: CellID) {
        guard let place = session.index(of: cell) else { return }
        endRun(of: cell)
        session.delete(place)
        letGoOfActiveRun()
    }

    /// Moves prose or a cell before another, or to the end. The blank lines between it and its neighbour go with it, so that the file stays as tidy as it is.
    mutating func move(_ cell: CellID, before next: CellID?) {
        guard let place = session.index(of: cell), cell != next else { return }
        let target = next.flatMap(session.index) ?? session.entries.count
        guard target != place + 1 else { return }
        let companion = target > place ? place + 1 : place - 1
        let blank = companion != target && isBlank(companion) ? session.entries[companion].id : nil
        move(cell, to: target)
        // At the end, the blank lines are between the cell and what is above.
        if let blank, let moved = session.index(of: cell) { move(blank, to: next == nil ? moved : moved + 1) }
    }

    /// - Parameter target: before which place; counted as the places are now.
    private mutating func move(_ cell: CellID, to target: Int) {
        guard let place = session.index(of: cell) else { return }
        let target = target > place ? target - 1 : target
        if target != place { session.move(place, to: target) }
    }

    private func isBlank(_ place: Int) -> Bool { session.entries.indices ~= place && session.entries[place].view == nil }

    /// Splits prose or a cell: what it printed stays with the lower part.
    ///
    /// - Returns: the new cell above; nil where there is no such cell.
    mutating func split(_ cell: CellID, _ upper: CellCode, _ lower: CellCode) -> CellID? {
        guard let place = session.index(of: cell) else { return nil }
        endRun(of: cell)
        let new = insert(session.entries[place].code == nil ? .prose : .code, upper, before: cell)
        session.index(of: cell).map { session.edit($0, lower) }
        return new
    }

    /// The cell below, if it is of the same kind, and what both together say.
    func joined(_ cell: CellID) -> (next: CellID, source: String)? {
        guard let place = session.index(of: cell), let view = session.entries[place].view,
            let next = session.entries[(place + 1)...].lazy.compactMap(\.view).first, next.kind == view.kind
        else { return nil }
        return (next.id, view.source + (view.kind == .prose ? "\n\n" : "\n") + next.source)
    }

    /// Joins prose or a cell with the next: what both printed stands below.
    mutating func join(_ cell: CellID, _ next: CellID, _ code: CellCode) {
        guard let place = session.index(of: cell), let nextPlace = session.index(of: next), place < nextPlace else { return }
        endRun(of: cell)
        endRun(of: next)
        let outputs = [place, nextPlace].map { session.entries[$0].output }
        let recorded = [place, nextPlace].compactMap { place -> String? in
            if case .cell(let cell) = session.entries[place].element { cell.output } else { nil }
        }
        session.edit(place, code)
        session.record(output: recorded.joined(separator: "\n"), at: place)
        session.update(place) { $0.output = CellOutput(outputs.flatMap(\.blocks)) }
        for place in ((place + 1)...nextPlace).reversed() { session.delete(place) }
        letGoOfActiveRun()
    }
}
