import CellLanguage
import Datasets
import Recurrent

/// All functions and members of the cell language. An entry is added to one of the lists below; everything else is made from them.
enum Functions {
    /// In the order in which help lists them.
    static let all: [Function] =
        LayerFunctions.all + TaskFunctions.all + FileFunctions.all + DataMembers.all + TrainingFunctions.all + TrialFunctions.all
        + OptimizerFunctions.all + LossFunctions.all
        + ScheduleFunctions.all + ResultFunctions.all + ForecastFunction.all + ResidualFunctions.all + ResultMembers.all + ClassMembers.all
        + ValueMembers.all
        + ForecastMembers.all + TrialMembers.all + ListMembers.all + RateFunctions.members
        + HelpFunctions.all

    private static let byID = Dictionary(all.map { ($0.signature.id, $0) }, uniquingKeysWith: { first, _ in first })

    /// What stands behind a description of the catalogue.
    static func function(_ signature: Signature) -> Function? { byID[signature.id] }
}

extension Catalogue {
    /// What the notebook's cells can call.
    static let notebook = Catalogue(Functions.all, pipelineType: Network.self, habits: .python)
}

extension FunctionGroup {
    static let layers = FunctionGroup("Layers")
    static let tasks = FunctionGroup("Generated tasks")
    static let files = FunctionGroup("Data from files")
    static let selection = FunctionGroup("Members of data")
    static let training = FunctionGroup("Training")
    static let trials = FunctionGroup("Repeated training")
    static let optimizers = FunctionGroup("Optimizers")
    static let losses = FunctionGroup("Losses")
    static let schedules = FunctionGroup("Schedules and changes")
    static let results = FunctionGroup("Results")
    static let members = FunctionGroup("Members of results")
    static let help = FunctionGroup("Help")
}

extension ParameterType {
    /// Data with a training part: a pair, or a dataset as a whole.
    static let trainingData = ParameterType.special(
        SpecialType([DataPair.valueType, SequenceDataset.valueType], words: "data to train on, such as strokes()"))
    /// A dataset, or a pair of which the test part is meant.
    static let testData = ParameterType.special(
        SpecialType([DataPair.valueType, SequenceDataset.valueType], words: "data, such as digits.test"))

    static let network = ParameterType.value(Network.valueType)
    static let optimizer = ParameterType.value(OptimizerSetting.valueType)
    static let run = ParameterType.value(TrainedRun.valueType)
    static let trainable = ParameterType.either([.network, .run])

    /// How wide a layer or vector can be.
    static let width = ParameterType.whole(1...65_536)
}
