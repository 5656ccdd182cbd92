import Kernels

/// Decodes label sequences from the outputs at each step, whose last class is the blank: repeated classes are merged, then blanks are
/// removed.
public struct LabelReading: Sendable {
    /// The probability of each class at each step, [steps, classes], up to a common factor.
    private let probabilities: [Double]
    private let classes: Int

    /// Decodes the outputs of a network for a sequence.
    ///
    /// - Parameters:
    ///   - probabilities: class probabilities, [steps, labels + 1].
    ///   - classes: the number of labels, plus one for the blank.
    /// - Precondition: the number of probabilities is a multiple of `classes`.
    public init(probabilities: [Float], classes: Int) {
        precondition(classes > 0 && probabilities.count.isMultiple(of: classes), "steps are whole")
        self.probabilities = probabilities.map(Double.init)
        self.classes = classes
    }

    /// - Parameters:
    ///   - logits: the rows of many sequences.
    ///   - rows: the rows of the sequence's steps.
    init(_ logits: MatrixView, rows: [Int]) {
        classes = logits.columns
        probabilities = rows.flatMap { row in
            let most = Double(logits[row, Self.greatest(logits, row: row)])
            let shares = (0..<logits.columns).map { ReproducibleMath.exp(Double(logits[row, $0]) - most) }
            let sum = shares.reduce(0, +)
            return shares.map { $0 / sum }
        }
    }

    private var blank: Int { classes - 1 }
    private var steps: Int { probabilities.count / classes }

    /// The decoded labels: with a beam of 1 those of the most probable class at each step, else the most probable labels found by beam
    /// search.
    ///
    /// - Complexity: O(steps x classes x beam).
    public func labels(beam: Int) -> [Int] { beam > 1 ? BeamSearch(width: beam, probabilities, classes: classes).labels : greedy }

    private var greedy: [Int] {
        let best = (0..<steps).map { step in
            var best = 0
            for kind in 1..<max(1, classes) where probabilities[step * classes + kind] > probabilities[step * classes + best] {
                best = kind
            }
            return best
        }
        return Self.collapsed(best, blank: blank)
    }

    /// The negative log probability of these labels, summed over all alignments.
    ///
    /// - Complexity: O(steps x labels).
    public func surprise(of labels: [Int]) -> Double {
        let count = 2 * labels.count + 1
        func kind(_ place: Int) -> Int { place.isMultiple(of: 2) ? blank : labels[place / 2] }
        var paths = [Double](repeating: 0, count: count)
        var total = 0.0
        for step in 0..<steps {
            let before = paths
            for place in 0..<count {
                var sum = step == 0 ? (place < 2 ? 1 : 0) : before[place] + (place > 0 ? before[place - 1] : 0)
                if step > 0, place > 1, !place.isMultiple(of: 2), kind(place) != kind(place - 2) { sum += before[place - 2] }
                paths[place] = sum * probabilities[step * classes + kind(place)]
            }
            let sum = paths.reduce(0, +)
            guard sum > 0 else { return sum.isNaN ? .nan : .infinity }
            total += ReproducibleMath.log(sum)
            for place in 0..<count { paths[place] /= sum }
        }
        let ends = paths.suffix(2).reduce(0, +)
        return ends > 0 ? -(total + ReproducibleMath.log(ends)) : ends.isNaN ? .nan : .infinity
    }

    /// The labels of the most probable class at each step; the last class is the blank.
    ///
    /// - Parameters:
    ///   - logits: the rows of many sequences.
    ///   - rows: the rows of the sequence's steps.
    static func greedy(_ logits: MatrixView, rows: [Int]) -> [Int] {
        collapsed(rows.map { greatest(logits, row: $0) }, blank: logits.columns - 1)
    }

    /// The class with the greatest output in a row, the first of equal ones.
    private static func greatest(_ logits: MatrixView, row: Int) -> Int {
        var best = 0
        for kind in 1..<max(1, logits.columns) where logits[row, kind] > logits[row, best] { best = kind }
        return best
    }

    /// The labels that a sequence of step classes represents.
    public static func collapsed(_ classes: [Int], blank: Int) -> [Int] {
        classes.indices.filter { classes[$0] != blank && ($0 == 0 || classes[$0 - 1] != classes[$0]) }.map { classes[$0] }
    }

    /// The least number of insertions, deletions and substitutions that turn one sequence into the other (Levenshtein).
    ///
    /// - Complexity: O(one x other).
    public static func editDistance(_ one: [Int], _ other: [Int]) -> Int {
        var row = Array(0...other.count)
        for (place, label) in one.enumerated() {
            var corner = row[0]
            row[0] = place + 1
            for (column, wanted) in other.enumerated() {
                let replaced = corner + (label == wanted ? 0 : 1)
                corner = row[column + 1]
                row[column + 1] = min(replaced, corner + 1, row[column] + 1)
            }
        }
        return row[other.count]
    }
}
