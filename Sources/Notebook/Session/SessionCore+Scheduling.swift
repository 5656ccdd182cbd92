import CellLanguage

/// Cells run as soon as what they name is ready; of those that compute on all cores, one at a time. Where several ranks run a session, all cells run one after another, from the top.
extension SessionCore {
    /// Most cells that run side by side.
    private static let width = 4

    /// A cell with what it needs to run.
    struct Start: Sendable {
        var execution: RunningCell
        var code: CellCode
        var scope: Scope
    }

    /// Takes the cells that can start now out of the queue, from the top.
    ///
    /// - Complexity: O(log n) for each cell that is looked at: those that have been queued, or whose obstacle has gone, since the last time.
    mutating func takeReady(for session: WeakSession, overridden: some Collection<String>) -> [Start] {
        var starting: [Start] = []
        guard !isSuspended else { return starting }
        let width = runs.ranks == nil ? Self.width : 1
        while executions.count < width, let position = self.session.runQueue.next(coresAreFree: coresAreFree) {
            guard let place = self.session.index(at: position), self.session.entries[place].status == .queued,
                let code = self.session.entries[place].code
            else { continue }
            if executions[self.session.entries[place].id] != nil {
                self.session.runQueue.hold(position, until: position)
            } else if let obstacle = self.session.obstacle(of: position) {
                self.session.runQueue.hold(position, until: obstacle)
            } else if code.usesAllCores, !coresAreFree {
                self.session.runQueue.holdUntilCoresAreFree(position)
            } else {
                starting.append(start(place, code, for: session, overridden: overridden))
            }
        }
        return starting
    }

    private var coresAreFree: Bool { !executions.values.contains(where: \.usesAllCores) }

    private mutating func start(_ place: Int, _ code: CellCode, for manager: WeakSession, overridden: some Collection<String>) -> Start {
        let entry = session.entries[place]
        let execution = RunningCell(cell: entry.id, version: entry.version, code: code, runs: runs, session: manager)
        executions[entry.id] = execution
        session.set(.running, at: place)
        session.update(place) { entry in
            entry.hasRun = true
            entry.output = CellOutput()
            entry.prints = 0
            entry.isOutdated = false
        }
        session.set(values: [:], at: place)
        return Start(execution: execution, code: code, scope: session.scope(of: place, overridden: overridden))
    }

    /// What a run of a cell came to.
    struct Finish: Sendable {
        var status: CellStatus
        var values: [String: Value]
        /// What the cell printed, as it goes into the file.
        var text: String
        /// The source with live changes written into it; nil where there were none.
        var rewritten: CellCode?
    }

    /// Ends the run of a cell.
    mutating func finish(_ execution: RunningCell, _ finish: Finish) {
        executions[execution.cell] = nil
        session.noteChange()
        // The cell may be queued already for another run.
        if let place = session.index(of: execution.cell) { session.runQueue.wake(session.entries[place].position) }
        takeOutput(of: execution)
        guard let place = place(of: execution) else { return }
        // It is to go on when the session is opened next: in the document it stays as it is.
        if execution.isSuspended, finish.status == .interrupted { return session.set(.queued, at: place) }
        let isStale = session.entries[place].isOutdated && finish.status != .interrupted
        session.set(values: finish.values, at: place)
        session.record(output: finish.text, at: place)
        if let code = finish.rewritten { session.rewrite(place, code) }
        session.set(isStale ? .stale : finish.status, at: place)
    }
}
