import Notebook
import TextFormatting

extension NotebookModel.Page.Contents {
    /// Columns of a line at most: longer ones are hard to read.
    private static let greatestWidth = 96
    /// Columns of the screen beside a line.
    private static let margins = 6

    /// All lines of the page.
    ///
    /// - Parameter width: columns of the screen; no line takes more than a page has there.
    func lines(_ state: SessionState, _ keys: KeyMap, screenWidth: Int) -> [String] {
        let width = max(1, min(Self.greatestWidth, screenWidth - Self.margins))
        switch self {
        case .keys: return KeyHelp.lines(keys, width: width)
        case .keysOf(let group): return KeyHelp.lines(about: group, keys, width: width)
        case .keysOfTyping(let typing): return KeyHelp.lines(typing, keys, width: width)
        case .help(let name):
            let text = SessionManager.helpPage(about: name, width: width) ?? ""
            return text.split(separator: "\n" as Character, omittingEmptySubsequences: false).map(String.init)
        case .paragraphs(let paragraphs):
            return Array(
                paragraphs.map { Paragraph.lines($0, width: width).flatMap { Paragraph.broken($0, width: width) } }.joined(separator: [""]))
        case .keptRuns: return Self.lines(state.keptRuns, width)
        }
    }

    private static func lines(_ kept: (runs: [KeptRun], limit: Int)?, _ width: Int) -> [String] {
        guard let kept else { return ["Looking for stored runs …"] }
        let sum = Figures.bytes(kept.runs.reduce(0) { $0 + $1.bytes })
        guard !kept.runs.isEmpty else {
            return Paragraph.lines("No run is stored. Runs are stored while they train, and when they end.", width: width)
        }
        let text =
            "\(Figures.count(kept.runs.count, "run")) stored, \(sum); finished runs may take \(Figures.bytes(kept.limit)), which "
            + "`:limit` changes. `:forget` with a name removes one, `:forget all` all finished ones; their cells then train again."
        return Paragraph.lines(text, width: width) + [""]
            + kept.runs.flatMap { Paragraph.broken("\($0.name)  \($0.description)", width: width, indent: 6) }
    }
}
