import Foundation
import Notebook

/// Leaving a session, with what runs and what is not saved.
extension NotebookApp {
    /// Ends what runs in the wanted way and writes the file.
    ///
    /// - Returns: why that cannot be, in a sentence; nil where all is kept, or was to be given up.
    func leave(_ leaving: NotebookController.Leaving) -> String? {
        switch leaving {
        case .discarding:
            manager.interrupt()
            _ = manager.waitUntilIdle(milliseconds: Self.patience)
            manager.discard()
            return nil
        case .stopping:
            manager.interruptRunning()
            manager.suspend(milliseconds: Self.patience)
        case .goingOnNextTime, .goingOnWithoutWindow: manager.suspend(milliseconds: Self.patience)
        }
        return save()
    }

    /// Writes the file, where the session has one, and what it has not to the journal.
    ///
    /// - Returns: why that cannot be; nil where all is kept.
    func save() -> String? {
        let state = manager.state
        if state.isModified, state.location != nil {
            do {
                try manager.save()
            } catch {
                return error.description
            }
        }
        let failure = manager.flush()
        guard manager.wouldLoseChanges else { return nil }
        return failure.map { "Unsaved changes cannot be stored: \($0)." } ?? manager.state.warning ?? "Unsaved changes cannot be stored."
    }

    /// Ends at a signal: what runs goes on when the session is opened next.
    func end(by signal: Int32) -> Ending {
        manager.suspend(milliseconds: Self.patience)
        let problem = save()
        close()
        return problem.map(Ending.failed) ?? .signal(signal)
    }

    /// The terminal has gone: what runs and what is queued goes on to its end, unless a signal says otherwise.
    func goOnWithoutTerminal(_ signals: EndSignals) -> Ending {
        manager.watch(false)
        controller.history.flush()
        while !manager.waitUntilIdle(milliseconds: Self.idlePace) {
            guard let signal = signals.latest, signal != SIGHUP else { continue }
            manager.suspend(milliseconds: Self.patience)
            _ = save()
            return .signal(signal)
        }
        _ = save()
        return .terminalLost
    }
}
