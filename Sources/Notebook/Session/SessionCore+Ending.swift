/// Ends what runs: for good, alone, or to go on later.
extension SessionCore {
    /// Ends what runs, does not wait for it, and empties the queue.
    mutating func interrupt() {
        for execution in executions.values { execution.interrupt() }
        session.emptyQueue()
    }

    /// Ends what runs, does not wait for it; what is queued goes on.
    mutating func interruptRunning() {
        for execution in executions.values { execution.interrupt() }
    }

    /// Takes a cell out of the queue, with what waits for it; ends it alone where it runs, a training run as by `stop`.
    ///
    /// - Returns: whether it did either.
    mutating func cancel(_ cell: CellID) -> Bool {
        guard let place = session.index(of: cell), session.entries[place].status.isPending else { return false }
        if let execution = executions[cell], session.entries[place].status == .running {
            execution.interrupt()
        } else {
            session.takeOutOfQueue(place)
        }
        return true
    }

    /// Has everything that runs end after its step, to go on when the session is opened next; nothing starts any more.
    mutating func suspend() {
        isSuspended = true
        for execution in executions.values { execution.suspend() }
    }

    /// Goes on with what was suspended.
    mutating func resumeSuspended() {
        isSuspended = false
        for place in session.entries.indices where session.entries[place].status == .queued {
            session.runQueue.add(session.entries[place].position)
        }
    }
}
