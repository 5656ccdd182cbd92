import Datasets
import Recurrent

/// What a second look at all that a run says of its examples finds: what is wrong, and by how much.
package struct RunReview: Sendable {
    /// What is said of an example, or of a step of it.
    package struct Answer: Sendable, Equatable {
        /// The example.
        package var sequence: Int
        /// Its step, counted from 0; nil where the example as a whole is meant.
        package var step: Int?
        /// The loss; of values how far off what is said is.
        package var loss: Double
        /// The true class and what was said; nil where there is no single class.
        package var classes: ClassPair?
        /// Whether it is not what is true. No value is right to the last digit.
        package var isWrong: Bool
    }

    /// A class that is true, and one that was said.
    package struct ClassPair: Sendable, Hashable {
        package var truth: Int
        package var said: Int

        /// A pair of classes, which may be the same.
        package init(truth: Int, said: Int) { (self.truth, self.said) = (truth, said) }
    }

    /// The training step after which was looked.
    package var step: Int
    /// Whether the run was over: it will say nothing else.
    package var isFinal: Bool
    /// What was said, the worst first. Of values one of each example, where it is farthest off.
    package var answers: [Answer]
    /// Values that are drawn: some, evenly spread, where there are many.
    var values: [ValueComparison]
    /// True less said of all values, by size, where those that are drawn are but some of them.
    var residuals: [Double] = []
    /// All values, sequence after sequence, where they are not too many to be kept.
    private var all: [ValueComparison] = []
    private var places: [Int: Range<Int>] = [:]
    /// The value that is farthest off; nil where none is predicted.
    var worst: ValueComparison?
    /// How many values there are in all.
    var valueCount: Int

    /// Most answers that are kept, and most values that are drawn.
    private static let (most, drawn) = (200_000, 4_000)

    init(step: Int, isFinal: Bool, answers: [Answer] = [], values: [ValueComparison] = []) {
        (self.step, self.isFinal, self.answers) = (step, isFinal, answers)
        let every = max(1, values.count / Self.drawn)
        self.values = stride(from: 0, to: values.count, by: every).map { values[$0] }
        worst = values.max { $0.distance < $1.distance }
        valueCount = values.count
        if every > 1 { residuals = values.map { $0.truth - $0.said }.filter(\.isFinite).sorted() }
        guard values.count <= Self.most else { return }
        all = values
        for (place, value) in values.enumerated() { places[value.sequence] = (places[value.sequence]?.lowerBound ?? place)..<(place + 1) }
    }

    /// The values of a sequence, as far as they are kept.
    func values(of sequence: Int) -> ArraySlice<ValueComparison> { places[sequence].map { all[$0] } ?? [] }

    /// Looks at all of `data`; a text, of which each symbol is an answer, has none.
    ///
    /// - Complexity: that of an evaluation.
    /// - Throws: `NetworkError` where the network does not fit the data.
    init(of model: Model, _ data: SequenceDataset, step: Int, isFinal: Bool) throws(NetworkError) {
        let task = try model.network.task(for: data, loss: model.loss)
        if task.outputKind == .values {
            let values = try model.comparisons(data)
            self.init(step: step, isFinal: isFinal, answers: Self.farthest(values), values: values)
        } else if case .nextSymbol = data.storage.targets {
            self.init(step: step, isFinal: isFinal)
        } else {
            let found = try model.review(data, bins: nil, worst: Self.most).worst
            self.init(step: step, isFinal: isFinal, answers: found.map(Answer.init))
        }
    }

    /// For each sequence the value that is farthest off, the farthest first.
    private static func farthest(_ values: [ValueComparison]) -> [Answer] {
        var farthest: [Int: ValueComparison] = [:]
        for value in values where farthest[value.sequence].map({ $0.distance < value.distance }) ?? true {
            farthest[value.sequence] = value
        }
        return farthest.values.map { Answer(sequence: $0.sequence, step: $0.row, loss: $0.distance, classes: nil, isWrong: true) }
            .sorted { ($1.loss, $0.sequence) < ($0.loss, $1.sequence) }
    }
}

extension RunReview.Answer {
    fileprivate init(_ prediction: WorstPrediction) {
        let (pair, isWrong): (RunReview.ClassPair?, Bool) =
            switch prediction.answer {
            case .classes(let target, let predicted, _, _): (.init(truth: target, said: predicted), target != predicted)
            case .labels(let target, let predicted), .readings(let target, let predicted): (nil, target != predicted)
            case .values: (nil, true)
            }
        self.init(sequence: prediction.sequence, step: prediction.step, loss: prediction.loss, classes: pair, isWrong: isWrong)
    }
}

extension ValueComparison {
    /// How far what is said is from what is true; what is no number is the farthest off.
    var distance: Double {
        let distance = abs(truth - said)
        return distance.isNaN ? .infinity : distance
    }
}
