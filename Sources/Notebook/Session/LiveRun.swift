import Datasets
import Recurrent

/// A training run as the live panel shows it.
public struct LiveRun: Sendable {
    /// The name it was given, such as `run`; "train" where it has none.
    public var name: String
    /// Which of the session's runs it is, from 1; 0 where that is not known.
    public var number = 0
    /// The cell that trains.
    public var cell: CellID
    /// What the run looks like now.
    var snapshot: TrainingSnapshot
    /// The example whose stepwise prediction is shown; nil where there is nothing to look at.
    var watchedExample: SequenceExample?
    /// The layers as they are written, in the order of `snapshot.layerGradientNorms`.
    var layerNames: [String]
    /// What was changed while the run trained.
    var changes: [RecordedChange]
    /// What each epoch is checked on; the training part where nothing is.
    var checkedPart: DataPart
    /// What was found when all that it says was looked at again; nil before that was asked for.
    package var review: RunReview?
    /// How the example that was watched then goes on; nil before that was asked for.
    package var forecast: RunForecast?
    /// Why the example that was watched then is read as it is; nil before that was asked for.
    package var contributions: RunContributions?
    /// Whether it is here, so that what it says can be looked at again.
    package var isReviewable = false
    /// What is being done so that it can be looked at; nil for nothing.
    package var reviewNotice: String?
    /// Why it cannot be looked at, and what to do about it, in a sentence; nil where it can, or that is not known.
    package var reviewProblem: String?
    /// Whether another example is to be watched as soon as there is data.
    package var awaitsExample = false
    /// Whether something has been tested, or will be.
    var isTested: Bool { latestTest != nil || checkedPart != .train && !isOver }
    /// Whether views of what it says have something to show or to tell.
    var hasReview: Bool { isReviewable || reviewProblem != nil }

    init(
        name: String, cell: CellID, snapshot: TrainingSnapshot, watchedExample: SequenceExample?, layerNames: [String] = [],
        changes: [RecordedChange] = [], checkedPart: DataPart = .test
    ) {
        self.name = name
        self.cell = cell
        self.snapshot = snapshot
        self.watchedExample = watchedExample
        self.layerNames = layerNames
        self.changes = changes
        self.checkedPart = checkedPart
    }
}

/// One example of a dataset, with what is true about it.
public struct SequenceExample: Sendable {
    /// What the example is taken from.
    public var dataset: SequenceDataset
    /// Which sequence of `dataset` it is; always a valid one.
    public var index: Int

    /// The sequence at `index`; nil where there is none.
    public init?(dataset: SequenceDataset, index: Int) {
        guard index >= 0, index < dataset.count else { return nil }
        self.dataset = dataset
        self.index = index
    }

    /// Names of the classes; empty for values.
    public var classNames: [String] { dataset.classNames }
    /// Names of what a network has outputs for: of the classes, and of the blank where labels are read along the steps.
    var outputNames: [String] { trueLabelSequence == nil ? classNames : classNames + [Self.blank] }
    /// How no label is written.
    static let blank = "-"
    /// Time steps of the sequence.
    public var steps: Int { dataset.length(index) }
    /// How the example is best drawn.
    public var presentation: SequenceDataset.Presentation { dataset.presentation }

    /// One true class for each step, or a single one where the sequence as a whole has a class; empty for values.
    public var trueClasses: [Int] {
        let range = dataset.steps(index)
        switch dataset.storage.targets {
        case .sequenceClasses(let labels, _):
            return [Int(labels[dataset.selection[index]])]
        case .stepClasses(let labels, _):
            return labels[range].map(Int.init)
        case .nextSymbol:
            guard case .symbols(let ids, _) = dataset.storage.inputs else { return [] }
            return ids[range].dropFirst().map(Int.init)
        case .sequenceValues, .stepValues, .sequenceLabels, .labelSequences, .several:
            return []
        }
    }

    /// One true value after another, in its own units: those of the sequence, or of each step; empty for classes.
    public var trueValues: [Float] {
        dataset.targetsInOwnUnits(learnedValues, of: index)
    }

    /// The values as the network learns them.
    private var learnedValues: [Float] {
        switch dataset.storage.targets {
        case .sequenceValues(let values, let width):
            let sequence = dataset.selection[index]
            return Array(values[sequence * width..<(sequence + 1) * width])
        case .stepValues(let values, let width):
            let range = dataset.steps(index)
            return Array(values[range.lowerBound * width..<range.upperBound * width])
        case .sequenceClasses, .stepClasses, .sequenceLabels, .labelSequences, .nextSymbol, .several: return []
        }
    }

    /// The example with each of several targets alone, by their names; empty where there is but one.
    var targets: [(name: String, example: SequenceExample)] {
        dataset.severalTargets.enumerated().compactMap { place, target in
            SequenceExample(dataset: dataset.target(place), index: index).map { (target.name, $0) }
        }
    }

    /// The labels that the sequence has; nil where it has no such number of them.
    public var trueLabels: [Int]? {
        guard case .sequenceLabels(let values, let names) = dataset.storage.targets else { return nil }
        let start = dataset.selection[index] * names.count
        return names.indices.filter { values[start + $0] > 0 }
    }

    /// The labels in their order that are to be read along the steps; nil where something else is asked for.
    public var trueLabelSequence: [Int]? {
        guard case .labelSequences(let labels, _) = dataset.storage.targets else { return nil }
        return labels[dataset.selection[index]].map(Int.init)
    }

    /// The class of the whole sequence; nil where classes are those of steps, or there are none.
    public var trueClass: Int? {
        guard case .sequenceClasses(let labels, _) = dataset.storage.targets else { return nil }
        return Int(labels[dataset.selection[index]])
    }
}
