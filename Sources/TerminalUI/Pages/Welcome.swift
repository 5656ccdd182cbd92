import Notebook
import TextFormatting

/// What is seen before the first cell: how to begin, what there is to learn, and the sessions that were open before.
struct Welcome {
    /// Files, the latest first.
    var recent: [String]

    private static let mostRecent = 5
    private static let beginning = [
        "Unroll: a notebook for recurrent networks.", "", "digits = strokes(train: 4000, test: 500)", "net = gru(64) | last | dense(10)",
        "run = train(net, digits, epochs: 6, optimizer: adam(0.005), batch: 50)", "",
        "Type a line like these. Tab completes, help() explains, :help lists the keys, :tour shows you around.", "",
    ]

    /// - Parameter width: columns there are; no line is wider.
    func lines(width: Int) -> [String] {
        let tasks = DataReport.taskNames
        let task = tasks.last.map { " help(\($0)) explains one." } ?? ""
        let before = recent.isEmpty ? [] : ["", "Recent sessions (Alt-o opens one):"] + recent.prefix(Self.mostRecent).map { "  " + $0 }
        return (Self.beginning + ["Tasks to learn: \(tasks.joined(separator: ", "))." + task] + before).flatMap {
            Paragraph.broken($0, width: width, indent: $0.contains(" = ") ? 4 : 0)
        }
    }
}
