import Recurrent

/// The columns of `metrics.csv`: those of the table of epochs, and some that have no room there. Numbers have the digits that give the same bits again; a field is
/// empty where the number is not known any more.
struct MetricsTable {
    private let part: String?
    private let hasError: Bool
    private let targets: [Target]

    /// One of several targets.
    struct Target: Sendable {
        var name: String
        /// Whether it is told by its errors, not by R2.
        var hasError: Bool
    }

    /// - Parameters:
    ///   - part: the part of the data that is checked after each epoch; nil for none.
    ///   - hasError: whether predictions are right or wrong.
    ///   - targets: several targets, which have columns each; none where there is but one.
    init(part: String?, hasError: Bool, targets: [Target] = []) {
        (self.part, self.hasError, self.targets) = (part, hasError && part != nil, part == nil ? [] : targets)
    }

    /// The names of the columns.
    var header: String {
        let tested =
            part.map { part in
                ["\(part)_loss"] + (hasError ? ["\(part)_error"] : [])
                    + targets.flatMap { ["\(part)_loss \($0.name)", "\(part)_\($0.hasError ? "error" : "r2") \($0.name)"] }
            } ?? []
        return PredictionTable.line(["epoch", "step", "train_loss"] + tested + ["sequences_per_second", "learning_rate", "gradient_norm"])
    }

    /// The line of an epoch.
    func row(_ result: EpochResult, learningRate: Float?, gradientNorm: Float?) -> String {
        PredictionTable.line(figures(result) + [result.sequencesPerSecond.description, text(learningRate), text(gradientNorm)])
    }

    /// Whether a line is that of an epoch as another training of the same would have it: times may differ.
    func isRow(_ line: Substring, of result: EpochResult) -> Bool {
        let figures = figures(result)
        return line.split(separator: ",", omittingEmptySubsequences: false).prefix(figures.count).elementsEqual(figures) { $0 == $1 }
    }

    /// What is the same whenever the run is trained.
    private func figures(_ result: EpochResult) -> [String] {
        let tested: [String] =
            part == nil
            ? []
            : [result.test?.loss.description ?? ""] + (hasError ? [result.test?.error?.description ?? ""] : [])
                + targets.indices.flatMap { figures(result.test?.targets, $0) }
        return [String(result.epoch), String(result.step), result.trainLoss.description] + tested
    }

    private func figures(_ found: [TargetEvaluation]?, _ place: Int) -> [String] {
        guard let found, found.indices.contains(place) else { return ["", ""] }
        let evaluation = found[place].evaluation
        return [evaluation.loss.description, (targets[place].hasError ? evaluation.error : evaluation.r2)?.description ?? ""]
    }

    private func text(_ number: Float?) -> String { number?.description ?? "" }
}
