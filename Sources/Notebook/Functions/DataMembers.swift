import CellLanguage
import Datasets
import TextFormatting

/// Members of data: selections of sequences, and what they are like.
enum DataMembers {
    static let all: [Function] =
        PartMembers.all + [
            takeFromPair, takeFromDataset, shufflePair, shuffleDataset, standardizePair, standardizeDataset, filterPair, filterDataset,
            targetOfPair, targetOfDataset,
        ]
        + SeriesMembers.all + [
            weightsOfPair, weightsOfDataset, countOfPair, countOfDataset, countOfFolds, countOfList, featuresOfPair, featuresOfDataset,
            classesOfPair, classesOfDataset, length,
        ]

    static let digits = "digits = strokes(train: 300, test: 50)\n"
}

// MARK: Selections

extension DataMembers {
    /// A member of pairs or of datasets, which gives sequences of the same kind.
    static func selection<Data: CellObject, Result: CellObject>(
        _ name: String, _ sentence: String, of type: Data.Type, _ parameters: [Parameter], _ example: String,
        _ evaluate: @escaping @Sendable (Data, Arguments) throws(CellError) -> Result
    ) -> Function {
        Function.memberWhenRun(
            name, .selection, sentence, of: type, parameters: parameters, example: example,
            related: ["split", "take", "shuffle", "standardize", "filter"].filter { $0 != name }, evaluate)
    }

    static let takeFromPair = take { (pair: DataPair, count) in pair.take(count) }
    static let takeFromDataset = take { (data: SequenceDataset, count) in data.take(count) }

    private static func take<Data: CellObject>(_ take: @escaping @Sendable (Data, Int) -> Data) -> Function {
        selection(
            "take", "The first sequences.", of: Data.self,
            [.required("count", .whole(1...1_000_000_000), "The number of sequences, at most.")],
            digits + "digits.train.take(100)"
        ) { (data, arguments) throws(CellError) in
            take(data, try arguments.integer("count"))
        }
    }

    static let shufflePair = shuffle { (pair: DataPair, seed) in pair.shuffled(seed: seed) }
    static let shuffleDataset = shuffle { (data: SequenceDataset, seed) in data.shuffled(seed: seed) }

    private static func shuffle<Data: CellObject>(_ shuffle: @escaping @Sendable (Data, UInt64) -> Data) -> Function {
        selection(
            "shuffle", "The same sequences in random order.", of: Data.self,
            [.optional("seed", .anyWhole, .number(0), "A different seed gives a different order.")],
            digits + "digits.shuffle(seed: 3)"
        ) { (data, arguments) throws(CellError) in
            shuffle(data, try arguments.seed())
        }
    }

    static let standardizePair = standardize { (pair: DataPair) throws(DataError) in try pair.standardized() }

    static let standardizeDataset = standardize { (data: SequenceDataset) throws(DataError) in
        try DataPair(name: data.name, train: data, test: nil).standardized().train ?? data
    }

    private static func standardize<Data: CellObject>(_ standardize: @escaping @Sendable (Data) throws(DataError) -> Data) -> Function {
        selection(
            "standardize",
            "Shifts and scales each feature, and values to predict, to mean 0 and standard deviation 1 over the training part.",
            of: Data.self, [],
            digits + "digits.standardize"
        ) { (data, _) throws(CellError) in
            try CellError.rethrowing { () throws(DataError) in try standardize(data) }
        }
    }

    static let filterPair = filter { (pair: DataPair, lengths) throws(DataError) in try pair.filtered(lengths: lengths) }
    static let filterDataset = filter { (data: SequenceDataset, lengths) throws(DataError) in try data.filtered(lengths: lengths) }

    private static func filter<Data: CellObject>(
        _ filter: @escaping @Sendable (Data, ClosedRange<Int>) throws(DataError) -> Data
    ) -> Function {
        selection(
            "filter", "The sequences with these lengths.", of: Data.self,
            [.required("lengths", .value(.range), "From this many steps up to, but not including, that many.")],
            digits + "digits.filter(lengths: 20..30)"
        ) { (data, arguments) throws(CellError) in
            let lengths = try arguments.range("lengths")
            return try CellError.rethrowing { () throws(DataError) in try filter(data, lengths) }
        }
    }
}

// MARK: Targets

extension DataMembers {
    static let targetOfPair = target { (pair: DataPair, name) throws(CellError) in
        var one = pair
        (one.train, one.validation, one.test) = (
            try pair.train?.target(named: name), try pair.validation?.target(named: name), try pair.test?.target(named: name)
        )
        return one
    }
    static let targetOfDataset = target { (data: SequenceDataset, name) throws(CellError) in try data.target(named: name) }

    private static func target<Data: CellObject>(_ target: @escaping @Sendable (Data, String) throws(CellError) -> Data) -> Function {
        selection(
            "target", "The same sequences with only one of several targets.", of: Data.self,
            [.required("name", .text, "The target's name.")],
            "walks = csv(\"data/walks.csv\", targets: [\"activity\", \"age\"])\nwalks.target(\"age\")"
        ) { (data, arguments) throws(CellError) in
            try target(data, try arguments.text("name"))
        }
    }
}

extension SequenceDataset {
    fileprivate func target(named name: String) throws(CellError) -> SequenceDataset {
        let names = severalTargets.map(\.name)
        guard let place = names.firstIndex(of: name) else {
            let known = names.isEmpty ? "it has a single one" : "they are \(names.prefix(12).map(\.visible).joined(separator: ", "))"
            throw CellError(.told("\(self.name.visible) has no target \(name.debugDescription.visible) among several: \(known)."))
        }
        return target(place)
    }
}

// MARK: What data is like

extension DataMembers {
    static let weightsOfPair = weights { (pair: DataPair) in pair.either }
    static let weightsOfDataset = weights { (data: SequenceDataset) in data }

    private static func weights<Data: CellObject>(_ dataset: @escaping @Sendable (Data) -> SequenceDataset?) -> Function {
        Function.memberWhenRun(
            "weights", .selection, "One factor per class, so that all classes have the same total weight.", of: Data.self,
            example: digits + "digits.weights", related: ["train"]
        ) { (data, _) throws(CellError) -> [Value] in
            guard let data = dataset(data) else { return [] }
            let weights = try CellError.rethrowing { () throws(DataError) in try data.balancedClassWeights() }
            return weights.map { Value.number(Double($0)) }
        }
    }

    static let countOfPair = count(example: digits + "digits.train.count") { (pair: DataPair) in
        [pair.train, pair.validation, pair.test].reduce(0) { $0 + ($1?.count ?? 0) }
    }
    static let countOfDataset = count(example: digits + "digits.train.count") { (data: SequenceDataset) in data.count }
    static let countOfFolds = count(example: digits + "digits.train.count") { (folds: DataFolds) in folds.count }
    static let countOfList = count(example: digits + "digits.train.count") { (list: [Value]) in list.count }

    private static func count<Data: ValueRepresentable>(example: String, _ count: @escaping @Sendable (Data) -> Int) -> Function {
        Function.immediateMember("count", .selection, "The number of elements.", of: Data.self, example: example) {
            (data) throws(CellError) in Double(count(data))
        }
    }

    static let featuresOfPair = features { (pair: DataPair) in pair.either }
    static let featuresOfDataset = features { (data: SequenceDataset) in data }

    private static func features<Data: CellObject>(_ dataset: @escaping @Sendable (Data) -> SequenceDataset?) -> Function {
        Function.immediateMember(
            "features", .selection, "The numbers per step, or the size of the vocabulary.", of: Data.self,
            example: digits + "digits.features"
        ) { (data) throws(CellError) in Double(dataset(data)?.features ?? 0) }
    }

    static let classesOfPair = classes { (pair: DataPair) in pair.either }
    static let classesOfDataset = classes { (data: SequenceDataset) in data }

    private static func classes<Data: CellObject>(_ dataset: @escaping @Sendable (Data) -> SequenceDataset?) -> Function {
        Function.immediateMember(
            "classes", .selection, "Names of the classes.", of: Data.self, example: digits + "digits.classes"
        ) { (data) throws(CellError) in (dataset(data)?.classNames ?? []).map(Value.text) }
    }

    static let length = Function.immediateMember(
        "length", .selection, "Number of steps.", of: SequenceExample.self, example: digits + "digits.test[3].length"
    ) { (example) throws(CellError) in
        Double(example.steps)
    }
}

extension DataPair {
    /// The part that tells what both have in common.
    fileprivate var either: SequenceDataset? { train ?? test }
}
