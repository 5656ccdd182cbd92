import Recurrent

/// What is known of a session that another process works on, beside its cells.
struct FollowedSession: Sendable {
    /// The run that trains there, or did last; nil before the first.
    var run: Run?
    var runningCell: CellID?
    var isBusy = false

    /// A run of that process. Once it has ended, its weights are read from the files of the session, and what it says is looked at again here.
    struct Run: Sendable {
        /// The run as the other process tells of it.
        let reported: LiveRun
        /// What its kept state is called; empty where that is not known.
        let digest: String
        private let reviewer: RunReviewer

        /// - Parameter before: the run as it was told of before: what has been looked at stays, as long as it is of the same weights and example.
        init(_ run: SessionReport.Run, of cell: CellID, after before: Run?) {
            let (reported, digest) = (run.live(of: cell), run.digest ?? "")
            let isSame = before.map { before in
                before.digest == digest && before.reported.step == reported.step && before.reported.isOver == reported.isOver
                    && before.reported.watchedExample?.index == reported.watchedExample?.index
            }
            (self.reported, self.digest) = (reported, digest)
            if let before, isSame == true { reviewer = before.reviewer } else { reviewer = RunReviewer() }
        }

        /// The run as it is shown here.
        var live: LiveRun {
            var live = reported
            guard live.isOver else {
                live.reviewProblem = "\(live.name) trains in another notebook: this view is shown here once training has ended."
                return live
            }
            reviewer.complete(&live)
            live.isReviewable = live.reviewProblem == nil
            return live
        }

        /// What is looked at again; nil while it trains.
        var ended: RunHistory.Ended? {
            reported.isOver ? RunHistory.Ended(live: reported, reviewer: reviewer, origin: RunOrigin(digest: digest)) : nil
        }
    }
}
