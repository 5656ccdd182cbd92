import Datasets
import FoundationEssentials
import Recurrent
import SessionStore

/// The runs of a session that have ended, as a list that a later process finds: figures and weights are in the files that the store keeps of each.
struct RunIndex: Sendable, VersionedJSON {
    struct Run: Sendable, Codable {
        var number: Int
        var name: String
        /// The source of its cell.
        var source: String
        /// What its kept state is called.
        var digest: String
        /// What its epochs were checked on.
        var part: String
        /// The example that was watched.
        var example: SingleSequence?
    }

    var runs: [Run]
    /// Lists of other versions are not read.
    var version = Self.currentVersion

    static let currentVersion = 1

    /// What tells one list from the next.
    struct Moment: Sendable, Equatable {
        let store: ObjectIdentifier
        let runs: [Int]
        let sources: [String]
    }

    /// - Parameter runs: with the sources of their cells.
    init(_ runs: [(ended: RunHistory.Ended, source: String)]) {
        self.runs = runs.map { ended, source in
            let live = ended.live
            return Run(
                number: live.number, name: live.name, source: source, digest: ended.origin.digest, part: live.checkedPart.rawValue,
                example: live.watchedExample.flatMap { SingleSequence(of: $0.dataset, at: $0.index) })
        }
    }
}

extension RunIndex.Run {
    /// The run as the store has it; nil where nothing is kept of it any more.
    ///
    /// - Complexity: O(epochs), whatever the weights are.
    func live(in store: SessionStore, _ files: [SessionStore.RunFile], cell: CellID) -> LiveRun? {
        guard let file = files.first(where: { $0.digest == digest }),
            let summary = store.readBeginning(of: file, count: CheckpointSummary.headCount).flatMap(CheckpointSummary.init)
        else { return nil }
        var live = LiveRun(
            name: name, cell: cell, snapshot: summary.snapshot,
            watchedExample: example.flatMap { example in example.dataset.flatMap { SequenceExample(dataset: $0, index: example.index) } },
            layerNames: summary.layers.map(\.written), changes: summary.changes,
            checkedPart: DataPart(rawValue: part) ?? .test)
        live.number = number
        return live
    }
}
