/// The most probable label sequence, summed over its alignments, by beam search over prefixes.
///
/// Source: A. Graves, N. Jaitly, "Towards End-To-End Speech Recognition with Recurrent Neural Networks", ICML 2014, algorithm 1, without a
/// language model.
struct BeamSearch {
    /// A prefix extended by a label.
    private struct Continuation: Hashable {
        var beginning: Int
        var label: Int
    }

    /// A prefix in the beam, with the probability of its alignments that end with a blank, and of those that end with its last label.
    private struct Candidate {
        var beginning: Int
        var withBlank = 0.0
        var withLabel = 0.0
        var total: Double { withBlank + withLabel }
    }

    /// A label less probable than this at a step extends no prefix.
    private static let leastProbability = 1e-9

    /// Each prefix as a shorter one and a label; the first is empty.
    private var beginnings = [Continuation(beginning: -1, label: -1)]
    private var places: [Continuation: Int] = [:]
    private var candidates = [Candidate(beginning: 0, withBlank: 1)]

    /// - Parameter probabilities: [steps, classes], the blank last.
    init(width: Int, _ probabilities: [Double], classes: Int) {
        for start in stride(from: 0, to: probabilities.count, by: classes) {
            advance(probabilities[start..<start + classes], width: width)
        }
    }

    /// The labels of the most probable prefix.
    var labels: [Int] {
        var labels: [Int] = []
        var place = candidates.first?.beginning ?? 0
        while place > 0 {
            labels.append(beginnings[place].label)
            place = beginnings[place].beginning
        }
        return labels.reversed()
    }

    private mutating func advance(_ step: ArraySlice<Double>, width: Int) {
        let (first, blank) = (step.startIndex, step.count - 1)
        var next: [Candidate] = []
        var found: [Int: Int] = [:]
        func add(_ beginning: Int, withBlank: Double = 0, withLabel: Double = 0) {
            let place = found[beginning] ?? next.count
            if place == next.count {
                found[beginning] = place
                next.append(Candidate(beginning: beginning))
            }
            next[place].withBlank += withBlank
            next[place].withLabel += withLabel
        }
        for candidate in candidates {
            let last = beginnings[candidate.beginning].label
            add(
                candidate.beginning, withBlank: candidate.total * step[first + blank],
                withLabel: last < 0 ? 0 : candidate.withLabel * step[first + last])
            for label in 0..<blank where step[first + label] > Self.leastProbability {
                // A repeated label counts as a new one only after a blank.
                let before = label == last ? candidate.withBlank : candidate.total
                guard before > 0 else { continue }
                add(place(of: Continuation(beginning: candidate.beginning, label: label)), withLabel: before * step[first + label])
            }
        }
        let order = next.indices.sorted { (next[$1].total, $0) < (next[$0].total, $1) }.prefix(width)
        let greatest = order.first.map { next[$0].total } ?? 0
        // Scaling by the greatest number prevents underflow in long sequences.
        guard greatest > 0 else { return }
        candidates = order.map { place in
            var candidate = next[place]
            candidate.withBlank /= greatest
            candidate.withLabel /= greatest
            return candidate
        }
    }

    private mutating func place(of continuation: Continuation) -> Int {
        if let place = places[continuation] { return place }
        places[continuation] = beginnings.count
        beginnings.append(continuation)
        return beginnings.count - 1
    }
}
