import Recurrent
import TextFormatting

/// What happens now, in one line.
enum ProgressLine {
    /// Empty where nothing is known that is worth showing.
    static func text(_ state: SessionState, width: Int) -> String {
        guard let run = state.activeRun, !run.snapshot.phase.isEnd, let progress = run.progress else { return "" }
        let snapshot = run.snapshot
        var figures = " \(run.name)  epoch \(min(snapshot.epoch + 1, snapshot.epochs))/\(snapshot.epochs)"
        figures += "  step \(Figures.grouped(snapshot.step))  \(Figures.rate(snapshot.sequencesPerSecond))"
        if let left = snapshot.secondsLeft { figures += "  \(Figures.duration(left)) left" }
        let room = max(4, width - figures.count - 2)
        let filled = Int(progress * Double(room))
        return "[" + String(repeating: "#", count: filled) + String(repeating: "-", count: room - filled) + "]" + figures
    }
}
