import CellLanguage
import Dispatch

/// Starts cells in the background, and takes what they come to.
extension SessionManager {
    /// Changes what is queued, then starts what can start.
    func schedule<Result: Sendable>(_ body: (inout SessionCore) -> Result) -> Result {
        let (result, starting) = core.withLock { core in
            let result = body(&core)
            let starting = core.takeReady(for: WeakSession(manager: self), overridden: overrides.keys)
            core.keepChanges()
            for _ in starting { running.enter() }
            return (result, starting)
        }
        for start in starting {
            workers.async { self.execute(start) }
        }
        return result
    }

    private func execute(_ start: SessionCore.Start) {
        // All ranks go on, or none.
        if let ranks = start.execution.runs.ranks, !ranks.meet() { suspend(milliseconds: 0) }
        var evaluator = Evaluator(scope: start.scope, overrides: overrides, execution: start.execution)
        let result = evaluator.run(start.code)
        let finish = SessionCore.Finish(
            status: result.status, values: result.values, text: start.execution.output.plain, rewritten: result.rewritten.map(CellCode.init)
        )
        let wantsNewJournal = schedule { core in
            core.finish(start.execution, finish)
            return core.keeping.wantsNewJournal
        }
        // Not while the file is written: both begin the journal anew.
        if wantsNewJournal { saving.withLock { _ in beginJournal() } }
        running.leave()
    }

    /// Puts a run into the live panel.
    func activate(_ run: ActiveRun, by execution: RunningCell) {
        core.withLock { $0.activate(run, by: execution) }
    }
}
