import CellLanguage
import Datasets
import Recurrent
import TextFormatting

/// What training takes, found without training.
enum TrainingDemand {
    /// The layers of a network on data, and the memory that a training step takes.
    static func of(_ network: Network, _ arguments: Arguments) throws(CellError) -> NetworkDemand {
        guard let train = try arguments.pair("data").train else { throw arguments.wrong("data") }
        let memory = try memory(
            of: network, train, batch: try arguments.integer("batch"), window: try TrainingFunctions.window(arguments, for: train),
            try arguments.value("optimizer", as: OptimizerSetting.self).optimizer, .single)
        let loss: Loss = try arguments.optional("loss") ?? .standard
        do throws(NetworkError) {
            _ = try network.task(for: train, loss: loss)
            return NetworkDemand(summary: try network.summary(features: train.features), remark: "training this " + memory)
        } catch {
            throw CellError(error)
        }
    }

    /// What a call of `train` will do, in a line; nil where that is not known.
    static func remark(_ arguments: Arguments) -> String? {
        guard let call = try? TrainingCall(arguments) else { return nil }
        let (network, train, plan) = (call.network, call.train, call.plan)
        guard let task = try? network.task(for: train, loss: plan.loss), let summary = try? network.summary(features: train.features),
            let memory = try? memory(of: network, train, batch: plan.batchSize, window: plan.bpttSteps, plan.optimizer, plan.precision)
        else { return nil }
        return "\(task.words) \(train.name), \(Figures.count(summary.parameters.constant, "parameter")); training this \(memory)"
    }

    /// What a step of training takes: "at batch 100 takes 61 MB".
    private static func memory(
        of network: Network, _ train: SequenceDataset, batch: Int, window: Int?, _ optimizer: Optimizer, _ precision: Precision
    ) throws(CellError) -> String {
        let longest = (0..<train.count).reduce(0) { max($0, train.length($1)) }
        let steps = min(window ?? longest, longest)
        let isText = if case .nextSymbol = train.storage.targets { train.count == 1 } else { false }
        let isSymbolic = if case .symbols = train.storage.inputs { true } else { false }
        // Of one text, as many streams are read side by side as a batch has sequences.
        let rows = isText ? batch : min(batch, train.count)
        do throws(NetworkError) {
            let demand = try network.memoryDemand(
                features: train.features, symbolic: isSymbolic, batch: max(1, rows), steps: max(1, steps), optimizer: optimizer,
                precision: precision)
            let words = precision == .single ? "" : " in \(precision.rawValue)"
            return "at batch \(Figures.grouped(batch))\(words) takes \(demand.text)"
        } catch {
            throw CellError(error)
        }
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
        }
    }
}
