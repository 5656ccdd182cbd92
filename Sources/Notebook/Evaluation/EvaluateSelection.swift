import Datasets

/// Members of data: its parts, selections of sequences, and what they are like.
enum EvaluateSelection {
    static func member(_ arguments: Arguments, of pair: DataPair) throws(CellError) -> Value {
        let any = pair.train ?? pair.test
        switch arguments.function.name {
        case "train": return .dataset(try part(pair.train, "train", of: pair))
        case "test": return .dataset(try part(pair.test, "test", of: pair))
        case "count": return .number(Double((pair.train?.count ?? 0) + (pair.test?.count ?? 0)))
        case "split": return .data(try split(arguments, pair.split, pair.split(_:seed:)))
        case "take": return .data(pair.take(try arguments.integer("count")))
        case "shuffle": return .data(pair.shuffled(seed: try arguments.seed()))
        case "standardize": return .data(try EvaluateData.checked(pair.standardized))
        case "filter":
            let lengths = try arguments.lengths()
            return .data(try EvaluateData.checked { () throws(DataError) in try pair.filtered(lengths: lengths) })
        default: return try figure(arguments, of: any)
        }
    }

    static func member(_ arguments: Arguments, of data: SequenceDataset) throws(CellError) -> Value {
        switch arguments.function.name {
        case "count": return .number(Double(data.count))
        case "split": return .data(try split(arguments, data.split, data.split(_:seed:)))
        case "take": return .dataset(data.take(try arguments.integer("count")))
        case "shuffle": return .dataset(data.shuffled(seed: try arguments.seed()))
        case "standardize":
            let pair = DataPair(name: data.name, train: data, test: nil)
            return .dataset(try EvaluateData.checked(pair.standardized).train ?? data)
        case "filter":
            let lengths = try arguments.lengths()
            return .dataset(try EvaluateData.checked { () throws(DataError) in try data.filtered(lengths: lengths) })
        default: return try figure(arguments, of: data)
        }
    }

    /// What both parts of a pair have in common.
    private static func figure(_ arguments: Arguments, of data: SequenceDataset?) throws(CellError) -> Value {
        switch arguments.function.name {
        case "features": return .number(Double(data?.features ?? 0))
        case "classes": return .list((data?.classNames ?? []).map(Value.text))
        default:
            guard let data else { return .list([]) }
            let weights = try EvaluateData.checked(data.balancedClassWeights)
            return .list(weights.map { .number(Double($0)) })
        }
    }

    /// A part by its name, which tells that it is a part.
    private static func part(_ part: SequenceDataset?, _ name: String, of pair: DataPair) throws(CellError) -> SequenceDataset {
        guard var part else { throw CellError(.partOfPairMissing(name, name: pair.name)) }
        if part.name == pair.name {
            let source = [" train", " test"].first { part.name.hasSuffix($0) }.map { part.name.dropLast($0.count) }
            part.name = (source ?? part.name[...]) + " " + name
        }
        return part
    }

    private static func split(
        _ arguments: Arguments, _ inOrder: (Double) throws(DataError) -> DataPair, _ mixed: (Double, UInt64) throws(DataError) -> DataPair
    ) throws(CellError) -> DataPair {
        let (fraction, seed) = (try arguments.number("fraction"), try arguments.optionalSeed())
        return try EvaluateData.checked { () throws(DataError) in
            if let seed { try mixed(fraction, seed) } else { try inOrder(fraction) }
        }
    }
}
