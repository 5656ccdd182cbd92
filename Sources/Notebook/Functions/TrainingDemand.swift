import CellLanguage
import Datasets
import Recurrent
import TextFormatting

/// What training takes, found without training.
enum TrainingDemand {
    /// The layers of a network on data, and the memory that a training step takes.
    static func of(_ network: Network, _ arguments: Arguments) throws(CellError) -> NetworkDemand {
        guard let train = try arguments.pair("data").train else { throw arguments.wrong("data") }
        let (batch, window) = (try arguments.integer("batch"), try TrainingFunctions.window(arguments, for: train))
        let optimizer = try arguments.value("optimizer", as: OptimizerSetting.self).optimizer
        let loss: Loss = try arguments.optional("loss") ?? .standard
        let network = network.ready(for: loss)
        do throws(NetworkError) {
            _ = try network.task(for: train, loss: loss)
            let memory = try memory(of: network, train, batch: batch, window: window, optimizer, .single)
            return NetworkDemand(
                summary: try network.summary(features: train.features), remark: "training this " + words(memory, batch: batch))
        } catch {
            throw CellError(error)
        }
    }

    /// What a call of `train` will do, in a line; nil where that is not known.
    static func remark(_ arguments: Arguments) -> String? {
        guard let call = try? TrainingCall(arguments) else { return nil }
        let (network, train, plan) = (call.network, call.train, call.plan)
        guard let task = try? network.task(for: train, loss: plan.loss), let summary = try? network.summary(features: train.features),
            let memory = call.memoryDemand
        else { return nil }
        return "\(task.words) \(train.name), \(Figures.count(summary.parameters.constant, "parameter")); training this "
            + words(memory, batch: plan.batchSize, plan.precision)
    }

    /// What a training takes of memory.
    ///
    /// - Parameter copies: matrices as large as each weight that are kept besides.
    /// - Throws: `NetworkError` where the network cannot be built.
    static func memory(
        of network: Network, _ train: SequenceDataset, batch: Int, window: Int?, _ optimizer: Optimizer, _ precision: Precision,
        copies: Int = 0
    ) throws(NetworkError) -> MemoryDemand {
        let longest = (0..<train.count).reduce(0) { max($0, train.length($1)) }
        let steps = min(window ?? longest, longest)
        let isText = if case .nextSymbol = train.storage.targets { train.count == 1 } else { false }
        let isSymbolic = if case .symbols = train.storage.form { true } else { false }
        // Of one text, as many streams are read side by side as a batch has sequences.
        let rows = isText ? batch : min(batch, train.count)
        return try network.memoryDemand(
            features: train.features, symbolic: isSymbolic, batch: max(1, rows), steps: max(1, steps), optimizer: optimizer,
            precision: precision, copies: copies)
    }

    /// "at batch 100 takes 61 MB".
    private static func words(_ demand: MemoryDemand, batch: Int, _ precision: Precision = .single) -> String {
        let precision = precision == .single ? "" : " in \(precision.rawValue)"
        return "at batch \(Figures.grouped(batch))\(precision) takes \(demand.text)"
    }
}

extension SequenceTask {
    /// What a network does with its data.
    fileprivate var words: String {
        switch self {
        case .classification: "classifies"
        case .labelling: "labels each step of"
        case .languageModel: "predicts the next symbol of"
        case .sequenceRegression: "predicts the values of"
        case .multiLabel: "finds the labels of"
        case .transcription: "reads the labels of"
        case .stepRegression: "predicts the values at each step of"
        case .several(let tasks): "predicts \(Figures.count(tasks.count, "target")) \(predictsSteps ? "at each step " : "")of"
        }
    }
}
