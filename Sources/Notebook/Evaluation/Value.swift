import Datasets
import Recurrent

/// What an expression of a cell gives.
public enum Value: Sendable {
    /// `none`: the absence of something that could be given.
    case nothing
    case number(Double)
    case text(String)
    case boolean(Bool)
    case list([Value])
    /// Indices from `lower` up to, but not including, `upper`.
    case range(lower: Int, upper: Int)
    indirect case data(DataPair)
    case dataset(SequenceDataset)
    indirect case example(SequenceExample)
    case network(Network)
    case optimizer(OptimizerSetting)
    case schedule(LearningRateSchedule)
    case change(RecordedChange)
    indirect case run(TrainedRun)
    case history(EpochTable)
    indirect case evaluation(EvaluationReport)
    indirect case prediction(Prediction)
    case summary(NetworkSummary, remark: String)
    /// Text that is printed as it is, such as help.
    case page(String)
}

/// An optimizer with its learning rate, as `adam(0.001)` gives it.
public struct OptimizerSetting: Sendable, Equatable {
    public var optimizer: Optimizer
    public var learningRate: Float

    public init(optimizer: Optimizer, learningRate: Float) {
        self.optimizer = optimizer
        self.learningRate = learningRate
    }
}

/// What `train` gives: the weights at the end, and how it went.
public struct TrainedRun: Sendable {
    /// What it was called when it was trained.
    public var name: String
    public var model: Model
    /// What it was trained and tested on.
    public var data: DataPair
    /// The run as it was at its end.
    public var snapshot: TrainingSnapshot
    /// All live changes, in the order of their steps.
    public var changes: [RecordedChange]
    /// Those that `train` was given.
    var given: [RecordedChange]
}
