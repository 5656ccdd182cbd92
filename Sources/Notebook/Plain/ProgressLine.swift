import Recurrent
import TextFormatting

/// What happens now, in one line.
enum ProgressLine {
    /// Empty where nothing is known that is worth showing.
    static func text(_ state: SessionState, width: Int) -> String {
        guard let run = state.activeRun, !run.isOver, let progress = run.progress else {
            return state.dataProgress.map { bar($0, " \(Int(100 * $0)) %", width: width) } ?? ""
        }
        var figures = " \(run.name)  epoch \(run.epochOfAll)"
        figures += "  step \(Figures.grouped(run.step))  \(run.speed)"
        if let left = run.secondsLeft { figures += "  \(Figures.duration(left)) left" }
        return bar(progress, figures, width: width)
    }

    private static func bar(_ progress: Double, _ figures: String, width: Int) -> String {
        let room = max(4, width - figures.count - 2)
        let filled = Int(progress * Double(room))
        return "[" + String(repeating: "#", count: filled) + String(repeating: "-", count: room - filled) + "]" + figures
    }
}
