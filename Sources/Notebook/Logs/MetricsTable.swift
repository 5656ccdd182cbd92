import Recurrent

/// The columns of `metrics.csv`: those of the table of epochs, and some that have no room there. Numbers have the digits that give the same bits again; a field is
/// empty where the number is not known any more.
struct MetricsTable {
    private let part: String?
    private let hasError: Bool

    /// - Parameters:
    ///   - part: the part of the data that is checked after each epoch; nil for none.
    ///   - hasError: whether predictions are right or wrong.
    init(part: String?, hasError: Bool) {
        (self.part, self.hasError) = (part, hasError && part != nil)
    }

    /// The names of the columns.
    var header: String {
        let tested = part.map { ["\($0)_loss"] + (hasError ? ["\($0)_error"] : []) } ?? []
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
            ? [] : [result.test?.loss.description ?? ""] + (hasError ? [result.test?.error?.description ?? ""] : [])
        return [String(result.epoch), String(result.step), result.trainLoss.description] + tested
    }

    private func text(_ number: Float?) -> String { number?.description ?? "" }
}
