import Notebook
import TextFormatting

extension NotebookModel.Page.Contents {
    /// All lines of the page.
    func lines(_ state: SessionState, _ keys: KeyMap) -> [String] {
        switch self {
        case .keys: KeyHelp.lines(keys)
        case .text(let text): text.split(separator: "\n" as Character, omittingEmptySubsequences: false).map(String.init)
        case .keptRuns: Self.lines(state.keptRuns)
        }
    }

    private static func lines(_ kept: (runs: [KeptRun], limit: Int)?) -> [String] {
        guard let kept else { return ["Looking for what is kept …"] }
        let sum = Figures.bytes(kept.runs.reduce(0) { $0 + $1.bytes })
        guard !kept.runs.isEmpty else { return ["No run is kept. One is while it trains, and once it has ended."] }
        return [
            "\(Figures.count(kept.runs.count, "run")) kept, \(sum); those that have ended may take \(Figures.bytes(kept.limit)),",
            "which `:limit` changes. `:forget` and a name removes one, `:forget all` those that have ended;",
            "their cells then train again.", "",
        ] + kept.runs.map { "\($0.name)  \($0.description)" }
    }
}
