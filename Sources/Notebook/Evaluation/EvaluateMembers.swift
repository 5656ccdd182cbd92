import Datasets
import Recurrent
import TextFormatting

/// `value.member` and `value[index]`.
enum EvaluateMembers {
    static func member(_ arguments: Arguments, of value: Value) throws(CellError) -> Value {
        let name = arguments.function.name
        switch value {
        case .data(let pair): return try EvaluateSelection.member(arguments, of: pair)
        case .dataset(let data): return try EvaluateSelection.member(arguments, of: data)
        case .run(let run): return try member(name, of: run)
        case .evaluation(let report): return try member(name, of: report.evaluation)
        case .network(let network): return try EvaluateTraining.summary(arguments, of: network)
        case .example(let example): return .number(Double(example.steps))
        case .list(let values): return .number(Double(values.count))
        default: throw CellError(.unknownMember(name, kind: value.type.words, members: [], suggestion: nil))
        }
    }

    private static func member(_ name: String, of run: TrainedRun) throws(CellError) -> Value {
        switch name {
        case "network": return .network(run.model.network)
        case "data": return .data(run.data)
        case "epochs": return .number(Double(run.snapshot.epoch))
        case "steps": return .number(Double(run.snapshot.step))
        case "history": return .history(EpochTable(rows: run.snapshot.history))
        case "loss": return try number(run.snapshot.history.last?.trainLoss)
        default: return try number(run.snapshot.history.last?.test?.error)
        }
    }

    private static func member(_ name: String, of evaluation: Evaluation) throws(CellError) -> Value {
        switch name {
        case "loss": .number(evaluation.loss)
        case "error": try number(evaluation.error)
        case "top5": try number(evaluation.topFiveError)
        case "f1": try number(evaluation.macroF1)
        case "perplexity": try number(evaluation.error.map { _ in evaluation.perplexity })
        case "bits": try number(evaluation.error.map { _ in evaluation.bitsPerSymbol })
        default: try number(evaluation.r2)
        }
    }

    private static func number(_ number: Double?) throws(CellError) -> Value {
        guard let number else { throw CellError(.noSuchFigure) }
        return .number(number)
    }
}

extension EvaluateMembers {
    /// The element at a position counted from 0, or from the end for negative ones.
    static func element(_ value: Value, at index: Value) throws(CellError) -> Value {
        switch (value, index) {
        case (.dataset(let data), .number(let number)):
            let place = try position(number, count: data.count, of: data.name)
            guard let example = SequenceExample(dataset: data, index: place) else {
                throw CellError(.indexOutside(place, name: data.name, count: data.count))
            }
            return .example(example)
        case (.dataset(let data), .range(let lower, let upper)):
            guard 0 <= lower, lower <= upper, upper <= data.count else {
                throw CellError(.rangeOutside(lower: lower, upper: upper, name: data.name, count: data.count))
            }
            return .dataset(data.select(Array(lower..<upper)))
        case (.list(let values), .number(let number)):
            return values[try position(number, count: values.count, of: "the list")]
        case (.data, _): throw CellError(.indexIntoPair)
        case (.dataset, _), (.list, _): throw CellError(.wrongIndex(found: index.kind))
        default: throw CellError(.noElements(kind: value.type.words))
        }
    }

    private static func position(_ number: Double, count: Int, of name: String) throws(CellError) -> Int {
        guard let whole = Int(exactly: number) else { throw CellError(.wrongIndex(found: Figures.plain(number))) }
        let index = whole < 0 ? whole + count : whole
        guard 0 <= index, index < count else { throw CellError(.indexOutside(whole, name: name, count: count)) }
        return index
    }
}
