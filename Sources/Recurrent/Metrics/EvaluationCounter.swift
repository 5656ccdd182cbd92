import Datasets

/// Counts an evaluation up, batch by batch.
struct EvaluationCounter {
    private let task: SequenceTask
    private let classes: Int
    private var lossSum = 0.0
    private var targets = 0
    private var wrong = 0
    private var ranks: [Int]
    private var confusion: [Int] = []
    private var stepCounts: [(wrong: Int, all: Int)] = []
    private var values: ValueSums

    init(_ task: SequenceTask) {
        self.task = task
        classes = task.predictsClasses ? task.outputs : 0
        ranks = [Int](repeating: 0, count: task.predictsClasses ? Evaluation.greatestRank : 0)
        if task.predictsClasses, classes <= Evaluation.greatestConfusion {
            confusion = [Int](repeating: 0, count: classes * classes)
        }
        values = ValueSums(width: task.predictsClasses ? 0 : task.outputs)
    }

    /// Adds a batch.
    ///
    /// - Parameters:
    ///   - outputs: [batch, outputs] or [batch, steps, outputs].
    ///   - loss: its mean over `count` targets.
    ///   - starts: at which step of its sequence each row begins.
    mutating func add(_ batch: Batch, outputs: [Float], loss: Double, count: Int, starts: [Int]) {
        if count > 0 { lossSum += loss * Double(count) }
        targets += count
        switch batch.targets {
        case .none: break
        case .sequenceClasses(let labels):
            for row in 0..<batch.count { add(labels[row], outputs, at: row * classes, step: nil) }
        case .stepClasses(let labels):
            for row in 0..<batch.count {
                for step in 0..<batch.lengths[row] {
                    let place = row * batch.steps + step
                    add(labels[place], outputs, at: place * classes, step: starts[row] + step)
                }
            }
        case .sequenceValues(let wanted):
            for row in 0..<batch.count { values.add(wanted, outputs, at: row * task.outputs) }
        case .stepValues(let wanted):
            for row in 0..<batch.count {
                for step in 0..<batch.lengths[row] { values.add(wanted, outputs, at: (row * batch.steps + step) * task.outputs) }
            }
        }
    }

    private mutating func add(_ label: Int32, _ outputs: [Float], at place: Int, step: Int?) {
        let label = Int(label)
        guard label >= 0 else { return }
        var best = 0
        var rank = 0
        let own = outputs[place + label]
        for k in 0..<classes {
            if outputs[place + k] > outputs[place + best] { best = k }
            if outputs[place + k] > own || (outputs[place + k] == own && k < label) { rank += 1 }
        }
        if best != label { wrong += 1 }
        if rank < ranks.count { ranks[rank] += 1 }
        if !confusion.isEmpty { confusion[label * classes + best] += 1 }
        if let step, step < Evaluation.greatestStep {
            while stepCounts.count <= step { stepCounts.append((0, 0)) }
            stepCounts[step].all += 1
            if best != label { stepCounts[step].wrong += 1 }
        }
    }

    var evaluation: Evaluation {
        let total = Double(max(1, targets))
        var result = Evaluation(
            loss: lossSum / total, error: task.predictsClasses ? Double(wrong) / total : nil, count: targets, confusion: confusion,
            classes: classes)
        if task.predictsClasses {
            result.ranks = ranks
            result.errorByStep = stepCounts.map { $0.all == 0 ? .nan : Float($0.wrong) / Float($0.all) }
        } else {
            result.r2 = values.r2
        }
        return result
    }
}

/// Sums from which the share of explained variance follows.
private struct ValueSums {
    private let width: Int
    private var counts: [Double]
    private var means: [Double]
    /// Sum of squared distances from the mean, updated one by one (Welford, "Note on a method for calculating corrected sums of
    /// squares and products", Technometrics 1962).
    private var spread: [Double]
    private var squaredError = 0.0

    init(width: Int) {
        self.width = width
        counts = [Double](repeating: 0, count: width)
        means = counts
        spread = counts
    }

    /// Values that are NaN are no targets.
    mutating func add(_ wanted: [Float], _ outputs: [Float], at place: Int) {
        for k in 0..<width where !wanted[place + k].isNaN {
            let value = Double(wanted[place + k])
            let difference = Double(outputs[place + k]) - value
            squaredError += difference * difference
            counts[k] += 1
            let before = value - means[k]
            means[k] += before / counts[k]
            spread[k] += before * (value - means[k])
        }
    }

    var r2: Double? {
        let total = spread.reduce(0, +)
        return total > 0 ? 1 - squaredError / total : nil
    }
}
