import CellLanguage
import Datasets
import Recurrent
import TextFormatting

/// An optimizer with its learning rate, as `adam(0.001)` gives it.
public struct OptimizerSetting: Sendable, Equatable {
    /// How gradients change the weights.
    public var optimizer: Optimizer
    /// The rate that training begins with, before any schedule.
    public var learningRate: Float

    /// An optimizer at this rate.
    public init(optimizer: Optimizer, learningRate: Float) {
        self.optimizer = optimizer
        self.learningRate = learningRate
    }

    /// Where none is named.
    static let standard = OptimizerSetting(optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), learningRate: 0.001)
}

/// What `train` gives: the weights at the end, and how it went.
public struct TrainedRun: Sendable {
    /// What it was called when it was trained.
    public var name: String
    /// The network with the weights that the run gave.
    public var model: Model
    /// What it was trained and tested on.
    public var data: DataPair
    /// The run as it was at its end.
    public var snapshot: TrainingSnapshot
    /// All live changes, in the order of their steps.
    public var changes: [RecordedChange]
    /// Those that `train` was given.
    var given: [RecordedChange]
    /// All that training remembers at its end; nil for weights from a file.
    var end: Checkpoint?
    /// How weights from a file were trained; nil where that is not known, or said by `end`.
    var plan: TrainingPlan?
}

extension TrainedRun {
    /// What a run that goes on from this one begins with.
    var start: TrainingStart { end.map { TrainingStart($0) } ?? TrainingStart(model, plan: plan) }

    /// How it went, in a line.
    var sentence: String {
        var parts = [Figures.count(snapshot.epoch, "epoch"), Figures.count(snapshot.step, "step")]
        if let last = snapshot.history.last {
            parts.append("train loss " + Figures.loss(last.trainLoss))
            let part = data.checkedPart.rawValue
            if let test = last.test { parts.append("\(part) loss " + Figures.loss(test.loss)) }
            if let error = last.test?.error { parts.append("\(part) error " + Figures.percent(error)) }
            if let words = last.test?.targetWords { parts.append(words) }
        }
        return parts.joined(separator: ", ")
    }
}

extension DataPair {
    /// What figures after each epoch are about.
    var checkedPart: DataPart { validation == nil ? .test : .validation }

    /// What the panel of a run has figures of after each epoch: the training part where there is no other.
    var watchedPart: DataPart { checked == nil ? .train : checkedPart }
}

/// The table of layers for some data, and what training takes.
struct NetworkDemand: Sendable {
    var summary: NetworkSummary
    /// "training this at batch 100 takes 61 MB".
    var remark: String
}

/// Text that is printed as it is, such as help.
struct Page: Sendable {
    var text: String

    init(_ text: String) {
        self.text = text
    }
}
