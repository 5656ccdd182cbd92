import Datasets
import TextFormatting

/// What a dataset holds, in a line.
public struct DatasetOverview: Sendable, Equatable {
    /// What the dataset is called.
    public var name: String
    /// Number of sequences.
    public var sequences: Int
    /// Time steps of the shortest sequence; 0 where there is none.
    public var shortest: Int
    /// Time steps of the longest sequence; 0 where there is none.
    public var longest: Int
    /// Such as "28 features" or "65 symbols".
    public var inputs: String
    /// Such as "10 classes per sequence".
    public var targets: String
    /// How many sequences, or steps, have each class, in the order of `classNames`; empty for values and for text.
    public var classCounts: [Int]
    /// Names of the classes; empty for values.
    public var classNames: [String]

    /// What `dataset` holds, under this name.
    ///
    /// - Complexity: O(sequences + targets + classes).
    public init(_ dataset: SequenceDataset, name: String) {
        self.name = name
        sequences = dataset.count
        let lengths = (0..<dataset.count).map(dataset.length)
        shortest = lengths.min() ?? 0
        longest = lengths.max() ?? 0
        classNames = dataset.classNames
        classCounts = []
        switch dataset.storage.form {
        case .features(_, let width): inputs = Figures.count(width, "feature")
        case .symbols(_, let vocabulary): inputs = Figures.count(vocabulary.count, "symbol")
        }
        targets = Self.words(dataset.storage.targets)
        switch dataset.storage.targets {
        case .sequenceClasses, .stepClasses, .sequenceLabels, .labelSequences: classCounts = dataset.classCounts
        case .sequenceValues, .stepValues, .nextSymbol, .several: break
        }
        if !dataset.storage.details.weights.isEmpty || !dataset.storage.details.stepWeights.isEmpty { targets += ", weighted" }
    }

    private static func words(_ targets: SequenceDataset.Targets) -> String {
        switch targets {
        case .sequenceClasses(_, let names): Figures.count(names.count, "class", "classes") + " per sequence"
        case .stepClasses(_, let names): Figures.count(names.count, "class", "classes") + " per step"
        case .sequenceLabels(_, let names): "any of " + Figures.count(names.count, "label")
        case .labelSequences(_, let names): "a sequence of " + Figures.count(names.count, "label")
        case .sequenceValues(_, let width): Figures.count(width, "value") + " per sequence"
        case .stepValues(_, let width): Figures.count(width, "value") + " per step"
        case .nextSymbol: "the next symbol"
        case .several(let all): all.map { "\($0.name.visible): \(words($0.values))" }.joined(separator: ", ")
        }
    }

    /// - Parameter title: the heading above the names.
    static func plain(_ overviews: [DatasetOverview], title: String) -> String {
        var table = TextTable(
            alignments: [.left, .right, .right, .left, .left], rows: [[title, "sequences", "steps", "inputs", "targets"]])
        for overview in overviews {
            let steps =
                overview.shortest == overview.longest
                ? Figures.grouped(overview.longest)
                : Figures.grouped(overview.shortest) + " to " + Figures.grouped(overview.longest)
            table.rows.append([overview.name, Figures.grouped(overview.sequences), steps, overview.inputs, overview.targets])
        }
        return table.text
    }
}
