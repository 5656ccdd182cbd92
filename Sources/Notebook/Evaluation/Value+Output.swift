import Datasets
import Recurrent
import TextFormatting

extension Value {
    /// What a value prints when it is the result of an expression.
    var blocks: [OutputBlock] {
        switch self {
        case .nothing: []
        case .number, .text, .boolean, .list, .range, .optimizer, .schedule, .change: [.text(written)]
        case .data(let pair):
            [
                .data(
                    title: pair.name,
                    [pair.train.map { DatasetOverview($0, name: "train") }, pair.test.map { DatasetOverview($0, name: "test") }].compactMap
                    { $0 })
            ]
        case .dataset(let data): [.data(title: "data", [DatasetOverview(data, name: data.name)])]
        case .example(let example): [.example(example)]
        case .network(let network): [(try? network.summary(features: nil)).map(OutputBlock.network) ?? .text(network.written)]
        case .run(let run): [.text(run.sentence)]
        case .history(let table): [.epochs(table)]
        case .evaluation(let report): [.evaluation(report)]
        case .prediction(let prediction): [.prediction(prediction)]
        case .summary(let summary, let remark): [.network(summary), .text(remark)]
        case .page(let text): [.text(text)]
        }
    }

    /// Whether assigning the value to a name shows it as well: networks and data, to see what one has made.
    var isShownWhenAssigned: Bool {
        switch self {
        case .network, .data, .dataset: true
        default: false
        }
    }

    /// The value in a line, as it would be typed where that can be.
    var written: String {
        switch self {
        case .nothing: "none"
        case .number(let number): Figures.plain(number)
        case .text(let text): "\"\(text.escaped)\""
        case .boolean(let boolean): String(boolean)
        case .list(let values): "[" + values.map(\.written).joined(separator: ", ") + "]"
        case .range(let lower, let upper): "\(lower)..\(upper)"
        case .data(let pair): pair.name
        case .dataset(let data): data.name
        case .example(let example): "\(example.dataset.name)[\(example.index)]"
        case .network(let network): network.written
        case .optimizer(let setting): setting.description
        case .schedule(let schedule): schedule.description
        case .change(let change): change.description
        case .run(let run): run.sentence
        case .history(let table): "history of " + Figures.count(table.rows.count, "epoch")
        case .evaluation(let report): "loss " + Figures.fixed(report.evaluation.loss, 4)
        case .prediction(let prediction): "prediction for \(prediction.example.dataset.name)[\(prediction.example.index)]"
        case .summary(_, let remark): remark
        case .page(let text): text
        }
    }
}

extension TrainedRun {
    /// How it went, in a line.
    var sentence: String {
        var parts = [Figures.count(snapshot.epoch, "epoch"), Figures.count(snapshot.step, "step")]
        if let last = snapshot.history.last {
            parts.append("train loss " + Figures.fixed(last.trainLoss, 4))
            if let test = last.test { parts.append("test loss " + Figures.fixed(test.loss, 4)) }
            if let error = last.test?.error { parts.append("test error " + Figures.percent(error)) }
        }
        return parts.joined(separator: ", ")
    }
}

extension OptimizerSetting: CustomStringConvertible {
    public var description: String {
        let name =
            switch optimizer {
            case .sgd: "sgd"
            case .rmsprop: "rmsprop"
            case .adam: "adam"
            case .adamw: "adamw"
            case .adagrad: "adagrad"
            }
        return "\(name)(\(shortest(learningRate)))"
    }
}

extension RecordedChange: CustomStringConvertible {
    /// As it is written into a cell: `rate(0.001, at: 1200)`.
    public var description: String {
        switch change {
        case .learningRate(let rate): "rate(\(shortest(rate)), at: \(step))"
        case .stop: "stop(at: \(step))"
        }
    }
}

extension LearningRateSchedule: CustomStringConvertible {
    public var description: String {
        switch self {
        case .constant: "constant"
        case .stepDecay(let factor, let epochs): "step_decay(\(shortest(factor)), epochs: \(epochs))"
        case .exponential(let factor): "exponential(\(shortest(factor)))"
        case .cosine: "cosine"
        case .warmup(let steps): "warmup(\(steps))"
        }
    }
}

extension String {
    /// As it would be typed between quotes.
    var escaped: String {
        replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n").replacing("\t", with: "\\t").visible
    }
}
