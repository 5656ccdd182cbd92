import CellLanguage
import Datasets
import Recurrent

/// What a call of `train` asks for.
struct TrainingCall {
    let network: Network
    /// What to train and to test on, as the run that is gone on with knows it.
    let data: DataPair
    /// The part to train on.
    let train: SequenceDataset
    let plan: TrainingPlan
    /// The run that is gone on with; nil where a network is trained from the beginning.
    let previous: TrainedRun?
    let start: TrainingStart?

    init(_ arguments: Arguments) throws(CellError) {
        previous = arguments["network"].object()
        start = previous?.start
        network = if let previous { previous.model.network } else { try arguments.value("network") }
        guard let data = try Self.data(arguments, previous) else { throw CellError(Self.missingData(arguments)) }
        guard let train = data.train else { throw CellError(.partOfPairMissing(.train, name: data.name)) }
        (self.data, self.train) = (data, train)
        plan = try TrainingFunctions.plan(arguments, for: train, start: start)
    }

    private static func data(_ arguments: Arguments, _ previous: TrainedRun?) throws(CellError) -> DataPair? {
        guard arguments.has("data") else {
            // A run that was loaded alone knows the names of its data, but has none.
            return previous.flatMap { ($0.knownData?.count ?? 0) > 0 ? $0.data : nil }
        }
        var pair = try arguments.pair("data")
        if let previous {
            pair.train = if let train = pair.train { try previous.known(train) } else { nil }
            pair.validation = if let validation = pair.validation { try previous.known(validation) } else { nil }
            pair.test = if let test = pair.test { try previous.known(test) } else { nil }
        }
        return pair
    }

    /// That nothing is said of what to train on.
    static func missingData(_ arguments: Arguments) -> Problem {
        .missingArguments(["data"], signature: arguments.function.written)
    }
}
