import CellLanguage
import Dispatch
import Recurrent

/// Cells run as soon as what they name is ready; of those that train, one at a time.
extension SessionManager {
    /// Most cells that run side by side.
    private static let width = 4

    /// Changes what is queued, then starts what can start.
    func schedule(_ body: (inout SessionCore) -> Void) {
        let starting = core.withLock { core in
            body(&core)
            return startReady(&core)
        }
        for start in starting {
            workers.async { self.execute(start) }
        }
    }

    /// A cell with what it needs to run.
    struct Start: Sendable {
        var execution: RunningCell
        var code: CellCode
        var scope: Scope
    }

    private func startReady(_ core: inout SessionCore) -> [Start] {
        var starting: [Start] = []
        for place in core.session.entries.indices where core.session.entries[place].status == .queued {
            let entry = core.session.entries[place]
            guard let code = entry.code, core.executions[entry.id] == nil else { continue }
            let needs = core.session.needs(of: place)
            guard !needs.contains(where: { core.session.entries[$0].status.isPending }) else { continue }
            guard core.executions.count < Self.width, !code.trains || !trains(core) else { continue }
            let execution = RunningCell(
                cell: entry.id, version: entry.version, source: code.source, copy: core.copy, session: WeakSession(manager: self))
            core.executions[entry.id] = execution
            core.session.entries[place].status = .running
            core.session.entries[place].hasRun = true
            core.session.entries[place].output = CellOutput()
            core.session.entries[place].values = [:]
            core.session.entries[place].isOutdated = false
            core.session.revision += 1
            running.enter()
            starting.append(Start(execution: execution, code: code, scope: core.session.scope(above: place)))
        }
        return starting
    }

    private func trains(_ core: SessionCore) -> Bool {
        core.executions.keys.contains { id in
            core.session.index(of: id).flatMap { core.session.entries[$0].code?.trains } ?? false
        }
    }

    private func execute(_ start: Start) {
        var evaluator = Evaluator(scope: start.scope, overrides: overrides, execution: start.execution)
        let result = evaluator.run(start.code)
        finish(start.execution, result)
        running.leave()
    }

    private func finish(_ execution: RunningCell, _ result: Evaluator.Outcome) {
        schedule { core in
            core.executions[execution.cell] = nil
            core.session.revision += 1
            guard let place = core.session.index(of: execution.cell),
                core.session.entries[place].version == execution.version
            else { return }
            let isStale = core.session.entries[place].isOutdated && result.status != .interrupted
            core.session.entries[place].status = isStale ? .stale : result.status
            core.session.entries[place].values = result.values
            core.session.record(output: core.session.entries[place].output.plain, at: place)
            if let source = result.rewritten { core.session.rewrite(place, source) }
            core.keepCopy()
        }
    }

    /// Takes what a cell prints while it runs.
    func updateOutput(of execution: RunningCell, _ change: (inout CellOutput) -> Void) {
        core.withLock { core in
            guard let place = core.session.index(of: execution.cell),
                core.session.entries[place].version == execution.version
            else { return }
            change(&core.session.entries[place].output)
            core.session.revision += 1
        }
    }

    /// Puts a run into the live panel.
    func activate(_ run: ActiveRun) {
        core.withLock { core in
            var run = run
            if let last = core.active, last.watchedData.storage === run.watchedData.storage, last.watchedExample < run.watchedData.count {
                run.watchedExample = last.watchedExample
            }
            core.active = run
            core.session.revision += 1
            if core.isWatched, run.watchedData.count > 0 { run.run.watch(example: run.watchedExample) }
        }
    }
}
