import Notebook
import TextFormatting

/// Notices when a run ends that somebody may have waited for.
struct EndNotice {
    /// The run that trained at the last look, and since when.
    private var trained: (number: Int, name: String, since: ContinuousClock.Instant)?

    /// Shorter runs have been watched.
    private static let least = Duration.seconds(30)

    /// Looks at what trains now.
    ///
    /// - Returns: what to tell of a long run that has ended since the last look; nil for nothing.
    mutating func look(at run: LiveRun?, now: ContinuousClock.Instant) -> String? {
        let before = trained
        guard let run, !run.isOver else {
            trained = nil
            guard let before, let run, run.number == before.number, now - before.since >= Self.least else { return nil }
            let error: String
            if case .error(let share)? = run.score {
                error = ", \(run.isValidated ? "validation " : "")error \(Figures.percent(share))"
            } else {
                error = ""
            }
            return "\(run.name) \(run.hasGrown ? "finished, but its loss grew" : run.phaseName)\(error)"
        }
        if before?.number != run.number { trained = (run.number, run.name, now) }
        return nil
    }
}
