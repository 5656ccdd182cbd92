import Recurrent
import TextFormatting

extension Evaluation {
    /// The share of wrong classes, or else the share of variance that is explained; nil where neither is known.
    var figure: String? { error.map { Figures.percent($0) } ?? r2.map { Figures.fixed($0, 4) } }

    /// Such as `activity error 3.10 %, age R2 0.8120`, of several targets; nil where there is but one.
    var targetWords: String? {
        guard let targets else { return nil }
        return targets.map { target in
            "\(target.name.visible) " + (target.evaluation.error == nil ? "R2 " : "error ") + (target.evaluation.figure ?? "unknown")
        }.joined(separator: ", ")
    }
}
